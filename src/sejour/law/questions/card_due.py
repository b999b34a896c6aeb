"""`card-due`: by when must a card be issued?"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from sejour.law import cards
from sejour.law.findings import Reasons
from sejour.law.kinds import CardStatus

NAME = "card-due"
TITLE = "À quelle date ma carte doit-elle m'être délivrée ?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The status of the person, and the day from which the time counts."""

    status: Annotated[CardStatus, "réfugié, protection subsidiaire, famille d'un citoyen de l'Union"]
    date_: Annotated[date, "jour de la décision sur la protection, ou de la demande de la famille"]


@dataclass(frozen=True, slots=True)
class Answer:
    """The last day to issue the card."""

    by: Annotated[date, "dernier jour pour délivrer la carte"]
    reasons: Reasons


def answer(facts: Facts, as_of: date) -> Answer:  # noqa: ARG001 - the facts name the day of the law
    """Answer the question with the law in force on the day from which the time counts."""
    found = cards.card_due(status=facts.status, day=facts.date_)
    return Answer(found.by, found.reasons)
