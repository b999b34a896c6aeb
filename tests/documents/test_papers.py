"""Papers: the words of each kind, read in the PDF as a reader or a program would."""

import json
import re
import subprocess
from dataclasses import replace
from datetime import date
from hashlib import sha256
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from sejour.applications.models import Outcome
from sejour.continuity import evidence, papers
from sejour.continuity.models import KINDS as DOCUMENTS
from sejour.continuity.models import ProvisionalDocument
from sejour.continuity.services import grant_attestation, run_watch
from sejour.core import journal
from sejour.documents import rendering
from sejour.documents import services as drawing
from sejour.documents.checking import check_address
from sejour.documents.covers import LANGUAGES, Told, cover
from sejour.documents.models import Paper
from sejour.documents.selectors import content_of
from sejour.law.kinds import Work
from tests.documents.parts import said_of
from tests.documents.specimens import KINDS, evidence_file, prolongation
from tests.factories import people
from tests.factories.applications import AGENT, decided, filed
from tests.factories.days import NOON, TODAY, at, in_days
from tests.factories.jobs import run_jobs
from tests.factories.permits import permit

pytestmark = pytest.mark.django_db
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


def read_aloud(pdf: bytes) -> str:
    """Return the text in the order in which it is read, on one line."""
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return re.sub(r"\s+", " ", done.stdout.decode())


def facts_of(pdf: bytes) -> dict[str, str]:
    """Return what `pdfinfo` says of a PDF."""
    done = subprocess.run(["pdfinfo", "-"], input=pdf, capture_output=True, check=True, text=False)
    lines = (line.partition(":") for line in done.stdout.decode().splitlines())
    return {name.strip(): value.strip() for name, _, value in lines}


def drawn(content) -> bytes:
    return rendering.draw(content, at=NOON)


def deposit_document() -> ProvisionalDocument:
    return ProvisionalDocument.objects.get(application=filed(), kind="attestation_depot")


def prolongation_document() -> ProvisionalDocument:
    application = filed()
    run_watch(day=in_days(61), at=at(in_days(61)))
    return ProvisionalDocument.objects.get(application=application, kind="attestation_prolongation")


WORDS = {
    "receipt": [
        "Accusé de réception de votre demande",
        "Votre demande a été reçue le 23 novembre 2026.",
        "Elle est déposée dans le délai et compte à partir du 23 novembre 2026.",
        "Sans réponse le 23 mars 2027, votre demande sera réputée refusée",
        "tribunal administratif de Paris",
        "Préfecture de police de Paris",
    ],
    "attestation_depot": [
        "Attestation de dépôt",
        "a déposé le 23 novembre 2026 une demande (renouvellement, conjoint de Français)",
        "Cette attestation prouve le dépôt ; elle ne prouve pas à elle seule le séjour régulier.",
        "Elle ne les prouve pas à elle seule : le titre en cours les prouve.",
        "L'attestation de dépôt ne permet pas de revenir par elle-même.",
        "Vos droits au 23 novembre 2026",
        "CESEDA, article R.431-15-1",
    ],
    "attestation_prolongation": [
        "Attestation de prolongation d'instruction",
        "Du 22 février 2027 jusqu'au 21 mai 2027, Aminata DIALLO séjourne régulièrement en France.",
        "Ce document autorise son titulaire à travailler.",
        "Suffit pour France Travail, l'assurance maladie, les prestations familiales (CAF, MSA)",
        "L'attestation d'un renouvellement permet de revenir, avec le titre expiré et votre passeport.",
        "qui prend fin le 21 février 2027, et une pièce d'identité.",
        "CESEDA, article R.431-15-1",
    ],
    "attestation_decision_favorable": [
        "Attestation de décision favorable",
        "jusqu'à la remise de la carte",
        "L'attestation de décision favorable permet de revenir avec votre passeport.",
    ],
    "recepisse": [
        "Récépissé de demande de titre de séjour",
        "Ce document ne permet pas de travailler.",
        "CESEDA, article R.431-12",
        "Ce document ne porte pas de 2D-Doc",
    ],
    "autorisation_provisoire": ["Autorisation provisoire de séjour", "CESEDA, article L.425-4"],
    "complement_request": [
        "Demande de pièces",
        "la préfecture a besoin des 2 pièces ci-dessous, au plus tard le 23 décembre 2026.",
        "Photo d'identité",
        "La photo est floue.",
        "votre dossier est incomplet",
        "CESEDA R.431-11, CRPA L.114-5",
    ],
    "closure": [
        "Clôture de votre dossier",
        "est clôturée le 23 novembre 2026",
        "Ce n'est pas un refus de séjour.",
        "n'est pas venue.",
        "demandez la réouverture",
        "tribunal administratif de Paris (7 rue de Jouy, 75004 Paris), dans les 2 mois",
        "CRPA L.114-5",
    ],
    "refusal": [
        "Décision de refus",
        "Décision prise le 23 novembre 2026, notifiée le 23 novembre 2026.",
        "Article L.423-1.",
        "La vie commune a cessé.",
        "prennent fin le lendemain de la notification",
        "tribunal administratif de Paris (7 rue de Jouy, 75004 Paris), jusqu'au 25 janvier 2027",
        "CRPA L.211-2, CRPA L.211-5",
    ],
    "summons": [
        "Convocation",
        "Vous êtes attendu le 3 décembre 2026 à 12 h 00 pour donner vos empreintes et votre photo.",
        "36 rue des Morillons",
        "Trois photos d'identité",
        "une autre date vous sera donnée",
    ],
    "evidence": [
        "Dossier de preuves",
        "Demande déposée",
        "Des pièces sont demandées, jusqu'au 23 décembre 2026.",
        "Photo d'identité",
        "Pannes de notre côté",
        "empreinte",
    ],
    "uninterrupted_stay": [
        "Attestation de séjour régulier sans interruption",
        "a séjourné régulièrement en France sans interruption du 22 février 2026 au 3 mars 2027",
        "carte de séjour temporaire",
        "22/02/2027 21/05/2027 attestation de prolongation d'instruction R.431-15-1",
    ],
}


