"""What is held about me: all of it, nothing of anybody else; taken away, and put right (A16, ACC-21)."""

import json
import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pypdf import PdfReader

from sejour.applications import services
from sejour.applications.models import CorrectionRequest, Outcome
from sejour.bodies.choices import Purpose as BodyPurpose
from sejour.documents import services as documents
from sejour.documents.models import Paper, StoredFile
from sejour.instruction import services as instruction
from sejour.notifications.models import Message
from sejour.portal.own_data.gathered import own_data
from sejour.portal.own_data.paper import order_of
from sejour.verification.models import Check
from tests.factories import bodies, contents, people
from tests.factories.applications import AGENT, asked, decided, draft, filed, give, holder
from tests.factories.days import NOON, TODAY
from tests.factories.jobs import run_jobs
from tests.factories.petitions import closed, correction_asked, objected, time_asked
from tests.ui.pages import read

pytestmark = pytest.mark.django_db
PAGE = reverse("portal:own_data")
DOCUMENTED = "docs/own-data.md"
A_KEY = re.compile(r"^\| `([a-z_]+)` \|", re.MULTILINE)


@pytest.fixture
def me():
    return holder(email="moi@exemple.fr", birth_country="99337")


@pytest.fixture
def inside(enter, me):
    return enter(me)


def held(applicant) -> dict:
    return own_data(applicant, at=NOON, on=TODAY)


def correct(client, field: str, **typed):
    return client.post(reverse("portal:own_correction", args=[field]), typed, follow=True)


def lived(applicant):
    """Bring about one of everything: a closing objected to, a check, a consultation, letters."""
    application = filed(applicant.person)
    give(application, "address_proof")
    time_asked(application)
    agent = people.agent(name="Mme Martin")
    instruction.consult(agent=agent, reference=application.reference, at=NOON)
    objected(closed(application))
    correction_asked(applicant.person)
    bodies.follow(bodies.access(), applicant.person, BodyPurpose.SOCIAL)
    Check.objects.create(
        reference="AAAA-BBBB",
        person=applicant.person,
        way="pdf",
        at=NOON,
        verdict="valid",
        answer="Ce document est en cours de validité.",
        asked_by="Banque d'essai",
    )
    services.record_failed_attempt(person=applicant.person, what="dépôt", at=NOON)
    run_jobs("notices")
    return application


# What is there --------------------------------------------------------------------------------


def test_everything_of_the_person_is_there(me):
    application = lived(me)
    draft(me, pieces=["photo"])
    data = held(me)
    assert data["identity"]["born"] == "1985-03-14"
    assert data["identity"]["birth_country_name"] == "Niger"
    assert data["account"]["email"] == "moi@exemple.fr"
    assert len(data["permits"]) == 1
    assert [one["reference"] for one in data["applications"]][1] == application.reference
    assert data["applications"][0]["state"] == "draft"
    told = data["applications"][1]
    assert told["piece_requests"][0]["more_time"]["reasons"]
    assert told["objections"][0]["reasons"]
    assert told["documents"]
    assert [file["name"] for file in data["files"]] == ["address_proof.pdf", "photo.pdf"]
    assert data["checks"][0]["by"] == "Banque d'essai"
    assert data["corrections"][0]["asked"] == "Dialo"
    assert data["failed_attempts"][0]["what"] == "dépôt"
    assert data["bodies"][0]["purpose"]
    assert data["messages"]


def test_an_agent_is_told_by_the_name_they_show_and_nothing_more(me):
    lived(me)
    assert held(me)["consultations"][0]["by"] == "Mme Martin, Préfecture de police de Paris"
    assert not re.search(r"agent\d+@", json.dumps(held(me)))


def test_nothing_of_anybody_else_is_there(me):
    neighbour = holder(family_name="Voisin", email="voisin@exemple.fr")
    lived(neighbour)
    text = json.dumps(held(me), ensure_ascii=False)
    assert "Voisin" not in text
    assert "voisin@exemple.fr" not in text
    assert neighbour.person.foreigner_number not in text
    assert held(me)["consultations"] == []
    assert held(me)["checks"] == []


