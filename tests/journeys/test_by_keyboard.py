"""Filing with a keyboard alone: what has the focus is seen, and nothing is out of reach."""

import pytest
from playwright.sync_api import TimeoutError

from sejour.applications.models import Application
from tests.factories import contents, people
from tests.factories.applications import holder
from tests.journeys import paths
from tests.journeys.paths import PIECES
from tests.ui.browser import Visitor, visitor

pytestmark = pytest.mark.browser
ATTEMPTS, PATIENCE = 4, 20_000  # milliseconds
# What a person who sees would look at, or be told by a reader: the words of what has the focus.
FOCUSED = """() => {
  const e = document.activeElement;
  const style = getComputedStyle(e), box = e.getBoundingClientRect();
  const labels = [...(e.labels || [])].map(l => l.innerText).join(' ');
  return {
    words: (labels || e.innerText || e.value || e.tagName).trim().replace(/\\s+/g, ' '),
    tag: e.tagName,
    ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    shown: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0,
  };
}"""


class Keyboard:
    """Somebody who has no mouse."""

    def __init__(self, seen: Visitor) -> None:
        self.seen = seen
        self.keys = seen.page.keyboard

    def focused(self) -> dict:
        """Return what has the focus; it must be in sight, with a ring around it."""
        found = self.seen.page.evaluate(FOCUSED)
        if found["tag"] not in ("BODY", "MAIN"):
            assert found["ring"], f"no ring around {found['words']}"
            assert found["shown"], f"the focus is out of sight: {found['words']}"
        return found

    def tab_to(self, words: str) -> None:
        """Press Tab until what is named so has the focus."""
        met = []
        for _ in range(80):
            self.keys.press("Tab")
            met.append(self.focused()["words"])
            if met[-1].startswith(words):
                return
        raise AssertionError(f"Tab never reaches « {words} »: {met}")

    def press(self, words: str) -> None:
        """Go to a link or a button and press Enter."""
        self.tab_to(words)
        with self.seen.page.expect_navigation():
            self.keys.press("Enter")
        self.seen.look()

    def type(self, label: str, text: str) -> None:
        """Go to a field and write in it."""
        self.tab_to(label)
        self.keys.press("Control+A")
        self.keys.type(text)

    def give(self, content: bytes, name: str) -> None:
        """Go to the file field, open the chooser with the space bar, choose."""
        self.tab_to("Choisir un fichier ou prendre une photo")
        for attempt in range(ATTEMPTS):
            try:
                with self.seen.page.expect_file_chooser(timeout=PATIENCE) as asked:
                    self.keys.press("Space")
                break
            except TimeoutError:
                # A busy browser may lose the chooser: a person presses again.
                if attempt == ATTEMPTS - 1:
                    raise
        asked.value.set_files(files=[{"name": name, "mimeType": "image/jpeg", "buffer": content}])


@pytest.fixture
def seen(site, browser):
    with visitor(browser, site.url, name="by-keyboard") as found:
        yield found


def test_a_renewal_is_filed_with_the_keyboard_alone(site, seen):
    held = paths.holder("clavier@exemple.fr", prefecture="44")
    people.account(held.email, password=people.PASSWORD)
    keyboard = Keyboard(seen)
    seen.go("/connexion/")
    keyboard.tab_to("Recevoir le lien")
    keyboard.type("Votre adresse e-mail", held.email)
    keyboard.type("Votre mot de passe", people.PASSWORD)
    keyboard.press("Entrer")

    keyboard.type("Numéro étranger", held.number)
    keyboard.type("Date de naissance", held.person.born_on_text)
    keyboard.type("Numéro du titre", held.permit.number)
    keyboard.type("Titre valable jusqu'au", held.last_day)
    keyboard.press("Relier mon titre")

    keyboard.press("Commencer ma demande")
    keyboard.type("Téléphone", "06 12 34 56 78")
    keyboard.press("Enregistrer et continuer")
    keyboard.press(f"Ajouter : {PIECES[3].label}")
    keyboard.give(contents.file_of(contents.sheet()), "photo.jpg")
    keyboard.press("Envoyer cette pièce")
    keyboard.press("Continuer")
    for box in ("Je déclare que ces informations sont exactes.", "Je dépose maintenant"):
        keyboard.tab_to(box)
        keyboard.keys.press("Space")
    keyboard.press("Déposer ma demande")
    seen.reads("Où en est ma demande : déposée")
    assert Application.objects.get(person=held.person).pieces.count() == 1


def test_the_first_tab_leads_past_the_menu(seen):
    seen.go("/accessibilite/")
    keyboard = Keyboard(seen)
    keyboard.keys.press("Tab")
    assert keyboard.focused()["words"] == "Aller au contenu"
    keyboard.keys.press("Enter")
    assert keyboard.focused()["tag"] == "MAIN"
    keyboard.keys.press("Tab")
    assert seen.page.evaluate("document.activeElement.closest('main') !== null"), "the menu was passed"


def test_an_error_is_reached_from_the_summary_of_errors(site, seen):
    applicant = holder(prefecture="44", email="erreur@exemple.fr", password=people.PASSWORD)
    paths.enter_with_password(seen, applicant.account.email)
    seen.go("/mon-espace/partage/")
    keyboard = Keyboard(seen)
    seen.page.evaluate("document.querySelectorAll('form').forEach(form => form.noValidate = true)")
    keyboard.type("Valable jusqu'au", "bientôt")
    keyboard.press("Créer le code")
    seen.reads("Il y a quelque chose à corriger")
    keyboard.tab_to("Valable jusqu'au")
    keyboard.keys.press("Enter")
    assert seen.page.evaluate("location.hash") == "#id_last_day"
