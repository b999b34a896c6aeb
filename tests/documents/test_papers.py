"""Papers: the words of each kind, read in the PDF as a reader or a program would."""

import re
import subprocess
from datetime import date
from hashlib import sha256
from io import BytesIO

import pytest
from pypdf import PdfReader

from sejour.applications import papers as application_papers
from sejour.applications import services
from sejour.continuity import papers
from sejour.continuity.models import KINDS, ProvisionalDocument
from sejour.continuity.services import grant_attestation, run_watch
from sejour.documents import rendering
from sejour.documents import services as drawing
from sejour.documents.models import Paper
from sejour.documents.selectors import content_of
from sejour.law.kinds import PermitKind, Work
from tests.factories import people
from tests.factories.applications import AGENT, decided, filed
from tests.factories.days import NOON, at, in_days
from tests.factories.permits import permit

pytestmark = pytest.mark.django_db
DEPOSIT, PROLONGATION, FAVORABLE, RECEIPT = (
    "attestation_depot",
    "attestation_prolongation",
    "attestation_decision_favorable",
    "recepisse",
)
A_PAPER = {
    "title": "Essai",
    "number": "1",
    "made_on": "Le 23 novembre 2026",
    "authority": "Préfecture",
    "authority_address": "",
    "mention": "",
    "sections": [],
    "footer": "Essai",
}


def text_of(pdf: bytes) -> str:
    """Return the text that `pdftotext` finds, on one line."""
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return re.sub(r"\s+", " ", done.stdout.decode())


def facts_of(pdf: bytes) -> dict[str, str]:
    """Return what `pdfinfo` says of a PDF."""
    done = subprocess.run(["pdfinfo", "-"], input=pdf, capture_output=True, check=True, text=False)
    lines = (line.partition(":") for line in done.stdout.decode().splitlines())
    return {name.strip(): value.strip() for name, _, value in lines}


def drawn(content) -> bytes:
    return rendering.draw(content, at=NOON)


def document(kind: str) -> ProvisionalDocument:
    """Issue a document of a kind, as the platform does."""
    if kind == RECEIPT:
        person = people.person()
        permit(person, article="L.435-1", last_day=in_days(40))
        application = services.register_filing(
            person=person, procedure="renewal", article="L.435-1", online=False, actor=AGENT, at=NOON
        )
    else:
        application = filed()
    if kind == PROLONGATION:
        run_watch(day=in_days(61), at=at(in_days(61)))
    elif kind == FAVORABLE:
        decided(application)
    elif kind == PermitKind.AUTORISATION_PROVISOIRE:
        return ProvisionalDocument(application=application, person=application.person, kind=kind)
    return ProvisionalDocument.objects.get(application=application, kind=kind)


WORDS = {
    DEPOSIT: [
        "Attestation de dépôt",
        "a déposé le 23 novembre 2026 une demande (renouvellement, conjoint de Français)",
        "Cette attestation prouve le dépôt ; elle ne prouve pas à elle seule le séjour régulier.",
        "Vos droits au 23 novembre 2026",
    ],
    PROLONGATION: [
        "Attestation de prolongation d'instruction",
        "Du 22 février 2027 jusqu'au 21 mai 2027, Aminata DIALLO séjourne régulièrement en France.",
        "Ce document autorise son titulaire à travailler.",
        "qui prend fin le 21 février 2027, et une pièce d'identité.",
        "CESEDA, article R.431-15-1",
        "Maintenus : ce document a les effets d'un récépissé de demande de renouvellement.",
    ],
    FAVORABLE: [
        "Attestation de décision favorable",
        "jusqu'à la remise de la carte",
        "Retour en France possible avec le passeport et cette attestation.",
    ],
    RECEIPT: ["Récépissé de demande de titre de séjour", "CESEDA, article R.431-12"],
}


@pytest.mark.parametrize("kind", WORDS)
def test_the_words_of_a_document_stand_in_its_pdf(kind):
    found = document(kind)
    text = text_of(drawn(papers.content_of(found)))
    for words in [
        *WORDS[kind],
        papers.number_of(found),
        "Aminata DIALLO",
        "14/03/1985",
        "Vérifier ce document",
    ]:
        assert words in text, words


def test_every_kind_of_document_that_is_issued_has_its_words_tried():
    assert set(WORDS) == set(KINDS) - {PermitKind.AUTORISATION_PROVISOIRE.value}


