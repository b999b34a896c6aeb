"""What a change of address demands (R.431-23)."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from sejour.law.facts import needed
from sejour.law.findings import Reason, Reasons
from sejour.law.periods import add_months
from sejour.law.tables import parameter, rule

_PENDING = Reason(
    rule("R-SUB-12"), "Une demande en cours n'empêche pas d'enregistrer votre nouvelle adresse."
)
_ANY_TIME = Reason(rule("INV-8"), "Votre nouvelle adresse peut être enregistrée dès maintenant.")


@cache
def _declare(months: int) -> Reason:
    because = f"Votre nouvelle adresse se déclare dans les {months} mois qui suivent votre installation."
    return Reason(rule("R-TEL-14"), because)


@cache
def _no_duty(years: int) -> Reason:
    because = f"Un titre de {years} an ou moins n'oblige pas à déclarer l'adresse ; dites-la quand même."
    return Reason(rule("R-TEL-14"), because)


@dataclass(frozen=True, slots=True)
class AddressChange:
    """The last day to declare a new address, None where nothing obliges to, and why."""

    declare_by: date | None
    reasons: Reasons


def address_change(
    *, moved_on: date | None, permit_years: int, on: date, pending_application: bool = False
) -> AddressChange:
    """Answer until when a new address must be declared.

    Raises FactError where the day of the move decides and is not given.
    """
    recorded = _PENDING if pending_application else _ANY_TIME
    years = parameter("address_change_permit_years", moved_on or on)
    if permit_years <= years:
        return AddressChange(None, (_no_duty(years), recorded))
    day = needed("moved_on", moved_on)
    months = parameter("address_change_months", day)
    return AddressChange(add_months(day, months), (_declare(months), recorded))