@pytest.mark.parametrize("kind", WORDS)
def test_the_words_of_a_kind_stand_in_its_pdf(kind):
    order = KINDS[kind]("fr")
    text = text_of(drawn(order.content))
    for words in [*WORDS[kind], order.content["number"], "Aminata DIALLO", "Vérifier ce document"]:
        assert words in text, words


def test_every_kind_has_its_words_tried():
    assert set(WORDS) == set(KINDS)
    assert set(KINDS) >= set(DOCUMENTS)


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_a_document_says_how_to_check_it(kind):
    order = KINDS[kind]("fr")
    text = text_of(drawn(order.content))
    for words in (
        f"En ligne, sans compte : {check_address()} avec le numéro {order.content['number']}",
        "code de partage",
        "Le PDF est signé",
    ):
        assert words in text, words
    assert ("Sans réseau : scannez le 2D-Doc" in text) == (order.seal is not None)


@pytest.mark.parametrize("kind", KINDS)
def test_a_reader_hears_the_parts_of_a_paper_in_their_order(kind):
    content = KINDS[kind]("fr").content
    text = read_aloud(drawn(content))
    parts = [content["title"], *(section["title"] for section in content["sections"])]
    places = [text.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)


@pytest.mark.parametrize("kind", KINDS)
def test_a_reader_hears_each_value_after_its_name(kind):
    content = KINDS[kind]("fr").content
    text = read_aloud(drawn(content))
    for section in content["sections"]:
        for fact in section.get("facts", []):
            assert f"{fact['name']} {fact['value']}" in text


@pytest.mark.parametrize("kind", KINDS)
def test_a_pdf_is_tagged_titled_and_in_french(kind):
    content = KINDS[kind]("fr").content
    pdf = drawn(content)
    facts = facts_of(pdf)
    assert facts["Tagged"] == "yes"
    assert facts["Title"] == content["title"]
    root = PdfReader(BytesIO(pdf)).trailer["/Root"]
    assert str(root["/Lang"]).lower().startswith("fr")
    assert root["/MarkInfo"]["/Marked"]
    assert facts["JavaScript"] == "no"
    assert facts["Encrypted"] == "no"


@pytest.mark.parametrize("kind", KINDS)
def test_a_paper_stands_on_one_page(kind):
    assert facts_of(drawn(KINDS[kind]("fr").content))["Pages"] == "1"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_cover_comes_first_and_the_french_text_after_it_unchanged(language):
    pdf = drawn(prolongation(language).content)
    assert facts_of(pdf)["Pages"] == "2"
    cover, french = PdfReader(BytesIO(pdf)).pages
    assert "Attestation de prolongation d'instruction" in cover.extract_text()
    assert "séjourne" not in cover.extract_text()
    assert "séjourne" in french.extract_text()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_screen_reader_is_told_the_language_of_the_cover(language):
    assert language in said_of(drawn(prolongation(language).content), "/Lang")


