"""`sejour verify-document`, typed from outside: no database, no secret, public keys only."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from sejour.documents import rendering
from sejour.documents.deux_d_doc import drawing
from sejour.documents.deux_d_doc.header import Issuer
from sejour.documents.deux_d_doc.sealing import seal_document
from sejour.documents.development import ORGANIZATION
from sejour.documents.keys import Use, certificates_of, key_of, sealing_key
from sejour.documents.keys.rotation import export
from sejour.documents.signing.papers import sign_pdf
from sejour.project import cli
from sejour.project.commands import verify_document
from tests.documents.deux_d_doc.seals import (
    OFFICIAL_CERTIFICATE,
    SAMPLES,
    TODAY,
    TYPE_13,
    a_document,
    a_key,
    certificate,
    sealed,
    the_key,
)
from tests.documents.deux_d_doc.test_pictures import jpeg_of, page, printed, scanned, turned
from tests.documents.keys.folders import made
from tests.documents.signing.forging import added_to, flipped
from tests.documents.signing.pages import A_PAPER, a_page
from tests.factories.days import NOON
from tests.outside import outside

ON = "--on=2026-11-25"
B1 = next(sample["code"] for sample in SAMPLES if sample["type"] == "B1")


@pytest.fixture
def here(tmp_path) -> Path:
    """Return a folder with the certificates of the tests and of the specification, and a sealed text."""
    (tmp_path / "trust").mkdir()
    public = certificate(the_key().private_key).public_bytes(Encoding.PEM)
    (tmp_path / "trust/FR99_ESS1.pem").write_bytes(public)
    (tmp_path / "official.pem").write_text(OFFICIAL_CERTIFICATE)
    (tmp_path / "seal.txt").write_text(sealed())
    return tmp_path


@dataclass(frozen=True)
class Done:
    """What a command that has run left behind."""

    status: int
    out: str
    err: str

    def json(self, status: int) -> dict:
        assert self.status == status, (self.out, self.err)
        return json.loads(self.out)


@pytest.fixture
def typed(here, monkeypatch, capsys):
    """Return a way to type the command in that folder."""
    monkeypatch.chdir(here)

    def run(*words: str, given: bytes = b"") -> Done:
        monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(given)))
        try:
            status = cli.main(["verify-document", *words])
        except SystemExit as left:
            status = int(str(left.code))
        return Done(status, *capsys.readouterr())

    return run


def outside_of(folder: Path, *words: str, given: bytes = b"") -> Done:
    """Type the command on a machine that has no database and no secret."""
    environment = {name: value for name, value in outside().items() if not name.startswith("SEJOUR_")}
    command = [sys.executable, "-m", "sejour.project.cli", "verify-document", *words]
    done = subprocess.run(command, env=environment, cwd=folder, input=given, capture_output=True, check=False)
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


def test_it_needs_no_database_and_no_secret(here):
    done = outside_of(here, "--trust", "trust", ON, given=drawing.png(sealed()))
    assert (done.status, done.err) == (0, "")
    assert "Document authentique, valable le 25 novembre 2026" in done.out
    cut = outside_of(here, "-", given=sealed()[:80].encode())
    assert (cut.status, cut.out) == (2, "")
    assert cut.err.startswith("entrée standard : Ce 2D-Doc n'a pas de signature")
    assert sorted(path.name for path in here.iterdir()) == ["official.pem", "seal.txt", "trust"]


def test_a_valid_document_is_told_in_french(typed):
    done = typed("seal.txt", "--trust", "trust", ON)
    assert (done.status, done.err) == (0, "")
    assert done.out.splitlines()[:9] == [
        "Attestation de prolongation d'instruction",
        "Document authentique, valable le 25 novembre 2026, jusqu'au 31 janvier 2027.",
        "",
        "Signature : bonne (FR99/ESS1, ESSAIS)",
        "Certificat : valable du 1er janvier 2026 au 31 décembre 2028",
        "Établi le : 25 novembre 2026",
        "Signé le : 25 novembre 2026",
        "Type de document étranger : Attestation de prolongation d'instruction",
        "Numéro de la demande de document étranger : 7501202610010000042",
    ]
    assert "URL du document : https://sejour.exemple.fr/verifier" in done.out


def test_its_json_has_stable_keys(typed):
    found = typed("--json", "seal.txt", "--trust", "trust", ON).json(0)
    (seal,) = found.pop("seals")
    assert found == {"file": "seal.txt", "source": "text", "on": "2026-11-25", "valid": True, "pdf": None}
    assert (seal["status"], seal["valid"], seal["version"], seal["perimeter"], seal["country"]) == (
        "valid", True, "04", "01", "FR",
    )  # fmt: skip
    assert seal["type"] == {
        "code": "13",
        "label": "Document étranger",
        "title": "Attestation de prolongation d'instruction",
    }
    assert seal["signature"] == {
        "state": "valid",
        "authority": "FR99",
        "certificate": "ESS1",
        "subject": "ESSAIS",
        "certificate_first_day": "2026-01-01",
        "certificate_last_day": "2028-12-31",
    }
    assert seal["dates"] == {
        "issued_on": "2026-11-25",
        "signed_on": "2026-11-25",
        "first_day": "2026-11-01",
        "last_day": "2027-01-31",
    }
    born = next(field for field in seal["fields"] if field["id"] == "69")
    assert born == {
        "id": "69", "label": "Date de naissance", "raw": "14031985", "value": "14 mars 1985", "cut": False,
    }  # fmt: skip
    assert (seal["unsigned_annex"], seal["remarks"]) == (None, [])
    assert seal["sentence"].startswith("Document authentique")


@pytest.mark.parametrize(
    ("words", "given"),
    [
        (["-", "--trust", "trust"], sealed().encode()),
        (["--trust", "trust"], sealed().encode()),
        (
            ["--trust", "trust", "-"],
            sealed().replace("\x1d", "<GS>").replace("\x1f", "<US>").encode() + b"\r\n",
        ),
        (["--trust", "official.pem", "trust/FR99_ESS1.pem", "seal.txt"], b""),
        (["--trust", "official.pem", "--trust", "trust", "seal.txt"], b""),
        (["seal.txt", "--trust", "official.pem", "trust"], b""),
    ],
    ids=["dash", "nothing", "dash last", "file last", "trust twice", "trust last"],
)
def test_the_file_and_its_trust_come_in_any_order(typed, words, given):
    assert typed("--json", ON, *words, given=given).json(0)["valid"]


@pytest.mark.parametrize(
    ("content", "source"),
    [
        (drawing.png(TYPE_13), "picture"),
        (jpeg_of(turned(scanned(150), 3), 60), "picture"),
        (page(), "pdf"),
    ],
    ids=["png", "scan", "pdf"],
)
def test_pictures_and_pages_are_read(typed, here, content, source):
    (here / "paper").write_bytes(content)
    done = typed("paper", "--json", "--trust", "official.pem", "trust", "--on=2020-06-25")
    found = done.json(0)
    assert found["source"] == source
    assert found["seals"][0]["signature"]["state"] == "valid"


@pytest.mark.parametrize(
    ("text", "on", "status"),
    [
        (sealed(), "2027-02-01", "expired"),
        (sealed(), "2026-10-31", "not_yet_valid"),
        (sealed().replace("SFAX", "SFAY"), "2026-11-25", "invalid_signature"),
        (sealed(key=a_key()), "2026-11-25", "invalid_signature"),
        (sealed()[:-1], "2026-11-25", "invalid_signature"),
        (sealed(key=a_key(Issuer("FR98", "ESS1"))), "2026-11-25", "unknown_issuer"),
        (TYPE_13, "2026-11-25", "unknown_issuer"),
        (sealed(on=date(2025, 12, 31)), "2026-11-25", "certificate_not_valid"),
        (sealed(a_document(expires_on=date(2026, 11, 24))), "2026-11-25", "expired"),
    ],
    ids=[
        "ended",
        "to come",
        "touched",
        "other key",
        "cut",
        "other issuer",
        "not trusted",
        "out of period",
        "ended before",
    ],
)
def test_what_is_not_valid_says_why_and_exits_with_1(typed, text, on, status):
    found = typed("-", "--json", "--trust", "trust", f"--on={on}", given=text.encode()).json(1)
    assert (found["valid"], found["seals"][0]["status"]) == (False, status)
    shown = typed("-", "--trust", "trust", f"--on={on}", given=text.encode())
    assert found["seals"][0]["sentence"] in shown.out


def test_the_example_of_the_specification_is_valid_but_proves_nothing(typed):
    done = typed("-", "--trust", "official.pem", ON, given=B1.encode())
    assert done.status == 0
    assert "Document d'essai. Il ne porte pas de fin de validité." in done.out
    assert "Émetteur de test" in done.out
    assert "authentique" not in done.out


def test_an_annex_that_nothing_signs_is_shown_apart(typed):
    text = f"{sealed()}\x1d6PAUTORISE A TOUT".encode()
    shown = typed("-", "--trust", "trust", ON, given=text)
    assert "Annexe, non signée : 6PAUTORISE A TOUT" in shown.out
    assert "rien ne prouve ce qu'elle dit" in shown.out
    (seal,) = typed("-", "--json", "--trust", "trust", ON, given=text).json(0)["seals"]
    assert seal["unsigned_annex"] == "6PAUTORISE A TOUT"


def test_a_file_may_have_any_name(typed, here):
    name = b"\xff\x1b[2J.txt"
    Path(os.fsdecode(bytes(here) + b"/" + name)).write_bytes(b"rien")
    done = typed(os.fsdecode(name), "--json")
    assert done.json(2)["file"] == "??[2J.txt"
    assert done.err.startswith("??[2J.txt : Ce texte n'est pas un 2D-Doc")


def test_a_file_too_large_is_refused(typed, monkeypatch):
    monkeypatch.setattr(verify_document, "_LARGEST_FILE", 3_000_000)
    assert typed("-", "--json", given=b"A" * 3_000_001).json(2)["error"]["code"] == "file_is_too_large"


def test_two_seals_on_a_page_must_both_be_valid(typed, here):
    (here / "page.pdf").write_bytes(printed(sealed(), sealed(key=a_key())))
    found = typed("page.pdf", "--json", "--trust", "trust", ON).json(1)
    assert sorted(seal["status"] for seal in found["seals"]) == ["invalid_signature", "valid"]
    assert found["pdf"]["standing"] == "unsigned"


# Signed PDFs ---------------------------------------------------------------------------------


@pytest.fixture
def issued(here) -> Path:
    """Return a folder with papers that the platform signs, and the certificates that it exports."""
    list(export(here / "public", {use: certificates_of(use) for use in Use}))
    seal = seal_document(a_document(), key=sealing_key(), issued_on=TODAY, signed_on=TODAY)
    page = rendering.draw(A_PAPER, at=NOON, seal=drawing.svg(seal))
    (here / "both.pdf").write_bytes(sign_pdf(page, at=NOON).content)
    (here / "signed.pdf").write_bytes(sign_pdf(a_page(), at=NOON).content)
    (here / "scan.pdf").write_bytes(printed(seal))
    return here


def test_a_paper_is_judged_by_its_signature_and_its_2d_doc(typed, issued):
    done = typed("both.pdf", "--trust", "public", ON)
    assert (done.status, done.err) == (0, "")
    assert "Le PDF est authentique : signé, entier, et rien n'y a été changé." in done.out
    assert "Signé par : Cachet électronique des papiers, ESSAIS" in done.out
    assert "Signé le : 23 novembre 2026 (heure donnée par le signataire)" in done.out
    assert "Document authentique, valable le 25 novembre 2026" in done.out
    found = typed("both.pdf", "--json", "--trust", "public", ON).json(0)
    assert [seal["status"] for seal in found["seals"]] == ["valid"]
    pdf = found["pdf"]
    assert pdf.pop("sentence").startswith("Le PDF est authentique")
    assert pdf.pop("signer") == {
        "name": "Cachet électronique des papiers",
        "organization": "ESSAIS",
        "first_day": "2020-01-01",
        "last_day": "2049-12-31",
        "fingerprint": key_of(Use.PAPERS).fingerprint,
    }
    assert pdf == {
        "standing": "authentic",
        "signed_at": NOON.isoformat(),
        "is_time_proven": False,
        "covers_whole_file": True,
        "forbids_changes": True,
    }


def test_a_signed_pdf_need_not_bear_a_2d_doc(typed, issued):
    found = typed("signed.pdf", "--json", "--trust", "public", ON).json(0)
    assert (found["valid"], found["seals"], found["pdf"]["standing"]) == (True, [], "authentic")


def test_a_scan_is_judged_by_its_2d_doc_alone(typed, issued):
    done = typed("scan.pdf", "--trust", "public", ON)
    assert done.status == 0
    assert "Ce PDF n'est pas signé" in done.out
    assert "C'est l'usage d'une copie" in done.out
    assert "Document authentique, valable le 25 novembre 2026" in done.out


@pytest.mark.parametrize(
    ("change", "standing"),
    [
        (added_to, "added_to"),
        (lambda content: flipped(content, content.index(b"/Lang")), "altered"),
        (lambda content: content + b" ", "added_to"),
    ],
    ids=["added to", "one bit", "one byte more"],
)
def test_a_paper_touched_after_its_signature_is_not_valid(typed, issued, change, standing):
    (issued / "touched.pdf").write_bytes(change((issued / "both.pdf").read_bytes()))
    found = typed("touched.pdf", "--json", "--trust", "public", ON).json(1)
    assert (found["valid"], found["pdf"]["standing"]) == (False, standing)
    assert found["pdf"]["sentence"] in typed("touched.pdf", "--trust", "public", ON).out


@pytest.mark.parametrize("trust", [[], ["--trust", "official.pem"], ["--trust", "webhooks.pem"]])
def test_a_paper_whose_signer_is_not_trusted_is_not_valid(typed, issued, trust):
    (only,) = (issued / "public").glob("webhooks-*")
    (issued / "webhooks.pem").write_bytes(only.read_bytes())
    found = typed("signed.pdf", "--json", *trust, ON).json(1)
    assert found["pdf"]["standing"] == "unknown_signer"


def test_an_authority_that_is_given_certifies_no_paper(typed, issued):
    root = key_of(Use.PAPERS).chain[-1]
    (issued / "root.pem").write_bytes(root.public_bytes(Encoding.PEM))
    assert (
        typed("signed.pdf", "--json", "--trust", "root.pem", ON).json(1)["pdf"]["standing"]
        == "unknown_signer"
    )


def test_a_signed_paper_is_verified_on_another_machine_with_public_keys_only(issued, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    for path in [issued / "both.pdf", *(issued / "public").iterdir()]:
        (elsewhere / path.name).write_bytes(path.read_bytes())
    done = outside_of(elsewhere, "both.pdf", "--trust", ".", ON)
    assert (done.status, done.err) == (0, "")
    assert "Le PDF est authentique" in done.out


def test_a_key_of_development_proves_nothing_and_is_said_to(typed, here, settings, tmp_path):
    settings.KEYS_ROOT = made(tmp_path / "signing", organization=ORGANIZATION)
    list(export(here / "public", {Use.PAPERS: certificates_of(Use.PAPERS)}))
    (here / "signed.pdf").write_bytes(sign_pdf(a_page(), at=NOON).content)
    done = typed("signed.pdf", "--trust", "public", ON)
    assert "Ce document ne prouve rien." in done.out


# ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (b"", "not_a_2d_doc"),
        (b"rien", "not_a_2d_doc"),
        (b"\xff\xfe\x00", "not_a_2d_doc"),
        (b"PK\x03\x04", "not_a_2d_doc"),
        (sealed()[:80].encode(), "no_signature"),
        (sealed()[:20].encode(), "header"),
        (b"DC04" * 10_000, "too_long"),
        (sealed().replace("SFAX", "\x1b[2J").encode(), "foreign_character"),
        (b"%PDF-1.7 rien", "picture"),
        (drawing.png("rien du tout"), "nothing_found"),
        (drawing.png(sealed())[:300], "picture"),
    ],
    ids=[
        "empty",
        "words",
        "binary",
        "zip",
        "no signature",
        "header",
        "long",
        "escape",
        "pdf",
        "no seal",
        "cut",
    ],
)
def test_what_cannot_be_read_is_one_sentence_and_exits_with_2(typed, given, code):
    done = typed("-", "--json", "--trust", "trust", given=given)
    assert done.json(2)["error"]["code"] == code
    assert done.err.startswith("entrée standard : ")
    assert len(done.err.splitlines()) == 1
    assert typed("-", "--trust", "trust", given=given).out == ""


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["absent.txt"], "absent.txt : Ce fichier ne peut pas être lu : No such file"),
        (["trust"], "c'est un dossier"),
        (["seal.txt", "--trust", "seal.txt"], "seal.txt n'est pas un certificat"),
        (["seal.txt", "--trust", "absent.pem"], "absent.pem n'est pas un certificat"),
        (["seal.txt", "--on", "hier"], "« hier » n'est pas une date"),
    ],
)
def test_a_wrong_argument_exits_with_2(typed, words, sentence):
    done = typed(*words)
    assert done.status == 2
    assert sentence in done.err
