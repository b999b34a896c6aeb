"""What all papers of an application share: who writes, to whom, which service answers, where to appeal."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sejour.applications.models import Application
from sejour.core.words import in_words
from sejour.documents.covers import Told, cover
from sejour.law.acts import articles_of
from sejour.law.pieces import ground_of
from sejour.law.tables import parameter

Section = dict[str, Any]
# The contact centre for people, free of charge: known to every prefecture's papers.
CONTACT_CENTRE = "0 806 001 620"


def letter(
    application: Application,
    told: Told,
    *,
    made_on: date,
    statement: str,
    sections: Sequence[Section],
    mention: str = "",
) -> dict[str, Any]:
    """Return the words of a paper; `told` says the same to the cover in the language of the person."""
    prefecture = application.prefecture
    return {
        "title": told.title,
        "number": told.number,
        "made_on": f"Le {in_words(made_on)}",
        "authority": prefecture.name if prefecture else "Préfecture du domicile",
        "authority_address": prefecture.address if prefecture else "",
        "mention": mention,
        "statement": statement,
        "sections": list(sections),
        "footer": f"{told.title} {told.number}",
        "cover": cover(application.person.language, told),
    }


def holder(application: Application, *, title: str = "Titulaire") -> Section:
    """Return who the paper is about."""
    person = application.person
    facts = [
        {"name": "Nom et prénoms", "value": person.full_name},
        {"name": "Date de naissance", "value": person.born_on_text or "non connue"},
        {"name": "Numéro étranger", "value": person.foreigner_number or "non attribué"},
        {"name": "Demande", "value": f"{application.reference} ({asked_by(application)})"},
    ]
    return {"title": title, "facts": facts}


def asked_by(application: Application) -> str:
    """Return what an application asks for: the procedure and the ground."""
    return f"{application.get_procedure_display()}, {ground_of(application.article)}"


def service(application: Application) -> Section:
    """Return the service in charge, with its address and telephone (CRPA R.112-11-1)."""
    prefecture = application.prefecture
    facts = [
        {"name": "Service", "value": prefecture.name if prefecture else "à déterminer"},
        {"name": "Adresse", "value": (prefecture.address if prefecture else "") or "non connue à ce jour"},
        {"name": "Téléphone", "value": (prefecture.phone if prefecture else "") or CONTACT_CENTRE},
    ]
    return {"title": "Le service chargé de votre demande", "facts": facts}


def cited(act: str, on: date) -> str:
    """Return the articles that an act rests on, each with its code."""
    articles = articles_of(act, on)
    return ", ".join(article if article[0] == "C" else f"CESEDA {article}" for article in articles)


def court_of(application: Application) -> str:
    """Return the administrative court of an application, with its address where it is known."""
    prefecture = application.prefecture
    if prefecture is None or not prefecture.court:
        return "tribunal administratif de votre ressort"
    address = f" ({prefecture.court_address})" if prefecture.court_address else ""
    return f"tribunal administratif de {prefecture.court}{address}"


def appeals(application: Application, on: date, *, until: date | None = None) -> list[str]:
    """Return the ways to challenge a decision; `until` is the last day to go to court, where it is known."""
    limit = (
        f"jusqu'au {in_words(until)}"
        if until
        else f"dans les {parameter('appeal_months', on)} mois qui suivent le jour où vous l'avez reçue"
    )
    return [
        "Demander au préfet de revoir sa décision (recours gracieux), ou au ministre de l'intérieur (recours "
        "hiérarchique), dans le même délai : le délai ci-dessous est alors arrêté.",
        f"Saisir le {court_of(application)}, {limit}, sur telerecours.fr ou par courrier.",
        "Une association ou un avocat peut vous aider ; l'aide juridictionnelle peut payer l'avocat.",
    ]
