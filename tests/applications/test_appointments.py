"""Appointments: given, told, cancelled; in the past or on a finished file, refused."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from sejour.applications import services
from sejour.applications.appointments import appointment_of, appointments_to_come
from sejour.applications.errors import SummonsInThePast, SummonsOver
from sejour.applications.history import history_of
from sejour.applications.models import Application, Outcome, Summons
from sejour.applications.purposes import SummonsPurpose
from sejour.core.errors import NotFound, WrongState
from sejour.documents.models import Paper
from sejour.notifications.models import Message
from tests.factories.applications import AGENT, decided, filed, holder
from tests.factories.days import NOON
from tests.factories.jobs import run_jobs

pytestmark = pytest.mark.django_db
TOMORROW = NOON + timedelta(days=1)


def summoned(application: Application, **changed) -> Summons:
    known = {
        "purpose": SummonsPurpose.FINGERPRINTS,
        "place": "Bureau 12",
        "held_at": TOMORROW,
        "actor": AGENT,
        "at": NOON,
    }
    return services.summon(reference=application.reference, **known | changed)


def cancelled(summons: Summons, **changed) -> Summons:
    known = {"because": "Le bureau est fermé.", "actor": AGENT, "at": NOON}
    return services.cancel_summons(
        reference=summons.application.reference, summons_id=summons.pk, **known | changed
    )


@pytest.mark.parametrize("before", [timedelta(0), timedelta(seconds=1), timedelta(days=400)])
def test_nobody_is_called_in_the_past(before):
    application = filed()
    with pytest.raises(SummonsInThePast):
        summoned(application, held_at=NOON - before)
    assert not Summons.objects.exists()
    assert not [line for line in history_of(application.reference) if "rendez-vous" in line.sentence]


def test_nobody_is_called_for_a_file_that_is_over():
    application = filed()
    decided(application, Outcome.REFUSED)
    with pytest.raises(WrongState):
        summoned(application)


def test_whoever_has_a_card_to_fetch_may_be_called():
    application = filed()
    decided(application)
    assert summoned(application, purpose=SummonsPurpose.HAND_OVER).pk


def test_an_unknown_file_calls_nobody():
    with pytest.raises(NotFound):
        services.summon(
            reference="AAAAA-AAAAA",
            purpose=SummonsPurpose.INTERVIEW,
            place="Ici",
            held_at=TOMORROW,
            actor=AGENT,
            at=NOON,
        )


def test_an_appointment_is_in_the_history_and_is_read_at_the_hour_of_the_place():
    application = filed()
    appointment = appointment_of(summoned(application))
    assert (appointment.day, appointment.hour) == ("24 novembre 2026", "12 h 00")
    assert history_of(application.reference)[0].sentence == (
        "Un rendez-vous vous est donné le 24 novembre 2026."
    )


def test_overseas_the_hour_is_that_of_the_place():
    summons = summoned(filed(prefecture="974"))
    assert appointment_of(summons).hour == "15 h 00"


def test_the_person_is_told_and_the_convocation_is_drawn():
    application = filed(holder().person)
    summons = summoned(application)
    run_jobs()
    message = Message.objects.get(notice="applicant_summoned")
    assert message.subject == "Rendez-vous à la préfecture le 24 novembre 2026 à 12 h 00"
    assert "Bureau 12" in message.text
    assert Paper.objects.filter(subject=f"summons/{summons.pk}").exists()


def test_an_appointment_cancelled_before_its_letter_is_drawn_is_not_drawn():
    application = filed(holder().person)
    summons = summoned(application)
    cancelled(summons)
    run_jobs()
    assert not Paper.objects.filter(subject=f"summons/{summons.pk}").exists()
    message = Message.objects.get(notice="summons_cancelled")
    assert "Le bureau est fermé." in message.text
    assert "est annulé" in message.subject


def test_a_cancelled_appointment_is_no_longer_to_come():
    application = filed()
    kept, gone = summoned(application), summoned(application, held_at=TOMORROW + timedelta(days=1))
    cancelled(gone)
    assert [found.number for found in appointments_to_come(application, NOON)] == [kept.pk]
    assert appointments_to_come(application, TOMORROW) == []


def test_an_appointment_is_cancelled_once_and_not_after_its_hour():
    summons = summoned(filed())
    with pytest.raises(SummonsOver):
        cancelled(summons, at=TOMORROW)
    cancelled(summons)
    with pytest.raises(SummonsOver):
        cancelled(summons, because="Encore")
    summons.refresh_from_db()
    assert summons.cancelled_because == "Le bureau est fermé."


def test_an_appointment_of_another_file_is_not_found():
    summons = summoned(filed())
    with pytest.raises(NotFound):
        services.cancel_summons(
            reference=filed().reference, summons_id=summons.pk, because="Non", actor=AGENT, at=NOON
        )


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"held_at": NOON}, "summons_is_issued_before_it_is_held"),
        ({"cancelled_at": NOON}, "summons_is_cancelled_with_a_reason"),
        ({"cancelled_because": "Sans date"}, "summons_is_cancelled_with_a_reason"),
    ],
)
def test_the_database_refuses_an_impossible_appointment(values, constraint):
    summons = summoned(filed())
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Summons.objects.filter(pk=summons.pk).update(**values)
