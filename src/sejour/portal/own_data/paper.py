"""All that is held about a person, on a signed paper; the same data is attached to it for programs."""

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sejour.core.words import in_words
from sejour.documents.checking import signature_checks
from sejour.documents.orders import PaperOrder
from sejour.portal.own_data.written import Data
from sejour.territory.selectors import zone_of

if TYPE_CHECKING:
    from sejour.identity.models import Person

TITLE = "Mes données"
FILE = "mes-donnees"
Columns = Mapping[str, str]
Section = dict[str, Any]

_FACTS: Mapping[str, tuple[str, Columns]] = {
    "identity": (
        "Identité",
        {
            "Nom de naissance": "family_name",
            "Prénoms": "given_names",
            "Nom d'usage": "usage_name",
            "Nom dans votre écriture": "native_name",
            "Sexe": "sex",
            "Date de naissance": "born",
            "Pays de naissance": "birth_country_name",
            "Nationalité": "nationality_name",
            "Numéro étranger": "foreigner_number",
        },
    ),
    "contact": (
        "Coordonnées",
        {
            "Adresse": "address",
            "Complément": "address_complement",
            "Code postal": "postal_code",
            "Commune": "city",
            "Téléphone": "phone",
            "Courriel du registre": "email",
            "Langue": "language",
            "Préfecture": "prefecture",
        },
    ),
    "account": (
        "Compte",
        {
            "Adresse e-mail": "email",
            "Ouvert le": "opened_at",
            "Dernière connexion": "last_sign_in_at",
        },
    ),
}
_TABLES: Mapping[str, tuple[str, Columns]] = {
    "permits": ("Titres", {"Du": "first_day", "Au": "last_day", "Numéro": "number", "Titre": "kind"}),
    "files": ("Fichiers que vous avez donnés", {"Reçu": "given_at", "Empreinte": "sha256", "Nom": "name"}),
    "corrections": (
        "Corrections demandées",
        {"Le": "asked_at", "Information": "what", "Avant": "before", "Demandé": "asked", "Réponse": "state"},
    ),
    "consultations": (
        "Agents qui ont ouvert votre dossier",
        {"Quand": "at", "Demande": "application", "Qui": "by"},
    ),
    "checks": (
        "Vérifications de vos droits",
        {"Quand": "at", "Moyen": "way", "Par": "by", "Réponse": "answer"},
    ),
    "share_codes": (
        "Codes de partage",
        {"Créé": "created_at", "Jusqu'au": "last_day", "Vérifications": "checks_made", "Pour": "purpose"},
    ),
    "bodies": (
        "Organismes abonnés à vos droits",
        {"Depuis": "since", "Jusqu'au": "last_day", "Pour": "purpose", "Organisme": "body"},
    ),
    "wallet": (
        "Portefeuilles numériques",
        {"Reçu": "received_at", "Jusqu'au": "expires_at", "Document": "document"},
    ),
    "messages": ("Messages", {"Écrit": "written_at", "État": "state", "Objet": "subject"}),
    "failed_attempts": (
        "Pannes de notre côté",
        {"Quand": "at", "Ticket": "ticket", "Ce qui a échoué": "what"},
    ),
}
_OF_AN_APPLICATION: Mapping[str, tuple[str, Columns]] = {
    "answers": ("Réponses", {"Question": "question", "Réponse": "answer"}),
    "corrected_answers": (
        "Réponses corrigées",
        {"Le": "at", "Question": "question", "Avant": "before", "Après": "after"},
    ),
    "pieces": ("Pièces", {"Remise": "given_at", "Empreinte": "sha256", "Pièce": "piece"}),
    "piece_requests": (
        "Pièces demandées",
        {"Le": "asked_on", "Jusqu'au": "due_on", "Répondue": "answered_on", "Pièces": "pieces"},
    ),
    "objections": (
        "Clôtures contestées",
        {"Le": "asked_at", "Réponse": "state", "Vos raisons": "reasons"},
    ),
    "documents": (
        "Documents délivrés",
        {"Numéro": "number", "Du": "first_day", "Au": "last_day", "Document": "kind"},
    ),
    "history": ("Ce qui s'est passé", {"Quand": "at", "Par": "who", "Quoi": "what"}),
}


