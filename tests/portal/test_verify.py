"""The pages of the check: headers, languages, files, the receipt; nothing personal in an address."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from sejour.continuity.papers import number_of
from sejour.documents import selectors as files
from sejour.portal.verify.tokens import GOOD_FOR_SECONDS, reference_in, token_for
from sejour.portal.verify.words import PAGES
from sejour.verification import errors
from sejour.verification.errors import CheckRefused
from sejour.verification.languages import Language
from sejour.verification.models import Check, Receipt
from sejour.verification.ways import Verdict
from sejour.verification.words import ANSWERS, Words
from tests.factories import checks, contents
from tests.factories.days import NOON
from tests.ui.pages import GuardedClient, read

pytestmark = pytest.mark.django_db
BORN = "14/03/1985"
RECEIPT = "/verifier/recu/"


def send(client, way, **given):
    language = given.pop("language", "fr")
    return client.post(f"{reverse('portal:verify')}?langue={language}", {"way": way, **given})


def by_number(client, **more):
    return send(client, "number", number=number_of(checks.attestation()), born_on=BORN, **more)


def give(client, way, content, **more):
    return send(client, way, file=SimpleUploadedFile("photo.jpg", content), **more)


@pytest.mark.parametrize("way", ["", "code", "number", "seal", "pdf", "perdu"])
def test_no_page_of_the_check_is_kept_or_found_by_search(client, way):
    answer = send(client, way) if way else client.get(reverse("portal:verify"))
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"]
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer.status_code == (422 if way in {"code", "number", "seal", "pdf"} else 200)


def test_the_answer_stands_at_an_address_that_says_nothing(client):
    answer = by_number(client)
    assert answer.status_code == 200
    assert answer.request["QUERY_STRING"] == "langue=fr"
    assert "no-store" in answer["Cache-Control"]


def test_the_address_in_a_seal_fills_the_number(client):
    page = read(client.get(reverse("portal:verify"), {"numero": "AAAAA-BBBBB-1"}))
    assert [form.fields["number"] for form in page.forms if "number" in form.fields] == ["AAAAA-BBBBB-1"]


@pytest.mark.parametrize("language", list(Language))
def test_every_refusal_is_said_in_every_language(client, language):
    for kind in CheckRefused.__subclasses__():
        assert f"refused.{kind.code}" in PAGES, f"{kind.__name__} is not translated"
    page = read(give(client, "pdf", b"MZ", language=language))
    assert page.says(PAGES.say("refused.file_not_recognized", language))


def test_the_french_of_a_refusal_is_its_own():
    for kind in CheckRefused.__subclasses__():
        told = PAGES.all_in("refused", Language.FRENCH)[kind.code]
        assert told == kind.sentence
    assert errors.CodeNotRecognized in CheckRefused.__subclasses__()


def test_every_verdict_has_its_title():
    known = ANSWERS.all_in("title", Language.ENGLISH)
    assert {verdict.value for verdict in Verdict} <= set(known)


def test_a_text_that_lacks_a_language_or_a_place_is_refused(tmp_path):
    for text in ('[a.b]\nfr = "x"\nen = "x"\n', '[a.b]\nfr = "{x}"\nen = "{x}"\nar = "x"\n'):
        path = tmp_path / "words.toml"
        path.write_text(text, "utf-8")
        with pytest.raises(ValueError, match="not the same text"):
            Words(path)


def test_a_photograph_and_a_text_and_a_pdf_are_answered(client):
    paper = checks.drawn(checks.attestation())
    for answer in (
        give(client, "seal", checks.photographed(paper.seal_text)),
        send(client, "seal", text=paper.seal_text),
        give(client, "pdf", files.content_of(paper)),
    ):
        page = read(answer)
        assert page.says("Oui : ce document est en cours de validité")
        assert page.says("France Travail doit l'accepter")
    assert Check.objects.count() == 3


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "Ce fichier est vide"),
        (b"MZ", "ni un PDF, ni une photo"),
        (contents.bomb(), "ne s'ouvre pas"),
        (contents.picture("JPEG"), "Aucun 2D-Doc n'est visible"),
        (b"%PDF" + b"x" * (10 * 1024 * 1024), "trop lourd : la limite est de 10 Mo"),
    ],
    ids=["empty", "program", "bomb", "no seal", "large"],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(client, content, says):
    answer = give(client, "seal", content)
    assert answer.status_code == 422
    assert read(answer).says(says)


def test_a_body_far_too_large_is_not_read(client):
    answer = client.post(reverse("portal:verify"), {"way": "seal"}, CONTENT_LENGTH="900000000")
    assert answer.status_code == 413
    assert read(answer).says("trop lourd")


def test_nothing_given_is_told(client):
    assert read(send(client, "seal")).says("Choisissez une photo, ou collez le texte.")


def test_a_form_without_its_token_is_refused(static_files):
    answer = GuardedClient(enforce_csrf_checks=True).post(reverse("portal:verify"), {"way": "code"})
    assert answer.status_code == 403


# The receipt -----------------------------------------------------------------------------------------


def receipt_form(answer) -> dict[str, str]:
    (form,) = [form for form in read(answer).forms if form.action.startswith(RECEIPT)]
    return form.fields


def test_a_receipt_is_given_from_the_page_of_the_answer(client):
    form = receipt_form(by_number(client, asked_by="Café des Amis"))
    assert form["made_for"] == "Café des Amis"
    answer = client.post(RECEIPT, {**form, "hire_on": "30/11/2026", "departement": "67"})
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "DIALLO" not in answer["Content-Disposition"]
    assert Receipt.objects.get().departement == "67"


@pytest.mark.parametrize("token", ["", "x", "eyJ:a:b"])
def test_a_token_that_is_none_gives_no_receipt(client, token):
    answer = client.post(RECEIPT, {"token": token, "made_for": "Moi"})
    assert answer.status_code == 422
    assert read(answer).says("Cette page est restée ouverte trop longtemps")


def test_a_token_lasts_a_short_while(frozen):
    token = token_for("AAAA-BBBB-CCCC")
    assert reference_in(token) == "AAAA-BBBB-CCCC"
    frozen.move_to(NOON + timedelta(seconds=GOOD_FOR_SECONDS + 1))
    assert reference_in(token) == ""


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"made_for": ""}, "Ce champ est obligatoire."),
        ({"hire_on": "demain"}, "Écrivez la date avec le jour"),
        ({"hire_on": "30/11/1999"}, "elle est trop loin d'aujourd'hui"),
        ({"departement": "99"}, "Choisissez dans la liste."),
    ],
)
def test_what_is_wrong_in_a_receipt_is_told_and_may_be_corrected(client, given, says):
    form = receipt_form(by_number(client, asked_by="Moi"))
    answer = client.post(RECEIPT, {**form, **given})
    assert answer.status_code == 422
    assert read(answer).says(says)
    assert (
        client.post(
            RECEIPT, {**receipt_form(answer), "made_for": "Moi", "hire_on": "", "departement": ""}
        ).status_code
        == 200
    )


def test_no_answer_no_receipt(client):
    page = read(send(client, "number", number="AAAAA-BBBBB-1", born_on=BORN))
    assert not [form for form in page.forms if form.action.startswith(RECEIPT)]