def test_a_link_to_sign_in_and_a_password_are_never_there(me, client):
    me.account.set_password("un secret bien gardé")
    Message.objects.create(
        key="x",
        notice="sign_in_link",
        person=me.person,
        email="moi@exemple.fr",
        subject="Lien",
        text="secret",
        is_secret=True,
        created_at=NOON,
    )
    text = json.dumps(held(me))
    assert "secret" not in text
    assert me.account.password not in text
    assert held(me)["account"]["has_password"]


def test_a_refusal_is_not_told_before_it_is_notified(me):
    application = filed(me.person)
    decided(application, Outcome.REFUSED)
    assert held(me)["applications"][0]["decision"] == {}
    assert "refus" not in json.dumps(held(me)["applications"], ensure_ascii=False).lower()
    services.record_notification(reference=application.reference, actor=AGENT, at=NOON)
    assert held(me)["applications"][0]["decision"]["reasons_in_fact"] == "La vie commune a cessé."


def test_whoever_failed_to_file_for_the_first_time_has_it_written(me):
    services.record_failed_attempt(person=me.person, what="dépôt", at=NOON)
    assert len(held(me)["failed_attempts"]) == 1


def test_the_shape_is_the_one_that_is_documented(me, request):
    told = (request.config.rootpath / DOCUMENTED).read_text("utf-8")
    assert set(A_KEY.findall(told)) == set(held(me))


# Taken away -----------------------------------------------------------------------------------


def test_the_page_shows_it_and_leads_to_all_ways_to_take_it_away(inside, me):
    lived(me)
    page = read(inside.get(PAGE))
    assert page.says("Mme Martin, Préfecture de police de Paris")
    assert page.says("Banque d'essai")
    assert page.says("correction demandée")
    for name in ("own_data_pdf", "own_data_json", "own_files"):
        assert reverse(f"portal:{name}") in page.links
    assert PAGE in read(inside.get(reverse("portal:account"))).links


def test_whoever_did_nothing_yet_has_a_page_too(inside):
    page = read(inside.get(PAGE))
    assert page.says("Aucun agent ne l'a ouvert.")
    assert reverse("portal:own_files") not in page.links


def test_json_is_given_as_one_file_that_no_cache_keeps(inside, me):
    lived(me)
    answer = inside.get(reverse("portal:own_data_json"))
    assert json.loads(answer.content)["format"] == "sejour.own_data/1"
    assert "attachment" in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]


def test_the_paper_is_signed_read_and_carries_the_same_data(inside, me):
    application = lived(me)
    pdf = inside.get(reverse("portal:own_data_pdf")).content
    assert Paper.objects.get(subject__startswith="own_data/").certificate
    reader = PdfReader(BytesIO(pdf))
    text = "".join(page.extract_text() for page in reader.pages)
    hour = "23/11/2026 12:00"
    for words in ("Mme Martin", "14/03/1985", application.reference, "Banque d'essai", hour):
        assert words in text, words
    assert "11:00" not in text
    attached = json.loads(reader.attachments["mes-donnees.json"][0])
    assert attached["applications"][0]["reference"] == application.reference


def test_the_same_data_is_drawn_once_and_data_that_changed_again(inside, me):
    for _ in range(2):
        inside.get(reverse("portal:own_data_pdf"))
    assert Paper.objects.filter(subject__startswith="own_data/").count() == 1
    correction_asked(me.person)
    inside.get(reverse("portal:own_data_pdf"))
    assert Paper.objects.filter(subject__startswith="own_data/").count() == 2


def test_the_subject_of_the_paper_has_room(me):
    me.person.pk = 10**15
    assert len(order_of(me.person, held(holder()), on=TODAY).subject) <= 60


def archive(client) -> ZipFile:
    answer = client.get(reverse("portal:own_files"))
    assert answer.streaming
    assert "no-store" in answer["Cache-Control"]
    return ZipFile(BytesIO(b"".join(answer.streaming_content)))


