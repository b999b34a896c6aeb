"""Appointments as agents give them: a form, a mistake in it, a reason to take one back."""

import pytest
from django.urls import reverse

from sejour.applications.history import history_of
from sejour.applications.models import Summons
from tests.factories import people
from tests.factories.applications import filed
from tests.ui.pages import read

pytestmark = pytest.mark.django_db
TYPED = {
    "purpose": "fingerprints",
    "day": "24/11/2026",
    "hour": "9:30",
    "place": "Préfecture, bureau 12",
    "bring": "Trois photos\nVotre bail",
}


@pytest.fixture
def file():
    return filed()


@pytest.fixture
def desk(enter):
    return enter(people.agent())


def send(desk, file, **changed):
    address = reverse("desk:summon", args=[file.reference])
    return desk.post(address, TYPED | changed, follow=True)


def take_back(desk, file, summons, because="Le bureau est fermé."):
    address = reverse("desk:summons_cancel", args=[file.reference, summons.pk])
    return read(desk.post(address, {"because": because}, follow=True))


def test_an_appointment_is_given_at_the_hour_of_the_prefecture(desk, file):
    page = read(send(desk, file))
    assert page.says("Rendez-vous donné")
    assert page.says("24 novembre 2026 à 9 h 30")
    assert f"{Summons.objects.get().held_at:%H:%M}" == "08:30"
    assert history_of(file.reference)[1].who == "un agent de la préfecture"


@pytest.mark.parametrize("hour", ["9h30", "9 h 30", "09:30"])
def test_an_hour_is_read_as_people_write_it(desk, file, hour):
    send(desk, file, hour=hour)
    assert f"{Summons.objects.get().held_at:%H:%M}" == "08:30"


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"day": "22/11/2026"}, "Le rendez-vous doit être dans l'avenir"),
        ({"hour": "neuf heures"}, "Écrivez l'heure et les minutes, comme 9:30."),
        ({"day": "31/02/2027"}, "Cette date n'existe pas dans le calendrier."),
        ({"place": ""}, "obligatoire"),
    ],
)
def test_a_mistake_is_told_beside_the_form_and_nothing_is_sent(desk, file, changed, says):
    answer = send(desk, file, **changed)
    assert answer.status_code == 422
    assert read(answer).says(says)
    assert not Summons.objects.exists()


def test_an_appointment_is_taken_back_with_a_reason(desk, file):
    send(desk, file)
    summons = Summons.objects.get()
    assert take_back(desk, file, summons).says("Rendez-vous annulé")
    assert take_back(desk, file, summons).says("déjà annulé ou passé")
    summons.refresh_from_db()
    assert summons.cancelled_because == "Le bureau est fermé."


def test_without_a_reason_nothing_is_taken_back(desk, file):
    send(desk, file)
    page = take_back(desk, file, Summons.objects.get(), because="  ")
    assert page.says("Écrivez la raison de l'annulation")
    assert Summons.objects.get().cancelled_at is None
