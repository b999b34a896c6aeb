"""`grace`: does the expired card still prove rights, and until when?"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from sejour.law import grace
from sejour.law.facts import Departement, in_order, needed
from sejour.law.findings import Reasons
from sejour.law.kinds import PermitKind

NAME = "grace"
TITLE = "Ma carte expirée prouve-t-elle encore mes droits ?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The card, its renewal, and the decision if there is one (`decided_on`: its notification)."""

    held_kind: Annotated[PermitKind, "sorte de carte détenue"]
    held_until: Annotated[date | None, "dernier jour de la carte ; inutile si elle ne garde rien"] = None
    filed_on: Annotated[date | None, "jour de la demande ; inutile si la carte ne garde rien"] = None
    held_years: Annotated[int | None, "durée de la carte, en années ; nécessaire si elle décide"] = None
    decided_on: Annotated[date | None, "jour de la notification de la décision"] = None
    departement: Annotated[Departement | None, "département de la préfecture"] = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The days of grace, both included, and the rights kept; None and false where there is none."""

    from_: Annotated[date | None, "premier jour où la carte expirée prouve encore ; vide si aucun"]
    until: Annotated[date | None, "dernier jour où elle prouve encore"]
    stay: Annotated[bool, "elle prouve le séjour"]
    work: Annotated[bool, "elle garde le droit de travailler"]
    social: Annotated[bool, "elle garde les droits sociaux"]
    reasons: Reasons


def answer(facts: Facts, as_of: date) -> Answer:
    """Answer the question with the law in force on the last day of the card, on `as_of` if it is not told."""
    in_order("filed_on", facts.filed_on, "decided_on", facts.decided_on)
    found = grace.closed_to(
        held_kind=facts.held_kind,
        held_years=facts.held_years,
        departement=facts.departement,
        on=facts.held_until or as_of,
    ) or grace.grace(
        held_kind=facts.held_kind,
        held_years=facts.held_years,
        held_until=needed("held_until", facts.held_until),
        filed_on=needed("filed_on", facts.filed_on),
        decided_on=facts.decided_on,
        departement=facts.departement,
    )
    if found.period is None:
        return Answer(None, None, False, False, False, found.reasons)
    return Answer(found.period.first_day, found.period.last_day, True, True, True, found.reasons)
