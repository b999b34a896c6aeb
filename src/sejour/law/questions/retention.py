"""`retention`: when is what is kept of a person erased?"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from sejour.law import retention
from sejour.law.facts import needed
from sejour.law.findings import Reasons
from sejour.law.kinds import Record

NAME = "retention"
TITLE = "Quand mes données sont-elles effacées ?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is kept, and the day from which its time counts."""

    kind: Annotated[Record, "dossier de la personne, ou trace d'une consultation"]
    permit_expired_on: Annotated[date | None, "fin du dernier titre ; nécessaire pour un dossier"] = None
    logged_on: Annotated[date | None, "jour de la consultation ; nécessaire pour sa trace"] = None
    updated_on: Annotated[date | None, "dernière mise à jour du dossier"] = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The day of the erasure."""

    erase_on: Annotated[date, "jour où les données sont effacées"]
    reasons: Reasons


def answer(facts: Facts, as_of: date) -> Answer:  # noqa: ARG001 - what is kept names the day of the law
    """Answer the question with the law in force on the day from which the time counts."""
    if facts.kind is Record.ACCESS_LOG:
        found = retention.access_log_retention(logged_on=needed("logged_on", facts.logged_on))
    else:
        found = retention.file_retention(
            permit_expired_on=needed("permit_expired_on", facts.permit_expired_on),
            updated_on=facts.updated_on,
        )
    return Answer(found.erase_on, found.reasons)
