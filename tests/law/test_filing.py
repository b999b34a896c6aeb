"""Filing, as the platform asks it."""

from datetime import date

import pytest

from sejour.law import filing
from sejour.law.kinds import DepositStatus, PermitKind

WITHOUT = {PermitKind.CARTE_RESIDENT_LONGUE_DUREE_UE, PermitKind.DCEM}


@pytest.mark.parametrize("kind", PermitKind)
def test_a_window_applies_to_the_holder_of_most_documents(kind):
    assert filing.has_window(kind) is (kind not in WITHOUT)
    assert (filing.no_window(kind) is None) is (kind not in WITHOUT)


def test_a_filing_without_window_is_in_time_from_its_day():
    found = filing.without_window(date(2026, 10, 1))
    assert (found.status, found.counts_from, found.late_fee) == (DepositStatus.IN_TIME, date(2026, 10, 1), 0)
    assert found.is_in_time
    assert not found.has_window


@pytest.mark.parametrize(
    ("filed_on", "attempt", "counts_from"),
    [
        (date(2026, 8, 1), None, date(2026, 9, 2)),
        (date(2026, 10, 1), None, date(2026, 10, 1)),
        (date(2026, 10, 1), date(2026, 9, 20), date(2026, 9, 20)),
        (date(2026, 11, 4), date(2026, 10, 30), date(2026, 10, 30)),
        (date(2026, 11, 4), date(2026, 8, 1), date(2026, 11, 4)),
    ],
)
def test_a_filing_counts_from_its_opening_its_day_or_its_first_attempt(filed_on, attempt, counts_from):
    found = filing.standing(
        held_until=date(2026, 12, 31), online=True, filed_on=filed_on, first_failed_attempt_on=attempt
    )
    assert found.counts_from == counts_from


@pytest.mark.parametrize("online", [True, False])
def test_what_is_lost_by_a_late_filing_is_said_for_its_channel(online):
    found = filing.standing(held_until=date(2026, 12, 31), online=online, filed_on=date(2027, 1, 4))
    assert found.status is DepositStatus.LATE
    said = " ".join(reason.because for reason in found.reasons)
    assert ("n'est plus un droit" in said) is online
