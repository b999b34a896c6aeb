"""With the paper itself: its 2D-Doc, its photograph, its PDF; genuine, ended, withdrawn, forged, hostile."""

from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter

from sejour.continuity import papers
from sejour.continuity.models import ProvisionalDocument
from sejour.documents import selectors as files
from sejour.documents import services as drawing
from sejour.documents.deux_d_doc.errors import NothingFound, PictureIsUnreadable, Unreadable
from sejour.documents.deux_d_doc.etranger import TYPE
from sejour.documents.deux_d_doc.header import Header
from sejour.documents.deux_d_doc.sealing import HeldKey, seal, seal_document
from sejour.documents.keys import Use, key_of, sealing_key
from sejour.documents.limited import TooMuchWork
from sejour.verification.errors import FileIsEmpty, FileIsTooLarge, FileNotRecognized
from sejour.verification.languages import Language
from sejour.verification.models import Check
from sejour.verification.services import LARGEST_FILE, check_file, check_seal
from sejour.verification.telling import effects_of, sentence_of, title_of
from sejour.verification.ways import Verdict, Way
from tests.documents.deux_d_doc.seals import the_key
from tests.documents.signing.forging import added_to, flipped, signed_by
from tests.documents.signing.pages import a_page
from tests.factories import checks, contents
from tests.factories.applications import AGENT
from tests.factories.checks import PLACE
from tests.factories.days import NOON, TODAY, in_days

pytestmark = pytest.mark.django_db
SAID = {"place": PLACE, "at": NOON}


def of_seal(text, **more):
    return check_seal(text=text, **{**SAID, **more})


def of_file(content, **more):
    return check_file(content=content, **{**SAID, **more})


def in_french(answer) -> str:
    return sentence_of(answer, Language.FRENCH)


# The 2D-Doc ------------------------------------------------------------------------------------------


def test_a_seal_answers_by_what_its_document_says_today():
    document = checks.attestation()
    text = checks.drawn(document).seal_text
    answer = of_seal(text)
    assert answer.is_yes
    assert in_french(answer) == (
        "Attestation de prolongation d'instruction : document authentique, valable au 23 novembre 2026, "
        "du 23 novembre 2026 au 20 février 2027."
    )
    assert set(dict(answer.sealed).values()) >= {"DIALLO", "AMINATA"}
    check = Check.objects.get()
    assert (check.way, check.document, check.verdict) == (Way.SEAL, document, Verdict.VALID)
    assert "DIALLO" not in check.answer


@pytest.mark.parametrize("shown", ["<GS>", "␝"])
def test_a_seal_is_known_however_its_separators_are_shown(shown):
    text = checks.drawn(checks.attestation()).seal_text
    assert of_seal(f"\n{text.replace(chr(29), shown)} ").is_yes


def test_an_ended_document_says_so_and_whether_another_replaces_it():
    document = checks.attestation(last=30)
    text = checks.drawn(document).seal_text
    later = NOON + timedelta(days=31)
    assert of_seal(text, at=later).verdict is Verdict.EXPIRED
    checks.grant_attestation(
        reference=document.application.reference,
        first_day=in_days(31),
        last_day=in_days(60),
        actor=AGENT,
        at=NOON,
    )
    assert of_seal(text, at=later).verdict is Verdict.REPLACED
    assert "un document plus récent le remplace" in in_french(of_seal(text, at=later))


def test_a_withdrawn_document_says_so_though_its_seal_is_good():
    document = checks.attestation()
    text = checks.drawn(document).seal_text
    checks.withdrawn(document)
    answer = of_seal(text)
    assert answer.verdict is Verdict.WITHDRAWN
    assert in_french(answer).endswith("mais retiré : il ne vaut plus depuis le 23 novembre 2026.")


def forged(text: str, *, field: str, by: str) -> str:
    assert field in text
    return text.replace(field, by, 1)


def test_a_seal_with_an_altered_field_is_refused():
    text = checks.drawn(checks.attestation()).seal_text
    answer = of_seal(forged(text, field="DIALLO", by="MARTIN"))
    assert answer.verdict is Verdict.ALTERED
    assert "La signature de ce 2D-Doc est fausse" in in_french(answer)
    assert answer.sealed == ()
    assert not Check.objects.exists()


def test_a_seal_of_another_key_under_our_name_is_refused():
    said = papers.order_of(checks.attestation()).seal
    thief = HeldKey(sealing_key().issuer, the_key().private_key)
    assert (
        of_seal(seal_document(said, key=thief, issued_on=TODAY, signed_on=TODAY)).verdict is Verdict.ALTERED
    )


def test_a_seal_of_another_issuer_is_not_ours_to_judge():
    said = papers.order_of(checks.attestation()).seal
    answer = of_seal(seal_document(said, key=the_key(), issued_on=TODAY, signed_on=TODAY))
    assert answer.verdict is Verdict.NOT_OURS
    assert "Nous ne pouvons pas dire s'il est authentique" in in_french(answer)


def test_a_seal_of_ours_of_a_document_that_nobody_drew_is_not_believed():
    said = papers.order_of(checks.attestation()).seal
    text = seal_document(said, key=sealing_key(), issued_on=TODAY, signed_on=TODAY)
    assert of_seal(text).verdict is Verdict.NOT_FOUND


