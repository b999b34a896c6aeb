"""`POST /api/v1/verifications`: the same answers as the page, in JSON, with codes that stay."""

import json

import jsonschema_rs
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from sejour.api.document import COMMITTED
from sejour.api.verifications import LARGEST_QUESTION
from sejour.continuity.papers import number_of
from sejour.documents import selectors as files
from sejour.verification import limits
from sejour.verification.models import Check
from tests.factories import checks, contents

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/verifications"
DOCUMENT = json.loads(COMMITTED.read_text("utf-8"))
BORN = "1985-03-14"


@pytest.fixture(autouse=True)
def _on_the_tests_day(frozen):
    """Freeze time."""


def post(client, body, **more):
    content = body if isinstance(body, str | bytes) else json.dumps(body)
    return client.post(ADDRESS, content, content_type="application/json", **more)


def give(client, content, **more):
    return client.post(f"{ADDRESS}/files", {"file": SimpleUploadedFile("a", content), **more})


def is_described(name, value) -> bool:
    schema = {"$ref": f"#/components/schemas/{name}", "components": DOCUMENT["components"]}
    return jsonschema_rs.Draft202012Validator(schema, validate_formats=True).is_valid(value)


def test_a_code_answers_with_rights(client):
    person = checks.holder()
    _, clear = checks.code(person)
    answer = post(client, {"way": "code", "code": clear, "born_on": BORN, "asked_by": "Café des Amis"})
    told = answer.json()
    assert answer.status_code == 200
    assert is_described("Checked", told)
    assert told["rights"] == {
        "stay": True,
        "stay_until": "2027-02-21",
        "work": "full",
        "work_until": "2027-02-21",
    }
    assert (told["verdict"], told["document"]) == ("valid", None)
    assert told["title"] == "Oui : séjour régulier et droit de travailler"
    assert Check.objects.get(reference=told["reference"]).asked_by == "Café des Amis"
    assert "DIALLO" not in answer.content.decode().upper()


def test_it_answers_in_the_language_that_is_asked(client):
    _, clear = checks.code(checks.holder())
    told = post(client, {"way": "code", "code": clear, "born_on": BORN, "language": "en"}).json()
    assert told["sentence"].startswith("On 23 November 2026, the stay is lawful")
    assert Check.objects.get().answer.startswith("Au 23 novembre 2026")


def test_a_number_answers_blind(client):
    document = checks.attestation()
    told = post(client, {"way": "number", "number": number_of(document), "born_on": BORN}).json()
    assert (told["verdict"], told["rights"], told["document"]) == ("valid", None, None)
    told = post(client, {"way": "number", "number": number_of(document), "born_on": "1985-03-00"}).json()
    assert (told["verdict"], told["reference"]) == ("not_found", None)
    assert is_described("Checked", told)


def test_a_seal_and_its_photograph_and_the_pdf_answer_alike(client):
    document = checks.attestation()
    paper = checks.drawn(document)
    told = [
        post(client, {"way": "seal", "text": paper.seal_text}).json(),
        give(client, checks.photographed(paper.seal_text)).json(),
        give(client, files.content_of(paper), asked_by="CAF").json(),
    ]
    for one in told:
        assert is_described("Checked", one)
        assert one["document"] == {
            "number": number_of(document),
            "kind": "attestation_prolongation",
            "first_day": "2026-11-23",
            "last_day": "2027-02-20",
            "withdrawn_from": None,
            "work": "full",
        }
    assert Check.objects.filter(asked_by="CAF", way="pdf").count() == 1


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        "[]",
        "null",
        {},
        {"way": "dream"},
        {"way": "code", "code": "x"},
        {"way": "code", "code": "x", "born_on": "14/03/1985"},
        {"way": "code", "code": "x", "born_on": "1985-13-01"},
        {"way": "code", "code": 3, "born_on": BORN},
        {"way": "code", "code": "x", "born_on": BORN, "more": 1},
        {"way": "number", "number": "x" * 61, "born_on": BORN},
        {"way": "seal", "text": "bonjour"},
        {"way": "seal", "text": "\ud800"},
        {"way": "number", "number": "\ud800", "born_on": BORN},
    ],
    ids=str,
)
def test_what_is_badly_asked_is_422_and_repeats_nothing(client, body):
    answer = post(client, body)
    assert answer.status_code == 422
    assert is_described("CheckProblem", answer.json())
    assert "14/03" not in answer.content.decode()


def test_a_wrong_code_is_404_with_its_code(client):
    answer = post(client, {"way": "code", "code": "AAAA", "born_on": BORN})
    assert (answer.status_code, answer.json()["error"]) == (404, "code_not_recognized")


def test_too_many_wrong_guesses_are_429_with_when_to_come_back(client):
    for _ in range(limits.FROM_A_PLACE.attempts):
        post(client, {"way": "code", "code": "AAAA", "born_on": BORN})
    answer = post(client, {"way": "code", "code": "AAAA", "born_on": BORN})
    assert (answer.status_code, answer.json()["error"]) == (429, "too_many_attempts")
    assert answer["Retry-After"] == "960"


def test_what_is_too_large_is_413(client):
    assert post(client, " " * (LARGEST_QUESTION + 1)).status_code == 413
    assert give(client, b"%PDF" + b"x" * (10 * 1024 * 1024)).status_code == 413


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", "file_is_empty"),
        (b"MZ", "file_not_recognized"),
        (contents.picture("PNG"), "nothing_found"),
        (contents.bomb(), "picture"),
    ],
    ids=["empty", "program", "photograph of something else", "bomb"],
)
def test_a_file_that_cannot_be_read_has_its_code(client, content, error):
    answer = give(client, content)
    assert (answer.status_code, answer.json()["error"]) == (422, error)


def test_a_form_of_another_shape_is_422(client):
    assert client.post(f"{ADDRESS}/files", {}).status_code == 422
    assert client.post(f"{ADDRESS}/files", {"file": "text"}).status_code == 422
    assert give(client, b"MZ", more="x").json()["error"] == "malformed"
    assert client.post(f"{ADDRESS}/files", "x", content_type="text/plain").status_code == 422


def test_nothing_on_the_way_keeps_an_answer(client):
    answer = post(client, {"way": "code", "code": "AAAA", "born_on": BORN})
    assert answer["Cache-Control"] == "no-store"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["X-Robots-Tag"] == "noindex"
    assert not answer.cookies
