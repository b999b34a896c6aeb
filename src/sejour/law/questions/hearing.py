"""`hearing`: must the person be heard before the decision?"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from sejour.law import hearings
from sejour.law.findings import Reasons
from sejour.law.kinds import HearingAct

NAME = "hearing"
TITLE = "Dois-je être entendu avant la décision ?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The act."""

    act: Annotated[HearingAct, "retrait d'un titre, ou refus d'une demande"]


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether the person must be heard."""

    required: Annotated[bool, "la personne doit d'abord pouvoir dire son avis"]
    reasons: Reasons


def answer(facts: Facts, as_of: date) -> Answer:  # noqa: ARG001 - the rule has one version
    """Answer the question."""
    found = hearings.hearing(facts.act)
    return Answer(found.required, found.reasons)
