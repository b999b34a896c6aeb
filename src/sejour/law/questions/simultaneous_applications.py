"""`simultaneous-applications`: may one more application be filed while others are pending?"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from sejour.law import simultaneous
from sejour.law.facts import Article
from sejour.law.findings import Reasons

NAME = "simultaneous-applications"
TITLE = "Puis-je déposer plusieurs demandes en même temps ?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The applications that are pending, and the one that is asked for."""

    pending: Annotated[
        tuple[Article, ...], "articles des demandes en cours ; une liste vide s'il n'y en a pas"
    ]
    asked: Annotated[Article, "article du titre demandé"]


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether one more application may be filed."""

    allowed: Annotated[bool, "la demande peut être déposée"]
    reasons: Reasons


def answer(facts: Facts, as_of: date) -> Answer:  # noqa: ARG001 - the rule has one version
    """Answer the question."""
    found = simultaneous.simultaneous_application(pending=facts.pending, asked=facts.asked)
    return Answer(found.allowed, found.reasons)
