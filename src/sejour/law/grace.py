"""The expired card that still proves its rights for three months (L.433-3)."""

from dataclasses import dataclass
from datetime import date

from sejour.law.facts import missing
from sejour.law.findings import Reason, Reasons
from sejour.law.kinds import PermitKind
from sejour.law.periods import Period, add_months, day_after
from sejour.law.tables import GRACE_DEPARTEMENTS, parameter, rule

_LONG_CARDS = frozenset({PermitKind.CARTE_RESIDENT, PermitKind.CARTE_RESIDENT_LONGUE_DUREE_UE})
_SHORT_CARDS = frozenset({PermitKind.CARTE_TEMPORAIRE, PermitKind.CARTE_PLURIANNUELLE})

_STAY = Reason(
    rule("R-GRA-01"), "Votre carte expirée prouve encore votre séjour, au plus pendant trois mois."
)
_RIGHTS = Reason(
    rule("R-GRA-02"), "Pendant ce temps vous gardez le droit de travailler et tous vos droits sociaux."
)
_FILED_AFTER = Reason(
    rule("R-GRA-03"), "La demande est venue après la fin de la carte : le texte ne l'exclut pas."
)
_LISTED = Reason(rule("R-GRA-04"), "Votre département est sur la liste qui donne ces trois mois.")
_TOO_SHORT = Reason(rule("R-GRA-06"), "Ce document n'ouvre pas les trois mois de l'article L.433-3.")
_ASKED_TOO_LATE = Reason(
    rule("R-GRA-01"), "Les trois mois étaient passés quand le renouvellement a été demandé."
)
_DECIDED = Reason(rule("R-GRA-01"), "Une décision met fin à ces trois mois, le jour de sa notification.")


@dataclass(frozen=True, slots=True)
class Grace:
    """The days during which the expired card itself proves stay, work and social rights."""

    period: Period | None
    reasons: Reasons


def grace(
    *,
    held_kind: PermitKind,
    held_years: int | None,
    held_until: date,
    filed_on: date,
    decided_on: date | None = None,
    departement: str | None = None,
) -> Grace:
    """Answer how long an expired card still proves rights, once its renewal is asked for.

    `decided_on` is the day of notification. Raises FactError where the years of the card decide
    and are not given.
    """
    opened_by = _opened_by(held_kind, held_years, held_until, filed_on, departement)
    if opened_by is None:
        return Grace(None, (_TOO_SHORT,))
    first_day = day_after(held_until)
    last_day = add_months(held_until, parameter("grace_months", held_until))
    if filed_on > last_day:
        return Grace(None, (opened_by, _ASKED_TOO_LATE))
    if decided_on is not None and decided_on < first_day:
        return Grace(None, (opened_by, _DECIDED))
    reasons: Reasons = (opened_by, _RIGHTS)
    if filed_on > held_until:
        reasons += (_FILED_AFTER,)
    if decided_on is not None and decided_on < last_day:
        return Grace(Period(first_day, decided_on), (*reasons, _DECIDED))
    return Grace(Period(first_day, last_day), reasons)


def _opened_by(
    kind: PermitKind,
    years: int | None,
    held_until: date,
    filed_on: date,
    departement: str | None,
) -> Reason | None:
    if kind in _LONG_CARDS:
        return _STAY
    if kind is PermitKind.CARTE_PLURIANNUELLE:
        if _given(years) >= parameter("grace_years_of_card", held_until):
            return _STAY
    elif kind is PermitKind.CERTIFICAT_RESIDENCE_ALGERIEN:
        return _STAY if _given(years) > parameter("grace_years_of_treaty_permit", held_until) else None
    listed = departement in GRACE_DEPARTEMENTS and kind in _SHORT_CARDS
    return _LISTED if listed and filed_on <= held_until else None


def _given(years: int | None) -> int:
    if years is None:
        raise missing("held_years")
    return years
