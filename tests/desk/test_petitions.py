"""What people ask for, as agents see and answer it: one list, a page each, an answer that stands."""

import pytest
from django.urls import reverse

from sejour.applications import services
from sejour.applications.history import history_of
from sejour.applications.models import Application, CorrectionRequest, Extension, Objection
from sejour.applications.states import State
from sejour.documents.models import StoredFile
from tests.factories import people
from tests.factories.applications import AGENT, filed, give, holder
from tests.factories.days import NOON
from tests.factories.petitions import closed, correction_asked, objected, proof, time_asked
from tests.ui.pages import read

pytestmark = pytest.mark.django_db
LIST = reverse("desk:petitions")
NO = {"accepted": "no", "answer": "La pièce est à votre disposition."}


@pytest.fixture
def file() -> Application:
    return filed(holder().person)


@pytest.fixture
def desk(enter):
    return enter(people.agent())


@pytest.fixture
def signing(enter):
    return enter(people.signatory())


def page_of(petition) -> str:
    if isinstance(petition, CorrectionRequest):
        return reverse("desk:correction", args=[petition.pk])
    if isinstance(petition, Objection):
        return reverse("desk:objection", args=[petition.application.reference, petition.pk])
    return reverse("desk:extension", args=[petition.request.application.reference, petition.pk])


def answer(client, petition, **typed):
    return client.post(page_of(petition), typed, follow=True)


# The list -------------------------------------------------------------------------------------


def test_everything_that_waits_is_listed_with_a_way_to_it(desk, file):
    asked = [time_asked(file), correction_asked(file.person), objected(closed(filed()))]
    links = read(desk.get(LIST)).links
    for petition in asked:
        assert page_of(petition) in links


def test_what_waits_elsewhere_or_waits_no_more_is_not_listed(desk, file):
    time_asked(filed(holder(prefecture="13").person))
    correction_asked(people.person(prefecture="13"))
    objected(closed(filed(prefecture="13")))
    time_asked(file)
    give(file, "photo")
    services.answer_complement(reference=file.reference, actor=AGENT, at=NOON)
    reopened = closed(filed())
    objected(reopened)
    services.annul(reference=reopened.reference, actor=AGENT, at=NOON)
    assert read(desk.get(LIST)).says("Personne n'attend de réponse.")


def test_whoever_has_no_application_is_listed_too(desk):
    correction = correction_asked(people.person())
    assert page_of(correction) in read(desk.get(LIST)).links


# More time ------------------------------------------------------------------------------------


def test_time_is_given_from_the_page_of_the_request(desk, file):
    extension = time_asked(file)
    page = reverse("desk:file", args=[file.reference])
    assert page_of(extension) in read(desk.get(page)).links
    assert read(desk.get(page_of(extension))).says(extension.reasons)
    told = read(answer(desk, extension, accepted="yes", until="15/02/2027"))
    assert told.says("Réponse enregistrée : la personne est prévenue.")
    assert told.says("Délai accordé le 23 novembre 2026")
    assert history_of(file.reference)[0].sentence.startswith("Dossier consulté")
    assert history_of(file.reference)[1].who == "un agent de la préfecture"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"accepted": "yes", "until": ""}, "Écrivez la nouvelle date."),
        ({"accepted": "yes", "until": "31/02/2027"}, "Cette date n'existe pas"),
        ({"accepted": "yes", "until": "01/12/2026"}, "La date limite doit venir après"),
        ({"accepted": "no", "answer": "  "}, "Écrivez pourquoi"),
        ({"accepted": "no", "answer": "a" * 2001}, "2000"),
        ({"accepted": "peut-être"}, "choix"),
        ({"until": "15/02/2027"}, "obligatoire"),
    ],
)
def test_a_mistake_is_told_and_nothing_is_answered(desk, file, typed, says):
    extension = time_asked(file)
    sent = answer(desk, extension, **typed)
    assert sent.status_code == 422
    assert says in read(sent).text
    assert Extension.objects.get().is_waiting


def test_a_second_answer_is_told_that_there_is_one(desk, file):
    extension = time_asked(file)
    answer(desk, extension, **NO)
    assert read(desk.get(page_of(extension))).says("Répondue le 23 novembre 2026 : refusée.")
    assert read(answer(desk, extension, accepted="yes", until="15/02/2027")).says("Répondue le")
    assert Extension.objects.get().state == "refused"


