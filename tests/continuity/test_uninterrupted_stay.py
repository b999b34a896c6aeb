"""The certificate of uninterrupted stay: exactly the days that documents prove, in a paper of its own.

ACC-08: benefits cut because a document came late are asked back with it. ACC-09: no document is handed
over already expired; days gone by are the certificate's.
"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sejour.continuity import papers, stay
from sejour.continuity.errors import NothingProven
from sejour.continuity.models import KINDS, Origin, ProvisionalDocument
from sejour.continuity.rights import Proof, unbroken
from sejour.continuity.selectors import proofs_of, rights_of
from sejour.continuity.services import run_watch
from sejour.law.kinds import Work
from sejour.law.periods import Period
from tests.factories import people
from tests.factories.applications import decided, filed
from tests.factories.days import DAY, TODAY, at, in_days
from tests.factories.permits import permit

START = date(2026, 11, 23)


@st.composite
def proofs(draw) -> Proof:
    first = START + draw(st.integers(-40, 40)) * DAY
    length = draw(st.one_of(st.none(), st.integers(0, 30)))
    last = None if length is None else first + length * DAY
    return Proof("carte_temporaire", first, last, draw(st.sampled_from(Work)), "L.423-1")


many = st.lists(proofs(), max_size=6)
days = st.integers(-50, 80).map(lambda n: START + n * DAY)


def proven(found: list[Proof], day: date) -> bool:
    return any(p.first_day <= day and (p.last_day is None or day <= p.last_day) for p in found)


@given(many, days)
def test_it_claims_no_day_that_no_document_proves_and_none_to_come(found, until):
    run = unbroken(found, until)
    if run is not None:
        assert run.last_day <= until
        day = run.first_day
        while day <= run.last_day:
            assert proven(found, day)
            day += DAY


@given(many, days)
def test_it_goes_back_as_far_as_documents_do_and_comes_as_near_as_they_do(found, until):
    run = unbroken(found, until)
    known = [START + n * DAY for n in range(-60, 121) if START + n * DAY <= until]
    last = next((day for day in reversed(known) if proven(found, day)), None)
    assert (run.last_day if run else None) == last
    if run is not None:
        assert not proven(found, run.first_day - DAY)


@given(many, days)
def test_the_order_of_documents_changes_nothing(found, until):
    assert unbroken(found, until) == unbroken(found[::-1], until)


# The platform ---------------------------------------------------------------------------------


def watched(days_: int) -> None:
    """Let the watch run every night for so many days."""
    for night in range(1, days_ + 1):
        run_watch(day=in_days(night), at=at(in_days(night)))


@pytest.mark.django_db
@pytest.mark.parametrize("left", [29, 15, 5])
def test_acc_08_before_an_interim_document_ends_the_next_one_is_there(left):
    """The benefits of a disabled holder do not stop: nothing is to be asked for.

    The next document comes due when fewer than 30 days are left, the day of the end not counted.
    """
    application = filed()
    run_watch(day=in_days(61), at=at(in_days(61)))
    first = application.documents.get(kind="attestation_prolongation")
    assert first.last_day is not None
    night = first.last_day - left * DAY
    run_watch(day=night, at=at(night))
    rights = rights_of(application.person, night)
    assert rights.stay
    assert rights.stay_until is not None
    assert rights.stay_until > first.last_day


@pytest.mark.django_db
def test_acc_08_a_certificate_of_uninterrupted_stay_restores_what_was_cut():
    application = filed()
    watched(200)
    content = stay.content_of(application.person, in_days(200))
    card = application.held_permit
    assert card is not None
    assert content["statement"].endswith(
        "a séjourné régulièrement en France sans interruption du 22 février 2026 au 11 juin 2027, ces deux "
        "jours compris."
    )
    (table,) = [section["table"] for section in content["sections"] if "table" in section]
    assert [row[2] for row in table["rows"]] == [
        "carte de séjour temporaire",
        "attestation de prolongation d'instruction",
        "attestation de prolongation d'instruction",
    ]
    assert {row[3] for row in table["rows"]} == {"L.423-1", "R.431-15-1"}


@pytest.mark.django_db
def test_a_gap_is_not_bridged():
    person = people.person()
    permit(person, last_day=in_days(-400))
    permit(person, last_day=in_days(20))
    assert stay.proven_stay(person, TODAY) == Period(date(2025, 12, 14), TODAY)


@pytest.mark.django_db
def test_nothing_is_certified_of_somebody_of_whom_nothing_is_known():
    person = people.person()
    assert stay.proven_stay(person, TODAY) is None
    with pytest.raises(NothingProven):
        stay.content_of(person, TODAY)


@pytest.mark.django_db
def test_the_months_of_an_expired_card_and_a_decision_are_proofs_too():
    application = filed()
    watched(70)
    decided(application, at=at(in_days(100)))
    kinds = {proof.kind for proof in proofs_of(application.person)}
    assert kinds <= set(stay._NAMES)
    content = stay.content_of(application.person, in_days(120))
    assert "attestation de décision favorable" in str(content["sections"])


@pytest.mark.django_db
def test_acc_09_a_document_begins_when_the_one_before_ends_and_is_never_over_when_issued():
    """Four years of three-month documents: each is in hand before its first day."""
    application = filed()
    for night in range(1, 4 * 365, 5):
        run_watch(day=in_days(night), at=at(in_days(night)))
    chain = list(application.documents.filter(origin=Origin.CHAIN).order_by("link"))
    assert len(chain) > 12
    for before, document in zip(chain, chain[1:], strict=False):
        assert document.first_day == before.last_day + DAY
        assert document.issued_on <= document.first_day
        assert document.last_day >= document.issued_on


@pytest.mark.django_db
def test_acc_09_a_watch_that_was_down_hands_over_no_expired_document_as_a_valid_one():
    """What was owed for days gone by says that it is of days gone by; another runs today."""
    application = filed()
    late = in_days(400)
    run_watch(day=late, at=at(late))
    issued = ProvisionalDocument.objects.filter(application=application, origin=Origin.CHAIN)
    assert any(document.proves(late) for document in issued)
    for document in issued:
        content = papers.content_of(document)
        assert ("jours passés" in content["mention"]) == (document.last_day < document.issued_on)


def test_every_kind_of_document_has_a_name_in_the_certificate():
    assert set(KINDS) <= set(stay._NAMES)
