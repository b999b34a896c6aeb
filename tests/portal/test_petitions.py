"""More time, and a closing objected to, as their author asks: once, in words, with the delays told."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from sejour.applications import services
from sejour.applications.models import Application, Extension, Objection
from tests.factories import contents
from tests.factories.applications import AGENT, asked, filed, give, holder
from tests.factories.days import NOON, at, in_days
from tests.factories.petitions import closed, objected, time_asked
from tests.ui.pages import read

pytestmark = pytest.mark.django_db
WHY = "La pièce est partie le 3 novembre."


@pytest.fixture
def applicant():
    return holder()


@pytest.fixture
def file(applicant) -> Application:
    return filed(applicant.person)


@pytest.fixture
def inside(enter, applicant):
    return enter(applicant)


def see(client, file):
    return read(client.get(reverse("portal:application", args=[file.reference])))


def more_time(file) -> str:
    return reverse("portal:more_time", args=[file.reference, file.complement_requests.get().pk])


def object_(file) -> str:
    return reverse("portal:object", args=[file.reference])


# More time ------------------------------------------------------------------------------------


def test_time_is_asked_for_from_the_page_of_the_application_and_the_day_stays(inside, file):
    asked(file, "photo")
    assert more_time(file) in see(inside, file).links
    page = read(inside.post(more_time(file), {"reasons": WHY}, follow=True))
    assert page.says("Votre demande de délai est envoyée.")
    assert page.says("la date reste le 23 décembre 2026")
    assert more_time(file) not in page.links


def test_what_was_sent_already_is_kept_while_time_is_asked_for(inside, file):
    asked(file, "photo", "address_proof")
    give(file, "photo")
    inside.post(more_time(file), {"reasons": WHY})
    assert see(inside, file).says("prête")


def test_a_second_click_asks_for_nothing_twice(inside, file):
    asked(file, "photo")
    for _ in range(2):
        page = read(inside.post(more_time(file), {"reasons": WHY}, follow=True))
    assert page.says("rien n'a été envoyé deux fois")
    assert Extension.objects.count() == 1


@pytest.mark.parametrize(("typed", "says"), [("   ", "obligatoire"), ("a" * 2001, "2000")])
def test_without_a_reason_or_with_too_long_a_one_nothing_is_sent(inside, file, typed, says):
    asked(file, "photo")
    answer = inside.post(more_time(file), {"reasons": typed})
    assert answer.status_code == 422
    assert says in read(answer).text
    assert not Extension.objects.exists()


def test_once_the_day_is_over_it_is_told_how_to_go_on(enter, applicant, file, frozen):
    asked(file, "photo", due_on=in_days(5))
    frozen.move_to(at(in_days(6)))
    inside = enter(applicant)
    assert see(inside, file).says("Pièces à envoyer")
    assert more_time(file) not in see(inside, file).links
    page = read(inside.post(more_time(file), {"reasons": WHY}))
    assert page.says("Envoyez la pièce dès que vous l'avez")


def test_the_answer_is_told_on_the_page(inside, file):
    extension = time_asked(file)
    services.grant_time(
        reference=file.reference,
        extension_id=extension.pk,
        until=in_days(60),
        answer="Bonne chance.",
        actor=AGENT,
        at=NOON,
    )
    page = see(inside, file)
    assert page.says("Pièces à envoyer avant la fin du 22 janvier 2027")
    assert page.says("Bonne chance.")


def test_a_refusal_of_time_is_told_on_the_page(inside, file):
    extension = time_asked(file)
    services.refuse_time(
        reference=file.reference, extension_id=extension.pk, answer="Non <b>.", actor=AGENT, at=NOON
    )
    assert see(inside, file).says("Votre demande de délai est refusée : Non <b>.")


def test_a_request_of_another_of_my_files_is_no_page_of_this_one(inside, file):
    other = asked(filed(), "photo")
    number = other.complement_requests.get().pk
    assert inside.get(reverse("portal:more_time", args=[file.reference, number])).status_code == 404


# Objections -----------------------------------------------------------------------------------


def test_a_closing_is_objected_to_with_a_file_and_the_delays_are_told(inside, file):
    closed(file)
    assert object_(file) in see(inside, file).links
    assert read(inside.get(object_(file))).says("jusqu'au 25 janvier 2027")
    given = SimpleUploadedFile("photo.pdf", contents.pdf())
    page = read(inside.post(object_(file), {"reasons": WHY, "file": given}, follow=True))
    assert page.says("Votre contestation est envoyée.")
    assert Objection.objects.get().file.name == "photo.pdf"
    assert read(inside.get(object_(file))).says("Sans réponse le 23 janvier 2027, elle est rejetée.")


def test_a_second_click_objects_once(inside, file):
    closed(file)
    for _ in range(2):
        page = read(inside.post(object_(file), {"reasons": WHY}, follow=True))
    assert page.says("rien n'a été envoyé deux fois")
    assert Objection.objects.count() == 1


@pytest.mark.parametrize(("typed", "says"), [("  ", "obligatoire"), ("a" * 2001, "2000")])
def test_without_reasons_or_with_too_long_ones_nothing_is_objected(inside, file, typed, says):
    closed(file)
    answer = inside.post(object_(file), {"reasons": typed})
    assert answer.status_code == 422
    assert says in read(answer).text
    assert not Objection.objects.exists()


def test_a_file_that_cannot_be_read_is_told_and_nothing_is_sent(inside, file):
    closed(file)
    given = SimpleUploadedFile("photo.pdf", b"MZ")
    assert inside.post(object_(file), {"reasons": WHY, "file": given}).status_code == 422
    assert not Objection.objects.exists()


def test_a_file_that_is_open_is_not_objected_about(inside, file):
    assert read(inside.get(object_(file))).says("il n'y a rien à contester")
    page = read(inside.post(object_(file), {"reasons": WHY}, follow=True))
    assert page.says("le dossier a changé entre-temps")
    assert not Objection.objects.exists()


def test_an_answer_with_reasons_and_the_way_to_court_are_told(inside, file):
    objection = objected(closed(file))
    services.refuse_objection(
        reference=file.reference, objection_id=objection.pk, answer="Rien reçu <ici>.", actor=AGENT, at=NOON
    )
    assert see(inside, file).says("Rien reçu <ici>.")
    assert read(inside.get(object_(file))).says("Vous pouvez saisir le tribunal administratif de Paris")
