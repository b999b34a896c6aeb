"""By when a card must be issued (R.233-15, R.233-17, R.424-1, R.424-7)."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from sejour.law.findings import Reason, Reasons
from sejour.law.kinds import CardStatus
from sejour.law.periods import add_months
from sejour.law.tables import parameter, rule


@cache
def _protected(months: int) -> Reason:
    because = f"La carte vous est due dans les {months} mois qui suivent la décision sur votre protection."
    return Reason(rule("R-REF-01"), because)


@cache
def _eu_family(months: int) -> Reason:
    because = f"La carte de la famille d'un citoyen de l'Union est due dans les {months} mois de la demande."
    return Reason(rule("R-DEP-12"), because)


@dataclass(frozen=True, slots=True)
class CardDue:
    """The last day to issue a card, and why."""

    by: date
    reasons: Reasons


def card_due(*, status: CardStatus, day: date) -> CardDue:
    """Answer by when a card must be issued; `day` is that of the recognition, or of the application."""
    if status is CardStatus.EU_FAMILY:
        months = parameter("eu_family_card_months", day)
        return CardDue(add_months(day, months), (_eu_family(months),))
    months = parameter("protected_card_months", day)
    return CardDue(add_months(day, months), (_protected(months),))
