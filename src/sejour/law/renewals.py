"""How many times a carte temporaire is renewed with the same mention (L.433-1-1)."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from sejour.law.facts import needed
from sejour.law.findings import Reason, Reasons
from sejour.law.tables import RENEWAL_LIMIT, RenewalLimit, rule

_EXEMPT = Reason(
    rule("R-NEW-01"), "Vous êtes dispensé du contrat d'intégration : aucune limite ne vaut pour votre carte."
)
_OTHER_CARD = Reason(
    rule("R-NEW-01"), "La limite ne vaut que pour les cartes temporaires, et la vôtre est d'une autre sorte."
)
_NOT_YET = Reason(rule("R-NEW-01"), "Aucune limite n'existait ce jour-là.")
_OTHER_WAY = Reason(
    rule("R-NEW-01"), "Vous pouvez demander une carte plus longue, ou une carte pour une autre raison."
)


@cache
def _limited(renewals: int) -> Reason:
    because = f"La même carte temporaire se renouvelle {renewals} fois de suite au plus."
    return Reason(rule("R-NEW-01"), because)


@dataclass(frozen=True, slots=True)
class RenewalsLeft:
    """Whether one more renewal is allowed, how many are left (None: no limit), and why."""

    allowed: bool
    left: int | None
    reasons: Reasons


def renewals_left(
    *, article: str, renewals_same_mention: int | None, exempt_from_integration_contract: bool, on: date
) -> RenewalsLeft:
    """Answer whether a carte temporaire may be renewed once more with the same mention.

    Raises FactError where the number of renewals decides and is not given.
    """
    version = RENEWAL_LIMIT.on(on)
    limit = version.renewals
    if limit is None:
        return RenewalsLeft(True, None, (_NOT_YET,))
    escape = _escape(article, exempt_from_integration_contract, version)
    if escape is not None:
        return RenewalsLeft(True, None, (escape,))
    left = max(limit - needed("renewals_same_mention", renewals_same_mention), 0)
    reasons: Reasons = (_limited(limit),) if left else (_limited(limit), _OTHER_WAY)
    return RenewalsLeft(left > 0, left, reasons)


def _escape(article: str, exempt: bool, limit: RenewalLimit) -> Reason | None:
    if article in limit.other_cards:
        return _OTHER_CARD
    return _EXEMPT if exempt or article in limit.exempt else None
