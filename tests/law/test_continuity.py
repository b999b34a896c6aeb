"""What an undecided application gives, where no public question reaches: as the platform asks it."""

from datetime import date

import pytest

from sejour.law import filing
from sejour.law.continuity import Lengths, Undecided, entitlement
from sejour.law.facts import FactError
from sejour.law.kinds import Category, DepositStatus, DocumentKind, Work
from sejour.law.periods import Period

FILED = date(2026, 10, 1)
HELD_UNTIL = date(2027, 1, 15)
IN_TIME = filing.Standing(DepositStatus.IN_TIME, FILED, 0, ())


def case(**facts):
    """Return a complete renewal on line, but for the facts that are given."""
    return Undecided(
        **{
            "category": Category.RENEWAL,
            "filed_on": FILED,
            "complete_on": FILED,
            "online": True,
            "article": "L.423-1",
            "held_until": HELD_UNTIL,
            "held_allowed_work": Work.FULL,
            "standing": IN_TIME,
            **facts,
        }
    )


def rules(found):
    """Return the rules that an entitlement rests on."""
    return [reason.rule.id for reason in found.reasons]


@pytest.mark.parametrize(
    ("article", "work"), [("L.423-1", Work.FULL), ("L.423-23", Work.NONE), ("L.421-1", Work.NONE)]
)
@pytest.mark.parametrize("online", [True, False])
def test_a_change_of_ground_has_the_window_of_a_renewal_and_the_work_of_a_first_application(
    article, work, online
):
    found = entitlement(case(change_of_ground=True, article=article, online=online))
    assert (found.of_right, found.work) == (True, work)


def test_p_10_a_renewal_outside_any_window_is_covered_in_doubt():
    found = entitlement(case(standing=filing.without_window(FILED)))
    assert found.of_right
    assert "P-10" in rules(found)


def test_a_renewal_within_a_window_is_in_no_doubt():
    assert "P-10" not in rules(entitlement(case()))


def test_a_late_renewal_is_told_so_even_where_the_reasons_of_the_filing_were_not_kept():
    late = filing.Standing(DepositStatus.LATE, FILED, 180, ())
    found = entitlement(case(standing=late))
    assert not found.of_right
    assert rules(found) == ["R-DEP-16", "R-API-12"]


def test_what_is_not_of_right_gives_no_period():
    found = entitlement(case(category=Category.FIRST))
    assert list(found.periods(until=date(2030, 1, 1))) == []


def test_the_standing_of_a_renewal_is_needed():
    with pytest.raises(FactError, match="^filed_on"):
        entitlement(case(standing=None))


def test_a_protected_person_whose_application_is_incomplete_again_waits_for_its_completion():
    waiting = entitlement(case(category=Category.REFUGEE, complete_on=None))
    completed = entitlement(case(category=Category.REFUGEE, complete_on=date(2027, 5, 2)))
    assert not waiting.of_right
    assert next(completed.periods(until=date(2027, 5, 2))) == Period(date(2027, 5, 2), date(2027, 11, 1))


def test_a_recepisse_is_owed_beside_a_permit_and_an_attestation_after_it():
    assert entitlement(case(online=False)).beside_permit
    assert not entitlement(case()).beside_permit


def test_lengths_go_on_for_ever():
    lengths = iter(Lengths(6, 3))
    assert [next(lengths) for _ in range(4)] == [6, 3, 3, 3]


def test_the_kind_of_document_follows_the_channel():
    kinds = [entitlement(case(category=Category.REFUGEE, online=online)).kind for online in (True, False)]
    assert kinds == [DocumentKind.ATTESTATION_PROLONGATION, DocumentKind.RECEPISSE]