def test_the_evidence_file_carries_the_same_facts_for_programs():
    order = evidence_file("fr")
    attached = PdfReader(BytesIO(drawn(order.content))).attachments["dossier-de-preuves.json"]
    data = json.loads(attached[0])
    assert data["format"] == "sejour.evidence/1"
    assert [line["what"] for line in data["history"]][0].startswith("Demande déposée")
    assert [piece["piece"] for piece in data["pieces"]] == ["Photo d'identité"]
    assert data["documents"][0]["kind"] == "attestation de dépôt"
    assert len(data["failed_attempts"]) == 1
    lines = journal.lines_of(journal.stream_of("application", data["application"]["reference"]))
    assert data["journal"]["sha256"] in {line.digest for line in lines}
    assert {line["sha256"] for line in data["history"]} <= {line.digest for line in lines}


def test_the_evidence_file_holds_the_messages_and_nothing_secret(frozen):
    person = people.person(email="awa@exemple.fr")
    permit(person)
    application = filed(person)
    run_jobs("notices")
    data = evidence.evidence_of(application, at=NOON)
    (message,) = data["messages"]
    assert "demande" in message["subject"]
    assert set(message) == {"subject", "written_at", "sent_at", "state"}


def test_the_evidence_file_does_not_tell_a_refusal_before_its_notification():
    application = filed()
    decided(application, Outcome.REFUSED)
    content = evidence.content_of(application, on=TODAY, at=NOON)
    assert "refus" not in json.dumps(content, ensure_ascii=False).lower()


def test_a_document_made_for_days_gone_by_says_so_and_no_other_does():
    past = prolongation_document()
    past.issued_on = in_days(400)
    assert "Établi le 28 décembre 2027 pour des jours passés" in text_of(drawn(papers.content_of(past)))
    for kind in DOCUMENTS:
        assert "jours passés" not in text_of(drawn(KINDS[kind]("fr").content))


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


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40), st.sampled_from([None, "ar", "zh"]))
def test_whatever_somebody_typed_a_paper_is_drawn(typed, language):
    said = Told(kind="summons", title="Essai", number="1", days={"day": TODAY})
    said = replace(said, texts={"time": "12:00", "place": typed})
    section = {
        "title": "Essai",
        "paragraphs": [typed],
        "facts": [{"name": "Nom", "value": typed}],
        "lines": [typed],
        "table": {"head": ["Un", "Deux"], "rows": [[typed, typed]]},
    }
    pdf = drawn(
        {
            **A_PAPER,
            "statement": typed,
            "sections": [section],
            "cover": cover(language, said) if language else None,
        }
    )
    assert pdf.startswith(b"%PDF-")


def test_a_long_message_goes_over_to_other_pages():
    long = {"title": "Motifs", "paragraphs": ["Une phrase assez longue. " * 40] * 12}
    facts = facts_of(drawn({**A_PAPER, "statement": "Essai", "sections": [long]}))
    assert int(facts["Pages"]) > 1


def test_the_longest_names_and_address_stay_on_the_page():
    person = people.person(family_name="Rakotondrasoamananjara " * 5, given_names="Marie-Antoinette " * 9)
    permit(person)
    pdf = drawn(papers.content_of(ProvisionalDocument.objects.get(application=filed(person))))
    assert "Vérifier ce document" in text_of(pdf)


def test_a_paper_is_drawn_once_and_its_digest_is_that_of_its_bytes():
    found = deposit_document()
    said = {"subject": f"document/{found.pk}", "person": found.person, "content": papers.content_of(found)}
    first = drawing.draw_paper(**said, at=NOON)
    second = drawing.draw_paper(**said | {"content": {"title": "autre chose"}}, at=at(date(2027, 1, 1)))
    assert first == second == Paper.objects.get()
    pdf = content_of(first)
    assert (sha256(pdf).hexdigest(), len(pdf)) == (first.sha256, first.size)


def test_the_same_words_drawn_at_the_same_instant_give_the_same_bytes():
    content = papers.content_of(deposit_document())
    assert drawn(content) == drawn(content)
