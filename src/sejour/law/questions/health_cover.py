"""`health-cover`: until when is health cover kept after the end of a document?"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from sejour.law import health_cover
from sejour.law.findings import Reasons

NAME = "health-cover"
TITLE = "Jusqu'à quand mon assurance maladie est-elle maintenue ?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The end of the document, and whether a removal is final."""

    document_expired_on: Annotated[date, "dernier jour du titre ou du document"]
    removal_final: Annotated[bool, "une mesure d'éloignement est devenue définitive"] = False


@dataclass(frozen=True, slots=True)
class Answer:
    """The last day of cover."""

    kept_until: Annotated[date, "dernier jour où l'assurance maladie ne peut pas être fermée"]
    reasons: Reasons


def answer(facts: Facts, as_of: date) -> Answer:  # noqa: ARG001 - the document names the day of the law
    """Answer the question with the law in force on the last day of the document."""
    found = health_cover.health_cover(
        document_expired_on=facts.document_expired_on, removal_final=facts.removal_final
    )
    return Answer(found.kept_until, found.reasons)
