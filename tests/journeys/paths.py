"""The ways through the platform, as people walk them; each step looks at what the page says."""

import re
import subprocess
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from sejour.identity.models import Person
from sejour.law.pieces import pieces_for
from sejour.permits.models import Permit
from tests.factories import contents, people
from tests.factories.permits import permit
from tests.server import Letter, Site
from tests.ui.browser import Visitor

PIECES = pieces_for("L.423-1", renewal=True)
TURNS = (
    partial(contents.pdf),
    partial(contents.file_of, contents.sheet(), "JPEG"),
    partial(contents.file_of, contents.sheet(), "PNG"),
)
NAMES = (("scan.pdf", "application/pdf"), ("photo.jpg", "image/jpeg"), ("capture.png", "image/png"))


@dataclass
class Holder:
    """A holder of a card, who has never come here."""

    person: Person
    permit: Permit
    email: str

    @property
    def number(self) -> str:
        return self.person.foreigner_number or ""

    @property
    def last_day(self) -> str:
        return f"{self.permit.last_day:%d/%m/%Y}"


def holder(email: str, **fields: Any) -> Holder:
    """Enter in the register somebody whose card may be renewed."""
    person = people.person(**fields)
    return Holder(person, permit(person), email)


def enter(visitor: Visitor, site: Site, email: str) -> Letter:
    """Ask for a link, read the mailbox, follow the link, press the button."""
    visitor.go("/connexion/")
    form = visitor.page.locator("form").filter(has_text="Recevoir le lien")
    form.get_by_label("Votre adresse e-mail").fill(email)
    visitor.press("Recevoir le lien")
    visitor.reads("Un lien vient de partir")
    letter = site.post.wait_for(email, "Votre lien pour entrer")
    visitor.go(f"/boite-aux-lettres/?q={email}")
    visitor.follow("Votre lien pour entrer dans votre espace Séjour")
    visitor.reads("Il est valable 30 minutes et sert une fois")
    visitor.page.locator(
        f'a[href="{visitor.page.locator("main a[href*=lien]").get_attribute("href")}"]'
    ).click()
    visitor.look()
    visitor.reads("Appuyez sur le bouton pour entrer")
    visitor.press("Entrer")
    return letter


def enter_with_password(visitor: Visitor, email: str, password: str = people.PASSWORD) -> None:
    """Enter with a password, as agents do."""
    visitor.go("/connexion/")
    form = visitor.page.locator("#password-form")
    form.get_by_label("Votre adresse e-mail").fill(email)
    form.get_by_label("Votre mot de passe").fill(password)
    form.get_by_role("button", name="Entrer").click()
    visitor.look()


def attach(visitor: Visitor, held: Holder, *, permit_number: str = "") -> None:
    """Give what is printed on the card."""
    visitor.field("Numéro étranger").fill(held.number)
    visitor.field("Date de naissance").fill(held.person.born_on_text)
    visitor.field("Numéro du titre").fill(permit_number or held.permit.number or "")
    visitor.field("Titre valable jusqu'au").fill(held.last_day)
    visitor.press("Relier mon titre")


def give_piece(visitor: Visitor, rank: int, *, link: str = "Ajouter") -> None:
    """Give a piece of the list: a PDF, a photograph or a picture, in turn."""
    label = PIECES[rank].label
    visitor.follow(f"{link} : {label}")
    visitor.reads(PIECES[rank].because)
    visitor.give(TURNS[rank % 3](), *NAMES[rank % 3])
    visitor.press("Envoyer cette pièce")


def download(visitor: Visitor, folder: Path) -> tuple[str, str]:
    """Press « Télécharger le PDF »; return the name of the file and the text that a reader finds in it."""
    with visitor.page.expect_download() as coming:
        visitor.page.get_by_role("link", name="Télécharger le PDF").click()
    name = coming.value.suggested_filename
    coming.value.save_as(folder / name)
    return name, text_of(folder / name)


def text_of(path: Path) -> str:
    """Return the text of a PDF, on one line."""
    done = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True)
    return re.sub(r"\s+", " ", done.stdout)