def test_the_files_come_back_byte_for_byte(inside, me):
    content = contents.pdf(3)
    documents.store_file(person=me.person, name="bail.pdf", content=content, at=NOON)
    found = archive(inside)
    assert found.testzip() is None
    assert found.read("001-bail.pdf") == content
    assert "bail.pdf" in found.read("LISEZ-MOI.txt").decode()


@pytest.mark.parametrize("name", ["..\\..\\windows.pdf", "a:b|c?.pdf", "\u202efdp.exe", "x" * 300, "é\n.pdf"])
def test_no_name_leads_out_of_the_archive(inside, me, name):
    documents.store_file(person=me.person, name=name, content=contents.pdf(), at=NOON)
    for found in archive(inside).namelist():
        assert not re.search(r"[\\/:|?\n\u202e]|^\.", found)


def test_files_of_one_name_are_all_there(inside, me):
    for _ in range(2):
        documents.store_file(person=me.person, name="photo.pdf", content=contents.pdf(), at=NOON)
    assert archive(inside).namelist() == ["001-photo.pdf", "002-photo.pdf", "LISEZ-MOI.txt"]


def test_a_file_with_a_virus_is_listed_and_not_given(inside, me):
    stored = documents.store_file(person=me.person, name="x.pdf", content=contents.pdf(), at=NOON)
    StoredFile.objects.filter(pk=stored.pk).update(scan="infected", scanned_at=NOON)
    found = archive(inside)
    assert found.namelist() == ["LISEZ-MOI.txt"]
    assert "un virus y a été trouvé" in found.read("LISEZ-MOI.txt").decode()


# Put right ------------------------------------------------------------------------------------


def test_acc_21_a_wrong_country_of_birth_is_said_with_a_proof(inside, me):
    proof = SimpleUploadedFile("acte.pdf", contents.pdf())
    page = read(correct(inside, "birth_country", birth_country="99341", evidence=proof))
    assert page.says("Votre demande est envoyée.")
    request = CorrectionRequest.objects.get()
    assert (request.person, request.value_before, request.value_asked) == (me.person, "99337", "99341")
    assert request.evidence.name == "acte.pdf"


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("family_name", {"family_name": ""}, "obligatoire"),
        ("family_name", {"family_name": "محمد"}, "en lettres latines"),
        ("family_name", {"family_name": "a" * 121}, "120"),
        ("family_name", {"family_name": "Diallo"}, "il n'y a rien à corriger"),
        ("birth_country", {"birth_country": "99999"}, "choix"),
        ("born", {"born": "31/02/1985"}, "n'existe pas"),
        ("family_name", {"family_name": "Dialo", "reasons": "a" * 2001}, "2000"),
    ],
)
def test_a_mistake_is_told_and_nothing_is_sent(inside, field, typed, says):
    answer = correct(inside, field, **typed)
    assert answer.status_code == 422
    assert says in read(answer).text
    assert not CorrectionRequest.objects.exists()


def test_a_proof_that_is_none_is_told(inside):
    answer = correct(inside, "family_name", family_name="Dialo", evidence=SimpleUploadedFile("a.pdf", b"MZ"))
    assert answer.status_code == 422
    assert not CorrectionRequest.objects.exists()


def test_a_second_click_asks_nothing_twice(inside):
    for _ in range(2):
        page = read(correct(inside, "family_name", family_name="Dialo"))
    assert page.says("rien n'a été envoyé deux fois")
    assert CorrectionRequest.objects.count() == 1


def test_what_is_no_piece_of_identity_is_no_page(inside):
    for field in ("foreigner_number", "search_name", "account", "pk"):
        assert inside.get(reverse("portal:own_correction", args=[field])).status_code == 404


def test_a_hostile_text_is_shown_as_text(inside, me):
    correct(inside, "family_name", family_name="Dia<b>lo", reasons="<script>alert(1)</script>")
    assert read(inside.get(PAGE)).says("Dia<b>lo")


def test_pieces_asked_for_are_there_once(me):
    asked(filed(me.person), "photo")
    assert len(held(me)["applications"][0]["piece_requests"]) == 1