@pytest.mark.parametrize("kind", WORDS)
def test_a_pdf_is_tagged_titled_and_in_french(kind):
    content = papers.content_of(document(kind))
    pdf = drawn(content)
    facts = facts_of(pdf)
    assert facts["Tagged"] == "yes"
    assert facts["Title"] == content["title"]
    root = PdfReader(BytesIO(pdf)).trailer["/Root"]
    assert str(root["/Lang"]).lower().startswith("fr")
    assert root["/MarkInfo"]["/Marked"] is True or root["/MarkInfo"]["/Marked"]
    assert facts["JavaScript"] == "no"
    assert facts["Encrypted"] == "no"


def test_the_receipt_names_the_service_the_silence_and_the_appeals():
    application = filed()
    text = text_of(drawn(application_papers.receipt(application)))
    for words in (
        "Accusé de réception de votre demande",
        application.reference,
        "Votre demande a été reçue le 23 novembre 2026.",
        "Elle est déposée dans le délai et compte à partir du 23 novembre 2026.",
        "Sans réponse le 23 mars 2027, votre demande sera réputée refusée",
        "tribunal administratif de Paris",
        "Préfecture",
    ):
        assert words in text, words


def test_a_document_that_does_not_allow_work_says_so():
    person = people.person()
    permit(person, work=Work.NONE)
    application = filed(person)
    granted = grant_attestation(
        reference=application.reference, first_day=in_days(91), last_day=in_days(120), actor=AGENT, at=NOON
    )
    assert "Ce document ne permet pas de travailler." in text_of(drawn(papers.content_of(granted)))


def test_a_late_filing_says_in_its_attestation_that_nothing_follows_of_right():
    application = filed(last_day=in_days(30))
    found = ProvisionalDocument.objects.get(application=application)
    assert "La demande est hors délai : un droit de 180 € s'ajoute" in text_of(
        drawn(papers.content_of(found))
    )


@pytest.mark.parametrize("name", ["Nguyễn", "Öztürk", "N’Diaye", "Ñandú", "Łukasz", "Ђорђевић"])
def test_a_name_of_any_alphabet_that_the_fonts_hold_is_printed_as_it_is(name):
    application = filed(holder_named(name))
    found = ProvisionalDocument.objects.get(application=application)
    assert name.upper() in text_of(drawn(papers.content_of(found)))


@pytest.mark.parametrize(
    "name", ["محمد", "王小明", "\u202eolleH", "Awa\u0000", "*_`#$\\", '"quote"', "[]{}//"]
)
def test_no_name_breaks_a_paper_or_is_read_as_an_instruction(name):
    application = filed(holder_named(name.replace("\0", "")))
    content = papers.content_of(ProvisionalDocument.objects.get(application=application))
    pdf = drawn(content)
    assert facts_of(pdf)["Pages"] == "1"
    assert "elle ne prouve pas à elle seule le séjour régulier" in text_of(pdf)
    assert "Préfecture de police de Paris" in text_of(pdf)
    assert "\u202e" not in text_of(pdf)
    if name == "*_`#$\\":
        assert name in text_of(pdf)


def holder_named(name: str):
    person = people.person(family_name=name)
    permit(person)
    return person


def test_a_name_that_the_fonts_do_not_hold_leaves_every_other_word_as_it_is():
    text = text_of(drawn({**A_PAPER, "statement": "王小明 Nguyễn Ђорђе Straße déjà : l’œuvre coûte 9 €"}))
    assert "??? Nguyễn Ђорђе Straße déjà : l’œuvre coûte 9 €" in text


def test_the_longest_names_and_address_stay_on_the_page():
    person = people.person(family_name="Rakotondrasoamananjara " * 5, given_names="Marie-Antoinette " * 9)
    permit(person)
    pdf = drawn(papers.content_of(ProvisionalDocument.objects.get(application=filed(person))))
    assert "Vérifier ce document" in text_of(pdf)


def test_a_paper_is_drawn_once_and_its_digest_is_that_of_its_bytes():
    found = document(DEPOSIT)
    said = {"subject": f"document/{found.pk}", "person": found.person, "content": papers.content_of(found)}
    first = drawing.draw_paper(**said, at=NOON)
    second = drawing.draw_paper(**said | {"content": {"title": "autre chose"}}, at=at(date(2027, 1, 1)))
    assert first == second == Paper.objects.get()
    pdf = content_of(first)
    assert (sha256(pdf).hexdigest(), len(pdf)) == (first.sha256, first.size)


def test_the_same_words_drawn_at_the_same_instant_give_the_same_bytes():
    content = papers.content_of(document(DEPOSIT))
    assert drawn(content) == drawn(content)
