"""`attestation-decision-favorable`: what proves the stay until the card is handed over?"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from sejour.law import favorable
from sejour.law.facts import in_order
from sejour.law.findings import Reasons

NAME = "attestation-decision-favorable"
TITLE = "Ma demande est acceptée : quel document jusqu'à la carte ?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The decision, the right to work that the granted permit gives, and the hand-over."""

    decided_on: Annotated[date, "jour de la décision favorable"]
    granted_allows_work: Annotated[bool, "le titre accordé permet de travailler"] = False
    handed_over_on: Annotated[date | None, "jour de la remise de la carte ; vide avant elle"] = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The days of the attestation (`until` None while the card is not handed over) and its rights."""

    from_: Annotated[date, "premier jour de l'attestation"]
    until: Annotated[date | None, "dernier jour : celui de la remise ; vide avant elle"]
    stay: Annotated[bool, "elle prouve le séjour"]
    work: Annotated[bool, "elle permet de travailler"]
    reasons: Reasons


def answer(facts: Facts, as_of: date) -> Answer:  # noqa: ARG001 - the decision names the day of the law
    """Answer the question with the law in force on the day of the decision."""
    in_order("decided_on", facts.decided_on, "handed_over_on", facts.handed_over_on)
    found = favorable.attestation_decision_favorable(
        decided_on=facts.decided_on,
        granted_allows_work=facts.granted_allows_work,
        handed_over_on=facts.handed_over_on,
    )
    return Answer(found.first_day, found.last_day, True, found.work, found.reasons)