# Objections -----------------------------------------------------------------------------------


def test_a_signatory_reopens_a_file(signing, file):
    objection = objected(closed(file))
    page = read(signing.get(reverse("desk:file", args=[file.reference])))
    assert page.says("Clôture contestée")
    assert page.says("Lire et répondre")
    answer(signing, objection, accepted="yes")
    file.refresh_from_db()
    assert file.state == State.UNDER_INSTRUCTION


def test_a_signatory_says_why_a_file_stays_closed(signing, file):
    objection = objected(closed(file))
    answer(signing, objection, **NO)
    file.refresh_from_db()
    assert file.state == State.CLOSED
    assert Objection.objects.get().answer == NO["answer"]


def test_whoever_signs_nothing_reads_an_objection_and_cannot_answer_it(desk, file):
    objection = objected(closed(file))
    page = read(desk.get(page_of(objection)))
    assert page.says(objection.reasons)
    assert page.says("Un signataire de la préfecture y répond.")
    assert read(answer(desk, objection, accepted="yes")).says("Un signataire de la préfecture y répond.")
    assert Objection.objects.get().is_waiting


def test_what_came_with_an_objection_is_shown_and_written_down(signing, file):
    objection = objected(closed(file), file=proof(file.person))
    where = reverse("desk:objection_file", args=[file.reference, objection.pk])
    before = len(history_of(file.reference))
    shown = signing.get(where)
    assert shown.status_code == 200
    assert "sandbox" in shown["Content-Security-Policy"]
    assert len(history_of(file.reference)) == before + 1


def test_a_file_with_a_virus_is_not_shown(signing, file):
    objection = objected(closed(file), file=proof(file.person))
    StoredFile.objects.filter(pk=objection.file_id).update(scan="infected", scanned_at=NOON)
    where = reverse("desk:objection_file", args=[file.reference, objection.pk])
    assert signing.get(where).status_code == 302


def test_an_objection_without_a_file_has_none_to_show(signing, file):
    objection = objected(closed(file))
    where = reverse("desk:objection_file", args=[file.reference, objection.pk])
    assert signing.get(where).status_code == 404


# Corrections ----------------------------------------------------------------------------------


def test_acc_21_a_correction_is_accepted_and_both_values_are_shown_before(desk, file):
    correction = correction_asked(file.person, evidence=proof(file.person))
    assert page_of(correction) in read(desk.get(reverse("desk:file", args=[file.reference]))).links
    page = read(desk.get(page_of(correction)))
    assert page.says("Diallo")
    assert page.says("Dialo")
    assert desk.get(reverse("desk:correction_file", args=[correction.pk])).status_code == 200
    answer(desk, correction, accepted="yes")
    assert read(desk.get(reverse("desk:search") + "?q=dialo")).says("DIALO")


def test_a_correction_is_refused_with_a_reason(desk, file):
    correction = correction_asked(file.person)
    assert answer(desk, correction, accepted="no").status_code == 422
    answer(desk, correction, **NO)
    file.person.refresh_from_db()
    assert file.person.family_name == "Diallo"


def test_an_agent_of_another_prefecture_finds_no_correction_and_changes_nothing(enter, file):
    correction = correction_asked(file.person, evidence=proof(file.person))
    elsewhere = enter(people.signatory(prefecture="13"))
    assert answer(elsewhere, correction, accepted="yes").status_code == 404
    where = reverse("desk:correction_file", args=[correction.pk])
    assert elsewhere.get(where).status_code == 404
    assert CorrectionRequest.objects.get().is_waiting


def test_a_petition_of_another_file_of_the_prefecture_is_no_page_of_this_one(desk, file):
    extension = time_asked(filed())
    assert desk.get(reverse("desk:extension", args=[file.reference, extension.pk])).status_code == 404


@pytest.mark.parametrize("typed", ["<script>alert(1)</script>", "'; DROP TABLE x; --", "\u202eolleH"])
def test_a_hostile_text_is_shown_as_text(desk, file, typed):
    extension = time_asked(file, reasons=typed)
    assert desk.get(page_of(extension)).status_code == 200
