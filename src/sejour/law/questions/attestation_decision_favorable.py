"""`attestation-decision-favorable`: what proves the stay until the card is handed over?"""

from dataclasses import dataclass
from datetime import date

from sejour.law import favorable
from sejour.law.facts import in_order
from sejour.law.findings import Reasons

NAME = "attestation-decision-favorable"
TITLE = "Ma demande est acceptée : quel document jusqu'à la carte ?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The decision, the right to work that the granted permit gives, and the hand-over."""

    decided_on: date
    granted_allows_work: bool = False
    handed_over_on: date | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The days of the attestation (`until` None while the card is not handed over) and its rights."""

    from_: date
    until: date | None
    stay: bool
    work: bool
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
