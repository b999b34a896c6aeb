"""With which papers a traveller comes back to France (L.414-2, R.431-8)."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from sejour.law.facts import needed
from sejour.law.findings import Reason, Reasons
from sejour.law.kinds import ReEntry, TravelPaper
from sejour.law.periods import add_months
from sejour.law.tables import parameter, rule

_ENOUGH = {
    TravelPaper.PERMIT: "Votre titre est valable : il permet de revenir avec votre passeport.",
    TravelPaper.ATTESTATION_PROLONGATION_RENEWAL: (
        "L'attestation d'un renouvellement permet de revenir, avec le titre expiré et votre passeport."
    ),
    TravelPaper.RECEPISSE_RENEWAL: (
        "Le récépissé d'un renouvellement permet de revenir, avec le titre expiré et votre passeport."
    ),
    TravelPaper.ATTESTATION_DECISION_FAVORABLE: (
        "L'attestation de décision favorable permet de revenir avec votre passeport."
    ),
}
_OF_FIRST_APPLICATION = frozenset({TravelPaper.ATTESTATION_PROLONGATION_FIRST, TravelPaper.RECEPISSE_FIRST})
_FIRST = Reason(
    rule("R-TRV-03"), "Le document d'une première demande ne suffit pas : il faut un visa de retour."
)
_DEPOSIT = Reason(rule("R-TRV-03"), "L'attestation de dépôt ne permet pas de revenir par elle-même.")
_NO_VISA_KNOWN = Reason(
    rule("R-TRV-03"), "Sans titre précédent, il faut un visa de retour pour revenir avec elle."
)
_GRACE = Reason(
    rule("R-TRV-04"),
    "Même pendant les mois où une carte longue expirée garde ses droits, ne partez pas avec elle seule.",
)


@cache
def _enough(paper: TravelPaper) -> Reason:
    return Reason(rule("R-TRV-02"), _ENOUGH[paper])


@cache
def _return_visa(months: int) -> Reason:
    because = f"Votre titre est fini depuis {months} mois au plus : il faut un visa de retour."
    return Reason(rule("R-TRV-03"), because)


@cache
def _entry_visa(months: int) -> Reason:
    because = f"Votre titre est fini depuis plus de {months} mois : il faut un nouveau visa d'entrée."
    return Reason(rule("R-TRV-03"), because)


@dataclass(frozen=True, slots=True)
class Return:
    """Whether a traveller comes back, with which visa, and why."""

    answer: ReEntry
    reasons: Reasons


def re_entry(*, paper: TravelPaper, expired_on: date | None = None, on: date | None = None) -> Return:
    """Answer whether a paper lets its holder come back on a day; `expired_on` is the end of the permit.

    Raises FactError where a day decides and is not given.
    """
    if paper in _OF_FIRST_APPLICATION:
        return Return(ReEntry.RETURN_VISA, (_FIRST,))
    if paper is TravelPaper.PERMIT:
        return _enough_return(paper) if expired_on is None else _by_permit(expired_on, needed("on", on))
    if paper in _ENOUGH:
        return _enough_return(paper)
    if paper is TravelPaper.EXPIRED_PERMIT:
        return _by_permit(needed("expired_on", expired_on), needed("on", on))
    if expired_on is None:
        return Return(ReEntry.RETURN_VISA, (_DEPOSIT, _NO_VISA_KNOWN))
    found = _by_permit(expired_on, needed("on", on))
    return Return(found.answer, (_DEPOSIT, *found.reasons))


def _enough_return(paper: TravelPaper) -> Return:
    return Return(ReEntry.YES, (_enough(paper),))


def _by_permit(expired_on: date, on: date) -> Return:
    if on <= expired_on:
        return _enough_return(TravelPaper.PERMIT)
    months = parameter("return_visa_months", on)
    if on > add_months(expired_on, months):
        return Return(ReEntry.ENTRY_VISA, (_entry_visa(months),))
    graced = on <= add_months(expired_on, parameter("grace_months", expired_on))
    grace: Reasons = (_GRACE,) if graced else ()
    return Return(ReEntry.RETURN_VISA, (_return_visa(months), *grace))
