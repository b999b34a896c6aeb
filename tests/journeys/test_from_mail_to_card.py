"""From a first e-mail to a card in hand, in a real browser, with the real worker and a real mailbox."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.factories import contents, people
from tests.journeys import paths
from tests.journeys.paths import PIECES, Holder
from tests.server import Site
from tests.ui.browser import DESKTOP, PHONE, Visitor, visitor

pytestmark = pytest.mark.browser
REFERENCE = re.compile(r"[0-9A-Z]{5}-[0-9A-Z]{5}")


@dataclass
class Journey:
    """What one journey holds: the platform, its people, each in front of a browser of their own."""

    site: Site
    folder: Path
    prefecture: str
    held: Holder
    arrive: Callable[..., Visitor]
    reference: str = ""

    def agent(self, name: str, *, role: str = "instructor", prefecture: str = "") -> Visitor:
        """An agent in post, signed in."""
        posted = people.agent(prefecture=prefecture or self.prefecture, role=role)
        seen = self.arrive(name)
        paths.enter_with_password(seen, posted.posting.account.email)
        return seen

    @property
    def file(self) -> str:
        """The address of the file at the desk."""
        return f"/bureau/dossier/{self.reference}/"

    @property
    def application(self) -> str:
        """The address of the application for its author."""
        return f"/demande/{self.reference}/"


WINDOWS = {
    "on-a-computer": ("69", {"size": DESKTOP, "axe": True}),
    "on-a-phone-without-javascript": ("31", {"size": PHONE, "java_script_enabled": False}),
}


@pytest.fixture(params=WINDOWS)
def journey(request, site, browser, tmp_path) -> Iterator[Journey]:
    """A journey on a computer, looked at by axe; the same on a phone, with JavaScript off."""
    prefecture, window = WINDOWS[request.param]
    with ExitStack() as windows:

        def arrive(name: str) -> Visitor:
            opened = visitor(browser, site.url, name=f"{request.param}-{name}", **window)
            return windows.enter_context(opened)

        held = paths.holder(f"{request.param}@exemple.fr", prefecture=prefecture)
        yield Journey(site, tmp_path, prefecture, held, arrive)


def test_from_a_first_mail_to_a_card_in_hand(journey):
    holder = journey.arrive("holder")
    comes_in(journey, holder)
    prepares(journey, holder)
    leaves_and_resumes(journey, holder)
    files(journey, holder)
    has_its_papers(journey, holder)

    agent = journey.agent("agent")
    takes_and_asks(journey, agent)
    answers(journey, holder)
    proposes(journey, agent)
    signatory = journey.agent("signatory", role="signatory")
    confirms(journey, signatory)
    reads_the_good_news(journey, holder)
    hands_over(journey, agent, holder)
    lets_others_check(journey, holder)

    others_see_nothing(journey)
    for seen in (holder, agent, signatory):
        assert not seen.complaints()


def comes_in(journey: Journey, holder: Visitor) -> None:
    holder.go("/")
    holder.follow("Commencer ou reprendre")
    letter = paths.enter(holder, journey.site, journey.held.email)
    holder.reads("Relier mon titre à mon compte")
    paths.attach(holder, journey.held, permit_number="CST999999999")
    holder.reads("Ces informations ne correspondent pas ensemble")
    assert holder.field("Numéro étranger").input_value() == journey.held.number
    paths.attach(holder, journey.held)
    holder.reads("Votre titre est relié à votre compte")
    holder.reads("Vous êtes en séjour régulier, au moins jusqu'au 21 février 2027.")

    holder.go(letter.links[0])
    holder.press("Entrer")
    holder.reads(f"Ce lien a déjà servi. Vous êtes dans l'espace de {journey.held.email}.")
    latecomer = journey.arrive("latecomer")
    latecomer.go(letter.links[0])
    latecomer.press("Entrer")
    latecomer.reads("Ce lien ne fonctionne plus : il a déjà servi ou il est trop ancien")


def prepares(journey: Journey, holder: Visitor) -> None:
    holder.go("/mon-espace/")
    holder.reads("Demandez le renouvellement de votre titre avant la fin du 23 décembre 2026")
    holder.press("Commencer ma demande")
    journey.reference = REFERENCE.search(holder.path).group()
    holder.field("Téléphone").fill("06 12 34 56 78")
    holder.press("Enregistrer et continuer")
    paths.give_piece(holder, 0)
    holder.reads(f"Reçu : {PIECES[0].label}")

    holder.follow(f"Ajouter : {PIECES[1].label}")
    holder.give(b"MZ\x90\x00 un programme", "titre.pdf", "application/pdf")
    holder.press("Envoyer cette pièce")
    holder.reads("Le contenu de ce fichier n'est ni un PDF, ni une photo (JPEG, PNG, HEIC ou WebP)")
    holder.give(contents.file_of(contents.sheet()), "titre.jpg", "image/jpeg")
    holder.press("Envoyer cette pièce")


def leaves_and_resumes(journey: Journey, holder: Visitor) -> None:
    holder.press("Se déconnecter")
    paths.enter(holder, journey.site, journey.held.email)
    holder.follow("Reprendre mon brouillon")
    assert holder.field("Téléphone").input_value() == "06 12 34 56 78"
    holder.press("Enregistrer et continuer")
    assert holder.page.get_by_text("reçue", exact=True).count() == 2
    for rank in range(2, len(PIECES)):
        paths.give_piece(holder, rank)


def files(journey: Journey, holder: Visitor) -> None:
    holder.follow("Continuer")
    holder.press("Déposer ma demande")
    holder.reads("Vérifier et déposer")
    holder.choose("Je déclare que ces informations sont exactes.")
    holder.press("Déposer ma demande")
    holder.reads("Où en est ma demande : déposée")
    holder.page.go_back()
    holder.look()
    holder.go(f"{journey.application}deposer/")
    holder.reads("Votre demande est déjà déposée : rien n'a été envoyé deux fois")


def has_its_papers(journey: Journey, holder: Visitor) -> None:
    holder.follow("Accusé de réception")
    name, text = paths.download(holder, journey.folder)
    assert name == f"accuse-{journey.reference}.pdf"
    assert "Votre demande a été reçue le 23 novembre 2026" in text
    assert journey.held.person.full_name in text
    holder.go("/mon-espace/documents/")
    holder.follow("Attestation de dépôt")
    _, text = paths.download(holder, journey.folder)
    assert "Cette attestation prouve le dépôt" in text

    letter = journey.site.post.wait_for(
        journey.held.email, f"Votre demande {journey.reference} est bien reçue"
    )
    assert letter.links == [f"{journey.site.url}{journey.application}"]
    holder.go("/mon-espace/messages/")
    holder.reads(letter.subject)


def takes_and_asks(journey: Journey, agent: Visitor) -> None:
    agent.reads("Dossiers, les droits en danger d'abord")
    agent.reads(journey.reference)
    agent.press("Prendre le dossier suivant")
    assert agent.path == journey.file
    agent.reads("Rendre le dossier")
    agent.reads("06 12 34 56 78")
    agent.follow("Demander des pièces")
    agent.page.get_by_label(re.compile(PIECES[2].label)).check()
    agent.field("À recevoir avant la fin du").fill("23/12/2026")
    agent.field("Message à la personne").fill("La facture a plus de six mois.")
    agent.press("Envoyer la demande")
    agent.reads("La demande de pièces est dans l'espace de la personne")


def answers(journey: Journey, holder: Visitor) -> None:
    letter = journey.site.post.wait_for(
        journey.held.email, "Des pièces vous sont demandées avant le 23 décembre 2026"
    )
    assert "La facture a plus de six mois." in letter.text
    holder.go(letter.links[0])
    holder.reads("Pièces à envoyer avant la fin du 23 décembre 2026")
    holder.press("Envoyer mes pièces à la préfecture")
    holder.reads("Il manque encore une pièce demandée. Ce que vous avez envoyé est gardé.")
    paths.give_piece(holder, 2)
    holder.press("Envoyer mes pièces à la préfecture")
    holder.reads("Vos pièces sont envoyées à la préfecture")
    holder.reads("Où en est ma demande : en cours d'instruction")
    holder.reads("Dossier consulté par un agent.")


def proposes(journey: Journey, agent: Visitor) -> None:
    agent.go(journey.file)
    agent.reads(f"{PIECES[2].label} — remise")
    agent.follow("Proposer d'accepter")
    agent.press("Proposer")
    agent.reads("Proposition enregistrée : une autre personne la confirmera")
    assert not agent.page.get_by_role("button", name="Confirmer la décision").count()


def confirms(journey: Journey, signatory: Visitor) -> None:
    signatory.follow("Décisions à confirmer")
    signatory.follow(journey.reference)
    signatory.press("Confirmer la décision")
    signatory.reads("Décision prise. La personne est prévenue.")


def reads_the_good_news(journey: Journey, holder: Visitor) -> None:
    journey.site.post.wait_for(journey.held.email, "Bonne nouvelle : votre demande est acceptée")
    holder.go(journey.application)
    holder.reads("Où en est ma demande : acceptée, carte en préparation")
    holder.follow("Attestation de décision favorable")
    _, text = paths.download(holder, journey.folder)
    assert "Ce document autorise son titulaire à travailler." in text
    assert "jusqu'à la remise de la carte" in text


def hands_over(journey: Journey, agent: Visitor, holder: Visitor) -> None:
    agent.go(journey.file)
    agent.press("Carte arrivée")
    journey.site.post.wait_for(journey.held.email, "Votre carte est prête")
    agent.follow("Remettre la carte")
    number = f"CST8{journey.held.permit.number[4:]}"
    agent.field("Numéro de la carte").fill(number)
    agent.field("Valable du").fill("23/11/2026")
    agent.field("Valable jusqu'au").fill("22/11/2028")
    agent.press("Carte remise")
    agent.reads("Carte remise : c'est désormais le titre détenu.")
    holder.go("/mon-espace/")
    holder.reads(number)
    holder.reads("22 novembre 2028")
    holder.reads("carte remise")


def lets_others_check(journey: Journey, holder: Visitor) -> None:
    holder.follow("Partager mes droits")
    holder.choose("Un employeur")
    holder.press("Créer le code")
    code = holder.page.locator(".code bdi").inner_text()
    employer = journey.arrive("employer")
    employer.go("/verifier/")
    for typed, born in ((f"{code[:-1]}0", "14/03/1985"), (code, "15/03/1985")):
        employer.field("Code de partage").fill(typed)
        employer.field("Date de naissance de la personne").first.fill(born)
        employer.press("Vérifier")
        employer.reads("Ce code et cette date de naissance ne donnent rien ensemble")
    employer.field("Code de partage").fill(code.lower().replace("-", " "))
    employer.field("Date de naissance de la personne").first.fill("14/03/1985")
    employer.press("Vérifier")
    answer = "Au 23 novembre 2026, le séjour est régulier, au moins jusqu'au 22 novembre 2028."
    employer.reads(answer)
    assert journey.held.person.family_name.upper() not in employer.text
    assert not employer.complaints()
    holder.go("/mon-espace/partage/")
    holder.reads("Vérifié le 23 novembre 2026")
    holder.reads(answer)


def others_see_nothing(journey: Journey) -> None:
    elsewhere = journey.agent("agent-elsewhere", prefecture="13")
    assert elsewhere.status_of(journey.file) == 404
    stranger = journey.arrive("stranger")
    paths.enter(stranger, journey.site, f"autre-{journey.held.email}")
    assert stranger.status_of(journey.file) == 404
    stranger.go("/mon-espace/rattacher/")
    paths.attach(stranger, paths.holder("", prefecture=journey.prefecture))
    stranger.reads("Votre titre est relié à votre compte")
    assert stranger.status_of(journey.application) == 404
    assert stranger.status_of(f"{journey.application}accuse/pdf/") == 404
