"""`closing`: may an incomplete file be closed without a decision?"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from sejour.law import closure
from sejour.law.closure import MissingPiece, NamedRequest
from sejour.law.facts import in_order
from sejour.law.findings import Reasons

NAME = "closing"
TITLE = "Mon dossier peut-il être clos parce qu'il est incomplet ?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The day of the closing, what the file lacks, and what was asked for."""

    on: Annotated[date | None, "jour de la clôture ; inutile si une autre garantie manque déjà"] = None
    missing: Annotated[tuple[MissingPiece, ...], "pièces que le dossier ne contient pas"]
    requests: Annotated[
        tuple[NamedRequest, ...] | None, "demandes de pièces faites ; inutile si le dossier est complet"
    ] = None
    reasons_written: Annotated[bool, "les raisons de la clôture sont écrites"] = False


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether the file may be closed, and whether a judge can be asked about it."""

    allowed: Annotated[bool, "la clôture est permise"]
    challengeable: Annotated[bool, "la clôture se conteste devant le juge"]
    reasons: Reasons


def answer(facts: Facts, as_of: date) -> Answer:  # noqa: ARG001 - the rules have no dated part
    """Answer the question."""
    for index, request in enumerate(facts.requests or ()):
        in_order("asked_on", request.asked_on, f"requests[{index}].due_on", request.due_on)
    found = closure.closure(
        on=facts.on,
        missing=facts.missing,
        requests=facts.requests,
        reasons_written=facts.reasons_written,
    )
    return Answer(found.allowed, found.challengeable, found.reasons)
