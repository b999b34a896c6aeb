"""When an electronic filing must be acknowledged (CRPA L.112-11, R.112-11-1, R.112-11-2)."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from sejour.law.findings import Reason, Reasons
from sejour.law.tables import parameter, rule, zone_of

_WORKING_DAYS = Reason(
    rule("R-TIM-06"), "Les samedis, les dimanches et les jours fériés du lieu ne comptent pas."
)


@cache
def _due(registration: int, full: int) -> Reason:
    because = (
        f"Un accusé d'enregistrement vous est dû sous {registration} jour ouvré, "
        f"et l'accusé de réception complet sous {full} jours ouvrés."
    )
    return Reason(rule("R-RCP-01"), because)


@dataclass(frozen=True, slots=True)
class ReceiptDue:
    """Last days on which the registration receipt and the full receipt may come."""

    registration_by: date
    full_receipt_by: date
    reasons: Reasons


def receipt_due(*, received_on: date, departement: str | None = None) -> ReceiptDue:
    """Answer by when an electronic filing must be acknowledged, in working days of the place."""
    zone = zone_of(departement)
    registration = parameter("registration_receipt_working_days", received_on)
    full = parameter("full_receipt_working_days", received_on)
    return ReceiptDue(
        zone.add_working_days(received_on, registration),
        zone.add_working_days(received_on, full),
        (_due(registration, full), _WORKING_DAYS),
    )