def test_a_seal_of_another_type_with_our_key_is_not_one_of_our_documents():
    header = Header(issuer=sealing_key().issuer, issued_on=TODAY, signed_on=TODAY, document_type="01")
    assert TYPE != "01"
    assert of_seal(seal(header, (), key=sealing_key())).verdict is Verdict.NOT_OURS


@pytest.mark.parametrize(
    "text", ["", "bonjour", "DC04", "x" * 20_000, "DC04\x00", "DC04" + "A" * 3000, "\ud800"]
)
def test_a_text_that_is_no_seal_is_refused(text):
    with pytest.raises(Unreadable):
        of_seal(text)


def test_the_favorable_decision_is_explained_with_its_dates_and_its_worth():
    """ACC-10: an employment service that does not know this document."""
    answer = of_seal(checks.drawn(checks.favorable()).seal_text)
    assert title_of(answer, Language.FRENCH) == "Oui : ce document est en cours de validité"
    assert "du 23 novembre 2026 jusqu'à la remise de la carte" in in_french(answer)
    worth = " ".join(effects_of(answer, Language.FRENCH))
    for words in (
        "ce document la remplace jusqu'à sa remise",
        "Séjour : ce document prouve que le séjour est régulier",
        "Travail : oui",
        "France Travail doit l'accepter pour une inscription",
    ):
        assert words in worth


def test_an_attestation_of_filing_is_genuine_and_proves_no_stay():
    document = ProvisionalDocument.objects.get(application=checks.filed(checks.holder()))
    answer = of_seal(checks.drawn(document).seal_text)
    assert title_of(answer, Language.FRENCH) == "Document authentique, qui prouve seulement un dépôt"
    assert effects_of(answer, Language.FRENCH) == []


# Pictures --------------------------------------------------------------------------------------------


def test_a_photograph_of_the_seal_is_read():
    text = checks.drawn(checks.attestation()).seal_text
    assert of_file(checks.photographed(text)).is_yes


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", FileIsEmpty),
        (b"x" * (LARGEST_FILE + 1), FileIsTooLarge),
        (b"MZ\x90", FileNotRecognized),
        (b"<html>", FileNotRecognized),
        (b"GIF89a", FileNotRecognized),
        (b"PK\x03\x04", FileNotRecognized),
        (contents.picture("PNG"), NothingFound),
        (contents.truncated_jpeg(), PictureIsUnreadable),
        (contents.bomb(), PictureIsUnreadable),
        (b"\x89PNG\r\n\x1a\n", PictureIsUnreadable),
    ],
    ids=lambda value: getattr(value, "__name__", None) or f"{value[:4]!r} {len(value)}",
)
def test_what_cannot_be_read_is_refused_in_words(content, refusal):
    with pytest.raises(refusal):
        of_file(content)
    assert not Check.objects.exists()


# The PDF ---------------------------------------------------------------------------------------------


def pdf_of(document) -> bytes:
    return files.content_of(checks.drawn(document))


def test_the_very_file_that_we_made_is_known():
    answer = of_file(pdf_of(checks.attestation()))
    assert (answer.way, answer.verdict) == (Way.PDF, Verdict.VALID)
    assert answer.sealed == ()


def test_an_older_version_of_a_paper_is_told_replaced():
    document = checks.attestation()
    before = pdf_of(document)
    order = papers.order_of(document)
    drawing.replace_paper(
        subject=order.subject,
        person=order.person,
        content=order.content,
        at=NOON + timedelta(hours=1),
        actor=AGENT,
        seal=order.seal,
    )
    answer = of_file(before)
    assert answer.verdict is Verdict.REPLACED
    assert "nous en avons établi un plus récent" in in_french(answer)


def cut(content: bytes) -> bytes:
    return flipped(content, len(content) // 2)


@pytest.mark.parametrize("change", [cut, added_to], ids=lambda change: change.__name__)
def test_a_changed_file_is_refused(change):
    answer = of_file(change(pdf_of(checks.attestation())))
    assert answer.verdict is Verdict.ALTERED
    assert "Ce fichier n'est pas celui que nous avons établi" in in_french(answer)


def test_two_signatures_even_both_ours_are_one_too_many():
    key = key_of(Use.PAPERS)
    twice = signed_by(key, signed_by(key, a_page(), at=NOON), at=NOON, field="Autre")
    assert of_file(twice).verdict is Verdict.ALTERED


def test_a_copy_without_its_signature_speaks_by_its_seal_alone():
    """Printed again as PDF: what is written may have changed, the seal says whose it is and until when."""
    copied = PdfWriter(clone_from=PdfReader(BytesIO(pdf_of(checks.attestation()))))
    del copied.root_object["/AcroForm"]
    content = BytesIO()
    copied.write(content)
    answer = of_file(content.getvalue())
    assert answer.way is Way.SEAL
    assert dict(answer.sealed)


def test_a_pdf_of_somebody_else_is_not_ours():
    assert of_file(contents.pdf()).verdict is Verdict.ALTERED


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\n",
        b"%PDF-" + bytes(range(256)) * 50,
        contents.pdf(password="secret"),
        b"%PDF-1.7\n" + b"[" * 100_000,
    ],
    ids=["empty", "noise", "locked", "nested"],
)
def test_a_hostile_pdf_is_never_a_yes(content):
    try:
        answer = of_file(content)
    except (Unreadable, TooMuchWork):
        return
    assert answer.verdict is Verdict.ALTERED
