"""`appeal`: until when can a refusal be challenged in court?"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from sejour.law import appeals
from sejour.law.facts import Departement, in_order, needed
from sejour.law.findings import Reasons
from sejour.law.kinds import Decision

NAME = "appeal"
TITLE = "Jusqu'à quand puis-je contester un refus ?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The decision, what was done about it since, and where the person and the court are."""

    decision: Annotated[Decision, "refus écrit, refus avec obligation de quitter la France, refus implicite"]
    date_: Annotated[date, "jour de la notification du refus, ou de la naissance du refus implicite"]
    receipt_complete: Annotated[bool, "un accusé de réception complet a été remis"] = False
    administrative_appeal_received_on: Annotated[date | None, "réception d'un recours administratif"] = None
    reasons_asked_on: Annotated[date | None, "jour où les motifs du refus implicite ont été demandés"] = None
    reasons_given_on: Annotated[date | None, "jour où ces motifs ont été donnés"] = None
    overseas: Annotated[bool, "le tribunal est en métropole et vous outre-mer, ou l'inverse"] = False
    abroad: Annotated[bool, "vous demeurez à l'étranger"] = False
    departement: Annotated[Departement | None, "département du tribunal, pour ses jours fériés"] = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The last day to go to court, and what may change it."""

    until: Annotated[date | None, "dernier jour pour saisir le juge ; vide tant qu'aucun ne vaut"]
    extendable: Annotated[bool, "un recours administratif arrête ce délai"]
    opposable: Annotated[bool, "le délai peut vous être opposé"]
    reasons_due_on: Annotated[date | None, "dernier jour pour donner les motifs demandés"]
    reasons: Reasons


def answer(facts: Facts, as_of: date) -> Answer:  # noqa: ARG001 - the decision names the day of the law
    """Answer the question with the law in force on the day of the decision."""
    in_order(
        "date", facts.date_, "administrative_appeal_received_on", facts.administrative_appeal_received_on
    )
    in_order("date", facts.date_, "reasons_asked_on", facts.reasons_asked_on)
    if facts.reasons_given_on is not None:
        asked_on = needed("reasons_asked_on", facts.reasons_asked_on)
        in_order("reasons_asked_on", asked_on, "reasons_given_on", facts.reasons_given_on)
    found = appeals.appeal(
        decision=facts.decision,
        day=facts.date_,
        receipt_complete=facts.receipt_complete,
        administrative_appeal_received_on=facts.administrative_appeal_received_on,
        reasons_asked_on=facts.reasons_asked_on,
        reasons_given_on=facts.reasons_given_on,
        overseas=facts.overseas,
        abroad=facts.abroad,
        departement=facts.departement,
    )
    return Answer(found.until, found.extendable, found.opposable, found.reasons_due_on, found.reasons)
