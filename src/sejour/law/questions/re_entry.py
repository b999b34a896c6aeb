"""`re-entry`: with which document does a traveller come back to France?"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from sejour.law import travel
from sejour.law.findings import Reasons
from sejour.law.kinds import ReEntry, TravelPaper

NAME = "re-entry"
TITLE = "Puis-je revenir en France avec ce document ?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The document shown at the border, the end of the permit, and the day of the return."""

    document: Annotated[TravelPaper, "document montré à la frontière, avec le passeport"]
    expired_on: Annotated[date | None, "dernier jour du titre de séjour"] = None
    on: Annotated[date | None, "jour du retour ; nécessaire si la fin du titre décide"] = None


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether the traveller comes back, and with which visa."""

    answer: Annotated[ReEntry, "oui, avec un visa de retour, ou avec un nouveau visa d'entrée"]
    reasons: Reasons


def answer(facts: Facts, as_of: date) -> Answer:  # noqa: ARG001 - the return names the day of the law
    """Answer the question with the law in force on the day of the return."""
    found = travel.re_entry(paper=facts.document, expired_on=facts.expired_on, on=facts.on)
    return Answer(found.answer, found.reasons)
