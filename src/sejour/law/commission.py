"""When the commission du titre de séjour is consulted, and what follows (L.432-13, L.432-15, R.432-9)."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from sejour.law.findings import Reason, Reasons
from sejour.law.kinds import CommissionAct
from sejour.law.periods import add_months
from sejour.law.sources import Certainty
from sejour.law.tables import COMMISSION, Consulted, parameter, rule

_ELSEWHERE = Reason(rule("R-COM-02"), "Aucune commission n'est consultée dans ce département.")
_NOT_LISTED = Reason(rule("R-COM-02"), "La loi ne demande pas l'avis de la commission pour cette décision.")
_CONDITIONS_NOT_MET = Reason(
    rule("R-COM-02"), "La commission n'est consultée que si vous remplissez les conditions du titre."
)
_ALWAYS = Reason(rule("R-COM-02"), "La commission doit donner son avis avant cette décision.")
_MET = Reason(
    rule("R-COM-02"), "Vous remplissez les conditions du titre : la commission donne son avis avant un refus."
)
# Here to meet the conditions is read as: to live in France for more than the ten years of L.435-1.
_TEN_YEARS = Reason(
    rule("R-COM-02"),
    "La commission est consultée si vous vivez en France depuis le nombre d'années que fixe la loi.",
    Certainty.MEDIUM,
)


@cache
def _meeting(months: int) -> Reason:
    because = f"Elle se réunit dans les {months} mois ; ensuite son avis compte comme donné."
    return Reason(rule("R-COM-03"), because)


@cache
def _document(months: int) -> Reason:
    because = f"Un document de {months} mois vous est remis aussitôt, et renouvelé jusqu'à la décision."
    return Reason(rule("R-COM-01"), because)


@dataclass(frozen=True, slots=True)
class Consultation:
    """Whether the commission is consulted, by when it meets, and how long the document it opens lasts."""

    required: bool
    meeting_by: date | None
    opinion_deemed_on: date | None
    provisional_document_months: int | None
    reasons: Reasons


def consultation(
    *,
    act: CommissionAct,
    article: str,
    meets_conditions: bool,
    on: date,
    departement: str | None = None,
    referred_on: date | None = None,
) -> Consultation:
    """Answer whether the commission must be consulted before an act, and what its referral opens."""
    day = referred_on or on
    required, why = _required(act, article, meets_conditions, departement, day)
    if not required:
        return Consultation(False, None, None, None, (why,))
    meeting = parameter("commission_meeting_months", day)
    opinion = parameter("commission_opinion_months", day)
    document = parameter("commission_document_months", day)
    return Consultation(
        required=True,
        meeting_by=None if referred_on is None else add_months(referred_on, meeting),
        opinion_deemed_on=None if referred_on is None else add_months(referred_on, opinion),
        provisional_document_months=document,
        reasons=(why, _meeting(opinion), _document(document)),
    )


def _required(
    act: CommissionAct, article: str, meets_conditions: bool, departement: str | None, day: date
) -> tuple[bool, Reason]:
    if departement in COMMISSION.elsewhere.on(day):
        return False, _ELSEWHERE
    match COMMISSION.consulted[act].on(day).get(article):
        case None:
            return False, _NOT_LISTED
        case Consulted.ALWAYS:
            return True, _ALWAYS
        case Consulted.AFTER_TEN_YEARS:
            return meets_conditions, _TEN_YEARS
        case _:
            return meets_conditions, _MET if meets_conditions else _CONDITIONS_NOT_MET
