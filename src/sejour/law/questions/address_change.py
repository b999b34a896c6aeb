"""`address-change`: until when must a new address be declared?"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from sejour.law import moves
from sejour.law.findings import Reasons

NAME = "address-change"
TITLE = "Jusqu'à quand déclarer ma nouvelle adresse ?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The move, the permit, and whether an application is pending."""

    moved_on: Annotated[date | None, "jour de l'installation ; inutile si rien n'oblige à la déclarer"] = None
    permit_years: Annotated[int, "durée du titre, en années entières"]
    pending_application: Annotated[bool, "une demande est en cours"] = False


@dataclass(frozen=True, slots=True)
class Answer:
    """The last day to declare; the new address may always be recorded at once."""

    declare_by: Annotated[date | None, "dernier jour pour déclarer l'adresse ; vide si rien n'y oblige"]
    may_be_recorded_now: Annotated[bool, "l'adresse peut être enregistrée dès maintenant"]
    reasons: Reasons


def answer(facts: Facts, as_of: date) -> Answer:
    """Answer the question with the law in force on the day of the move, on `as_of` if it is not told."""
    found = moves.address_change(
        moved_on=facts.moved_on,
        permit_years=facts.permit_years,
        pending_application=facts.pending_application,
        on=as_of,
    )
    return Answer(found.declare_by, True, found.reasons)
