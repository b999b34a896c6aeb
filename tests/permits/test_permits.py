"""Permits held, and cards on their way: recorded, made, handed over, each once."""

from datetime import date

import pytest
from django.db import IntegrityError

from sejour.applications.models import Outcome
from sejour.applications.services import record_decision
from sejour.applications.states import State
from sejour.continuity.models import Origin
from sejour.core import journal
from sejour.core.errors import WrongState
from sejour.law.kinds import PermitKind, Work
from sejour.permits import services
from sejour.permits.models import CardState, Permit
from sejour.permits.selectors import card_of, latest, permit_to_renew, permits_of, person_proven_by
from tests.factories.renewals import AGENT, EXPIRES, SIGNATORY, card, fresh, granted, noon, person, renewal

pytestmark = pytest.mark.django_db
DAY = date(2027, 2, 1)
MADE = date(2027, 2, 20)
IN_HAND = date(2027, 3, 1)


def hand_over(application, *, on=IN_HAND, **changes):
    said = {"first_day": DAY, "last_day": date(2029, 1, 31)}
    return services.hand_over_card(
        reference=application.reference, actor=AGENT, at=noon(on), **{**said, **changes}
    )


def verbs_of(application):
    return [line.verb for line in journal.lines_of(f"application/{application.reference}")]


# Permits -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first_day", "last_day", "years"),
    [
        (date(2026, 1, 16), date(2027, 1, 15), 1),
        (date(2026, 1, 16), date(2027, 1, 14), 0),
        (date(2022, 12, 1), date(2026, 11, 30), 4),
        (date(2024, 2, 29), date(2028, 2, 28), 4),
        (date(2024, 2, 29), date(2025, 2, 27), 1),  # a year from 29 February ends on the 28th
        (date(2017, 1, 1), date(2026, 12, 31), 10),
    ],
)
def test_a_permit_lasts_the_years_of_its_dates(first_day, last_day, years):
    assert card(person(), first_day=first_day, last_day=last_day).years == years


def test_a_permit_lasts_the_years_that_are_stated():
    assert card(person(), years=4).years == 4


def test_a_permit_is_known_from_the_local_day_on_which_it_is_recorded():
    permit = card(person(), at=noon(date(2026, 9, 1)))
    assert permit.known_on == date(2026, 9, 1)
    lines = journal.lines_of(f"person/{permit.person_id}")
    assert (lines[-1].verb, lines[-1].details) == ("permit_recorded", {"permit": permit.pk})


def test_a_number_is_that_of_one_permit():
    card(person(), number="X123")
    with pytest.raises(IntegrityError, match="permits_permit_number_key"):
        card(person(), number="X123")


def test_the_permit_to_renew_ends_last():
    holder = person()
    first = card(holder)
    later = card(holder, last_day=date(2027, 6, 30))
    assert list(permits_of(holder)) == [later, first]
    assert permit_to_renew(holder) == later
    assert permit_to_renew(person()) is None


def test_of_two_permits_that_end_together_the_one_that_gives_most_work_counts():
    holder = person()
    full = card(holder, work=Work.FULL)
    limited = card(holder, work=Work.LIMITED)
    assert latest([limited, full]) == latest([full, limited]) == full


@pytest.mark.parametrize(
    ("changes", "proven"),
    [
        ({}, True),
        ({"last_day": date(2027, 1, 16)}, False),
        ({"permit_number": "X2"}, False),
        ({"foreigner_number": "0000000000"}, False),
        ({"born": (1985, 3, 15)}, False),
    ],
)
def test_a_person_is_proven_by_number_birth_and_permit_together(changes, proven):
    holder = person()
    card(holder, number="X1")
    said = {
        "foreigner_number": holder.foreigner_number,
        "born": (1985, 3, 14),
        "permit_number": "X1",
        "last_day": EXPIRES,
    }
    assert person_proven_by(**{**said, **changes}) == (holder if proven else None)


# Cards ---------------------------------------------------------------------------------------


def test_a_card_is_ordered_by_the_decision_that_grants_it():
    application = granted(renewal(), on=DAY)
    ordered = card_of(application.reference)
    assert (ordered.state, ordered.ordered_on) == (CardState.ORDERED, DAY)
    assert (ordered.kind, ordered.article, ordered.work) == ("carte_temporaire", "L.423-1", "full")


def test_a_card_is_made_and_then_handed_over():
    application = granted(renewal(), on=DAY)
    services.record_card_made(reference=application.reference, actor=AGENT, at=noon(MADE))
    permit = hand_over(application)
    handed = card_of(application.reference)
    assert (handed.state, handed.made_on, handed.permit) == (CardState.HANDED_OVER, MADE, permit)
    assert (permit.known_on, permit.handed_over_on, permit.years) == (IN_HAND, IN_HAND, 2)
    assert verbs_of(application)[-4:] == ["card_ordered", "card_made", "card_handed_over", "completed"]


def test_a_card_that_was_never_recorded_as_made_is_handed_over_all_the_same():
    # INV-8: a stale flag of the register blocks nobody.
    application = granted(renewal(), on=DAY)
    permit = hand_over(application)
    after = fresh(application)
    assert (after.state, after.delivered_permit) == (State.COMPLETED, permit)
    assert after.documents.get(origin=Origin.DECISION).last_day == IN_HAND


def test_a_card_is_handed_over_as_it_is_not_as_it_was_ordered():
    application = granted(renewal(), on=DAY)
    permit = hand_over(application, kind=PermitKind.CARTE_RESIDENT, work=Work.LIMITED, number="X9")
    assert (permit.kind, permit.work, permit.number) == ("carte_resident", "limited", "X9")


def test_a_card_is_handed_over_once():
    application = granted(renewal(), on=DAY)
    hand_over(application)
    with pytest.raises(WrongState):
        hand_over(application)
    with pytest.raises(WrongState):
        services.record_card_made(reference=application.reference, actor=AGENT, at=noon(MADE))
    assert Permit.objects.filter(person=application.person).count() == 2


def test_a_card_is_made_once():
    application = granted(renewal(), on=DAY)
    services.record_card_made(reference=application.reference, actor=AGENT, at=noon(MADE))
    with pytest.raises(WrongState):
        services.record_card_made(reference=application.reference, actor=AGENT, at=noon(MADE))


@pytest.mark.parametrize(
    "verb",
    [hand_over, lambda a: services.record_card_made(reference=a.reference, actor=AGENT, at=noon(MADE))],
)
def test_there_is_no_card_without_a_favourable_decision(verb):
    application = renewal()
    with pytest.raises(WrongState):
        verb(application)
    assert card_of(application.reference) is None


def test_a_card_is_ordered_as_the_decision_says():
    application = renewal()
    record_decision(
        reference=application.reference,
        outcome=Outcome.GRANTED,
        proposed_by=AGENT,
        confirmed_by=SIGNATORY,
        kind=PermitKind.CARTE_PLURIANNUELLE,
        work=Work.LIMITED,
        at=noon(DAY),
    )
    ordered = card_of(application.reference)
    assert (ordered.kind, ordered.work) == ("carte_pluriannuelle", "limited")
