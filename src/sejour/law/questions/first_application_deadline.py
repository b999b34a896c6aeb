"""`first-application-deadline`: until when must a first application be filed?"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from sejour.law import first_application
from sejour.law.findings import Reasons
from sejour.law.kinds import FirstBasis

NAME = "first-application-deadline"
TITLE = "Jusqu'à quand déposer ma première demande ?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What opens the time to file, and its day."""

    basis: Annotated[FirstBasis, "ce qui fait courir le délai : entrée, majorité, perte de la nationalité…"]
    date_: Annotated[date, "jour de l'entrée, de la naissance, ou de la perte opposable de la nationalité"]


@dataclass(frozen=True, slots=True)
class Answer:
    """The last day to file."""

    closes: Annotated[date, "dernier jour pour déposer la demande"]
    reasons: Reasons


def answer(facts: Facts, as_of: date) -> Answer:
    """Answer the question with the law in force on the day told; on `as_of`, for a birth."""
    found = first_application.first_deadline(basis=facts.basis, day=facts.date_, on=as_of)
    return Answer(found.last_day, found.reasons)
