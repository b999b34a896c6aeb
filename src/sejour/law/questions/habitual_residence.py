"""`habitual-residence`: does the person habitually reside in France?"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from sejour.law import residence
from sejour.law.findings import Reasons
from sejour.law.residence import MonthsByYear

NAME = "habitual-residence"
TITLE = "Ma résidence en France est-elle habituelle ?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The filing, and the time spent in France."""

    filed_on: Annotated[date, "jour du dépôt de la demande"]
    months_in_france: Annotated[MonthsByYear, "mois passés en France, par année civile"]


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether residence is habitual; None where a year that counts is not told."""

    met: Annotated[bool | None, "la résidence est habituelle ; vide s'il manque une année qui compte"]
    reasons: Reasons


def answer(facts: Facts, as_of: date) -> Answer:  # noqa: ARG001 - the filing names the day of the law
    """Answer the question with the law in force on the day of filing."""
    found = residence.habitual_residence(filed_on=facts.filed_on, months_in_france=facts.months_in_france)
    return Answer(found.met, found.reasons)
