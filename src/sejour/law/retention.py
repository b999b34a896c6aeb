"""When what is kept of a person is erased (R.142-21, R.142-22)."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from sejour.law.findings import Reason, Reasons
from sejour.law.periods import add_period
from sejour.law.tables import parameter, rule

_UPDATED = Reason(
    rule("R-DAT-05"), "Une demande ou un changement important après la fin du titre fait repartir ce temps."
)


@cache
def _file(years: int) -> Reason:
    return Reason(rule("R-DAT-05"), f"Le dossier est effacé {years} ans après la fin du titre.")


@cache
def _log(years: int) -> Reason:
    return Reason(rule("R-DAT-07"), f"La trace d'une consultation est gardée {years} ans.")


@dataclass(frozen=True, slots=True)
class Retention:
    """The day of the erasure, and why."""

    erase_on: date
    reasons: Reasons


def file_retention(*, permit_expired_on: date, updated_on: date | None = None) -> Retention:
    """Answer when a file is erased: so many years after the permit, or after its last update if later."""
    years = parameter("file_retention_years", permit_expired_on)
    if updated_on is None or updated_on <= permit_expired_on:
        return Retention(add_period(permit_expired_on, years=years), (_file(years),))
    return Retention(add_period(updated_on, years=years), (_file(years), _UPDATED))


def access_log_retention(*, logged_on: date) -> Retention:
    """Answer when the trace of a consultation is erased."""
    years = parameter("access_log_retention_years", logged_on)
    return Retention(add_period(logged_on, years=years), (_log(years),))
