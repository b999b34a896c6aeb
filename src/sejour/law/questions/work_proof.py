"""`work-proof`: which document proves the right to work on a day?"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from sejour.law import work_proof
from sejour.law.facts import in_order
from sejour.law.findings import Reasons
from sejour.law.kinds import PaperKind
from sejour.law.work_proof import Paper

NAME = "work-proof"
TITLE = "Quel document prouve que je peux travailler ?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The day, and the documents held."""

    on: Annotated[date | None, "jour où le droit de travailler doit être prouvé"] = None
    documents: Annotated[tuple[Paper, ...], "titres et documents provisoires détenus"]


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether the right to work is proved, and by which document."""

    allowed: Annotated[bool, "le droit de travailler est prouvé ce jour-là"]
    document: Annotated[PaperKind | None, "document qui le prouve, le plus durable s'il y en a plusieurs"]
    reasons: Reasons


def answer(facts: Facts, as_of: date) -> Answer:  # noqa: ARG001 - the list has one version
    """Answer the question."""
    for index, paper in enumerate(facts.documents):
        in_order("from", paper.from_, f"documents[{index}].until", paper.until)
    found = work_proof.work_proof(on=facts.on, papers=facts.documents)
    return Answer(found.kind is not None, found.kind, found.reasons)
