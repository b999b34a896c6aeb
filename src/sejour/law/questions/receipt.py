"""`receipt`: by when must an electronic filing be acknowledged?"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from sejour.law import receipts
from sejour.law.facts import Departement
from sejour.law.findings import Reasons

NAME = "receipt"
TITLE = "Quand dois-je recevoir un accusé de réception ?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The day on which the filing arrived, and where."""

    received_on: Annotated[date, "jour où la demande est arrivée"]
    departement: Annotated[Departement | None, "département, pour ses jours fériés"] = None


@dataclass(frozen=True, slots=True)
class Answer:
    """Last days for the registration receipt and for the full receipt."""

    registration_by: Annotated[date, "dernier jour de l'accusé d'enregistrement"]
    full_receipt_by: Annotated[date, "dernier jour de l'accusé de réception complet"]
    reasons: Reasons


def answer(facts: Facts, as_of: date) -> Answer:  # noqa: ARG001 - the filing names the day of the law
    """Answer the question with the law in force on the day of receipt."""
    found = receipts.receipt_due(received_on=facts.received_on, departement=facts.departement)
    return Answer(found.registration_by, found.full_receipt_by, found.reasons)
