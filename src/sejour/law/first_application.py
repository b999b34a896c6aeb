"""Until when a first application must be filed (R.426-4, R.431-4, R.431-5, R.431-17, R.233-15)."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from sejour.law.findings import Reason, Reasons
from sejour.law.kinds import FirstBasis
from sejour.law.periods import add_period, day_before
from sejour.law.sources import Certainty
from sejour.law.tables import FIRST_DEADLINES, FirstDeadline, rule

_AFTER = {
    FirstBasis.ENTRY: "votre entrée en France",
    FirstBasis.LONG_STAY_VISA_VALIDATION: "votre entrée en France",
    FirstBasis.EU_FAMILY: "votre entrée en France",
    FirstBasis.LONG_TERM_RESIDENT_OTHER_STATE: "votre entrée en France",
    FirstBasis.LOST_NATIONALITY: "le jour où la perte de la nationalité française vaut pour vous",
}
_WHAT = {FirstBasis.LONG_STAY_VISA_VALIDATION: "La validation du visa de long séjour se fait"}
_YOUNG_ADULTS = frozenset({FirstBasis.YOUNG_ADULT_WITH_RIGHT, FirstBasis.YOUNG_ADULT})
# No text read says when somebody born on 29 February comes of age in another year: the earlier day is safe.
_BORN_ON_29_FEBRUARY = Reason(
    rule("R-TIM-01"),
    "Pour qui est né un 29 février, l'anniversaire compte le 28 février des autres années.",
    Certainty.MEDIUM,
)


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day to file, and why."""

    last_day: date
    reasons: Reasons


def first_deadline(*, basis: FirstBasis, day: date, on: date) -> Deadline:
    """Answer until when a first application must be filed.

    `day` is that of the entry, of the loss or of the birth; `on` is the day whose version of the law
    applies, for a birth: an entry and a loss have their own.
    """
    young_adult = basis in _YOUNG_ADULTS
    found = FIRST_DEADLINES[basis].on(on if young_adult else day)
    anniversary = add_period(day, years=found.years)
    last_day = add_period(anniversary, months=found.months)
    reasons: Reasons = (_of_young_adult(found) if young_adult else _after(basis, found),)
    if anniversary.day != day.day:
        reasons += (_BORN_ON_29_FEBRUARY,)
    return Deadline(day_before(last_day) if found.eve else last_day, reasons)


@cache
def _after(basis: FirstBasis, found: FirstDeadline) -> Reason:
    what = _WHAT.get(basis, "La première demande se dépose")
    return Reason(found.rule, f"{what} dans les {found.months} mois qui suivent {_AFTER[basis]}.")


@cache
def _of_young_adult(found: FirstDeadline) -> Reason:
    if found.eve:
        because = f"Vous avez droit à un titre : demandez-le au plus tard la veille de vos {found.years} ans."
    else:
        because = f"Demandez un titre au plus tard {found.months} mois après vos {found.years} ans."
    return Reason(found.rule, because)
