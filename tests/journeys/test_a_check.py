"""An employer checks, without account or mouse: by code, by number, by the photograph of a 2D-Doc, by PDF."""

from pathlib import Path

import pytest
from django.urls import reverse

from sejour.continuity.papers import number_of
from sejour.documents import selectors as files
from tests.factories import checks
from tests.journeys.paths import text_of
from tests.journeys.test_by_keyboard import Keyboard
from tests.ui.browser import PHONE, Visitor, visitor

pytestmark = pytest.mark.browser
CHECK = "/verifier/"
WIDE = (1200, 900)


@pytest.fixture
def seen(site, browser):
    with visitor(browser, site.url, name="check", size=WIDE, axe=True) as found:
        yield found


@pytest.fixture
def document(site, settings):
    # Papers drawn by the platform's worker, or here, are in one place.
    settings.FILES_ROOT = site.folder / "files"
    return checks.attestation()


def choose(seen: Visitor, field: str, content: bytes, name: str) -> None:
    """Choose a file, the focus being on its field: the chooser of the system is not ours to drive."""
    given = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    seen.page.locator(f"#{field}").set_input_files(files=[given])


def press(keyboard: Keyboard, words: str) -> None:
    keyboard.press(f"Vérifier : {words}")


def test_by_code_with_a_receipt(seen, document, tmp_path: Path):
    _, clear = checks.code(document.person)
    seen.go(f"{CHECK}#{clear}")
    assert seen.page.input_value("#code_code") == clear
    assert seen.page.evaluate("location.hash") == ""
    assert seen.page.evaluate("document.activeElement.id") == "code_born_on"
    seen.page.keyboard.type(document.person.born_on_text)
    keyboard = Keyboard(seen)
    keyboard.type("Votre entreprise ou votre service", "Café des Amis")
    press(keyboard, "Un code de partage")
    seen.reads("Oui : séjour régulier et droit de travailler")
    seen.reads("le séjour est régulier, au moins jusqu'au 21 février 2027")
    assert document.person.family_name.upper() not in seen.text
    keyboard.type("Date d'embauche prévue", "30/11/2026")
    keyboard.tab_to("Télécharger le reçu")
    with seen.page.expect_download() as coming:
        keyboard.keys.press("Enter")
    coming.value.save_as(tmp_path / "receipt.pdf")
    text = text_of(tmp_path / "receipt.pdf")
    assert "Café des Amis a vérifié" in text
    assert "Demandée à temps Oui" in text
    assert not seen.complaints()


def test_by_number(seen, document):
    seen.go(CHECK)
    keyboard = Keyboard(seen)
    keyboard.type("Numéro du document", number_of(document))
    keyboard.type("Date de naissance", document.person.born_on_text)
    press(keyboard, "Le numéro d'un document")
    seen.reads("Oui : ce document est en cours de validité")
    seen.go(CHECK)
    keyboard.type("Numéro du document", number_of(document))
    keyboard.type("Date de naissance", "15/03/1985")
    press(keyboard, "Le numéro d'un document")
    seen.reads("Non : document non trouvé")


def test_by_photograph(seen, document):
    paper = checks.drawn(document)
    seen.go(CHECK)
    keyboard = Keyboard(seen)
    keyboard.tab_to("Photo ou scan du document")
    choose(seen, "seal_file", checks.photographed(paper.seal_text), "photo.jpg")
    press(keyboard, "Le carré de points")
    seen.reads("Attestation de prolongation d'instruction : document authentique, valable")
    seen.reads("France Travail doit l'accepter")
    seen.reads("DIALLO")


def test_by_pdf_then_by_a_changed_one(seen, document):
    content = files.content_of(checks.drawn(document))
    for given, says in (
        (content, "Oui : ce document est en cours de validité"),
        (content + b"\n", "Non : ce document a été modifié, ou n'est pas de nous"),
    ):
        seen.go(CHECK)
        keyboard = Keyboard(seen)
        keyboard.tab_to("Fichier PDF de l'attestation")
        choose(seen, "pdf_file", given, "attestation.pdf")
        press(keyboard, "Le fichier PDF")
        seen.reads(says)


@pytest.mark.parametrize(
    ("language", "direction", "title", "button", "no", "yes"),
    [
        ("fr", "ltr", "Vérifier un document ou un droit", "Vérifier", "ne donnent rien ensemble", "Oui"),
        ("en", "ltr", "Check a document or a right", "Check", "give nothing together", "Yes"),
        ("ar", "rtl", "التحقق من وثيقة أو حق", "تحقّق", "لا يعطيان شيئًا معًا", "نعم"),
    ],
)
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_in_each_language(site, browser, document, language, direction, title, button, no, yes, size):
    _, clear = checks.code(document.person)
    with visitor(browser, site.url, name=f"check-{language}-{size[0]}", size=size, axe=True) as seen:
        seen.go(f"{reverse('portal:verify')}?langue={language}")
        assert seen.page.inner_text("h1") == title
        assert seen.page.get_attribute("main > div", "dir") == direction
        for born, says in (("15/03/1985", no), (document.person.born_on_text, yes)):
            seen.page.fill("#code_code", clear)
            seen.page.fill("#code_born_on", born)
            seen.press(button)
            assert says in seen.text
        assert not seen.faults()
        assert not seen.complaints()
