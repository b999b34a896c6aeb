"""How long health cover outlives a document (CSS R.111-4)."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from sejour.law.findings import Reason, Reasons
from sejour.law.periods import add_months
from sejour.law.sources import Certainty
from sejour.law.tables import parameter, rule

# "The end of the sixth month that follows" the day of expiry is read from day to day, as the funds do; others
# go on to the end of the calendar month. Nobody is told a later day than the sure one.
_DOUBT = Certainty.MEDIUM


@cache
def _kept(months: int) -> Reason:
    because = (
        f"Votre assurance maladie ne peut pas être fermée dans les {months} mois "
        "qui suivent la fin de votre document."
    )
    return Reason(rule("R-SOC-02"), because, _DOUBT)


@cache
def _removal(months: int) -> Reason:
    because = (
        f"Une mesure d'éloignement est définitive : l'assurance maladie ne va que {months} mois "
        "après la fin de votre document."
    )
    return Reason(rule("R-SOC-02"), because, _DOUBT)


@dataclass(frozen=True, slots=True)
class HealthCover:
    """The last day on which cover cannot be closed, and why."""

    kept_until: date
    reasons: Reasons


def health_cover(*, document_expired_on: date, removal_final: bool = False) -> HealthCover:
    """Answer until when health cover is kept after the end of a document; no weekend moves that day."""
    if removal_final:
        months = parameter("health_cover_months_before_removal", document_expired_on)
        return HealthCover(add_months(document_expired_on, months), (_removal(months),))
    months = parameter("health_cover_months", document_expired_on)
    return HealthCover(add_months(document_expired_on, months), (_kept(months),))