def order_of(person: "Person", data: Data, *, on: date) -> PaperOrder:
    """Return the paper of a person's data, to be drawn; data that changed makes another paper."""
    text = json.dumps(data, ensure_ascii=False, indent=1)
    lasting = json.dumps({**data, "made_at": ""}, sort_keys=True) + on.isoformat()
    return PaperOrder(
        subject=f"own_data/{person.pk}/{sha256(lasting.encode()).hexdigest()[:16]}",
        person=person,
        content={**_content(person, data, on), "attachments": [_attached(text)]},
        name=f"{FILE}-{on.isoformat()}.pdf",
    )


def _attached(text: str) -> dict[str, str]:
    return {
        "name": f"{FILE}.json",
        "media_type": "application/json",
        "description": "Les mêmes données, lisibles par un programme.",
        "text": text,
    }


def _content(person: "Person", data: Data, on: date) -> Section:
    prefecture = person.prefecture
    number = f"D-{person.foreigner_number or person.pk}-{on:%Y%m%d}"
    return {
        "title": TITLE,
        "number": number,
        "made_on": f"Le {in_words(on)}",
        "authority": prefecture.name if prefecture else "Préfecture du domicile",
        "authority_address": prefecture.address if prefecture else "",
        "mention": "",
        "statement": (
            f"Voici tout ce que la plateforme enregistre de {person.full_name}, jusqu'au {in_words(on)}. "
            "Les heures sont celles de votre préfecture."
        ),
        "sections": [*_sections(data, zone_of(prefecture)), signature_checks()],
        "footer": f"{TITLE} {number}",
        "cover": None,
    }


def _sections(data: Data, zone: ZoneInfo) -> Iterator[Section]:
    for name, (title, columns) in _FACTS.items():
        facts = [
            {"name": label, "value": shown(column, data[name][column], zone)}
            for label, column in columns.items()
        ]
        yield {"title": title, "facts": [fact for fact in facts if fact["value"] != "—"]}
    for application in data["applications"]:
        yield from _application(application, zone)
    yield from _tables(data, _TABLES, zone)


def _application(application: Data, zone: ZoneInfo) -> Iterator[Section]:
    facts = {
        "Demande": f"{application['procedure']}, {application['ground']}",
        "Commencée": shown("begun_at", application["begun_at"], zone),
        "Déposée": shown("filed_on", application["filed_on"], zone),
        "Préfecture": application["prefecture"] or "—",
        "Décision": application["decision"].get("outcome", "aucune"),
    }
    title = f"Demande {application['reference']}"
    yield {"title": title, "facts": [{"name": name, "value": value} for name, value in facts.items()]}
    for section in _tables(application, _OF_AN_APPLICATION, zone):
        yield {**section, "title": f"{section['title']} ({application['reference']})"}


def _tables(data: Data, tables: Mapping[str, tuple[str, Columns]], zone: ZoneInfo) -> Iterator[Section]:
    for name, (title, columns) in tables.items():
        rows = [[shown(column, entry[column], zone) for column in columns.values()] for entry in data[name]]
        if rows:
            yield {"title": title, "table": {"head": list(columns), "rows": rows}}


_SHOWN_DIGEST = 16


def shown(column: str, value: Any, zone: ZoneInfo) -> str:
    """Return a value as a page shows it: days day first, an instant to the minute, the head of a digest."""
    if value in ("", None):
        return "—"
    if column == "sha256":
        return str(value)[:_SHOWN_DIGEST]
    if column == "born":
        return "/".join(reversed(str(value).split("-")))
    if column.endswith(("_on", "_day")):
        return f"{date.fromisoformat(value):%d/%m/%Y}"
    if column in ("at", "since") or column.endswith("_at"):
        return f"{datetime.fromisoformat(value).astimezone(zone):%d/%m/%Y %H:%M}"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value)
