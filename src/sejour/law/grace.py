"""The expired card that still proves its rights for some months (L.433-3)."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from sejour.law.facts import needed
from sejour.law.findings import Reason, Reasons
from sejour.law.kinds import PermitKind
from sejour.law.periods import Period, add_months, day_after
from sejour.law.tables import GRACE_DEPARTEMENTS, parameter, rule

_LONG_CARDS = frozenset({PermitKind.CARTE_RESIDENT, PermitKind.CARTE_RESIDENT_LONGUE_DUREE_UE})
_SHORT_CARDS = frozenset({PermitKind.CARTE_TEMPORAIRE, PermitKind.CARTE_PLURIANNUELLE})

_RIGHTS = Reason(
    rule("R-GRA-02"), "Pendant ce temps vous gardez le droit de travailler et tous vos droits sociaux."
)
_FILED_AFTER = Reason(
    rule("R-GRA-03"), "La demande est venue après la fin de la carte : le texte ne l'exclut pas."
)
_DECIDED = Reason(rule("R-GRA-01"), "Une décision met fin à ce temps, le jour où elle vous est notifiée.")
_NOT_LISTED = Reason(
    rule("R-GRA-04"),
    "Un arrêté peut donner ce temps aux cartes courtes d'un département : pour le vôtre, aucun n'est connu.",
)
_NOT_ASKED_BEFORE = Reason(
    rule("R-GRA-04"),
    "Dans votre département, il fallait demander le renouvellement avant la fin de la carte.",
)


@cache
def _long_card(months: int) -> Reason:
    because = f"Votre carte expirée prouve encore votre séjour, au plus pendant {months} mois."
    return Reason(rule("R-GRA-01"), because)


@cache
def _listed(months: int) -> Reason:
    because = f"Dans votre département, cette carte prouve encore votre séjour pendant {months} mois."
    return Reason(rule("R-GRA-04"), because)


@cache
def _too_short(years: int) -> Reason:
    because = (
        "Après sa fin, ce document ne prouve plus votre séjour : la loi ne prolonge que les cartes de "
        f"résident, celles de {years} ans et certains titres d'un accord international."
    )
    return Reason(rule("R-GRA-06"), because)


@cache
def _asked_too_late(months: int) -> Reason:
    because = f"Le renouvellement a été demandé plus de {months} mois après la fin de la carte."
    return Reason(rule("R-GRA-01"), because)


@dataclass(frozen=True, slots=True)
class Grace:
    """The days during which the expired card itself proves stay, work and social rights."""

    period: Period | None
    reasons: Reasons


def closed_to(
    *, held_kind: PermitKind, held_years: int | None, departement: str | None, on: date
) -> Grace | None:
    """Answer that such a card has no grace, whenever it ends; None where it may have one.

    Raises FactError where the years of the card decide and are not given.
    """
    if _is_long(held_kind, held_years, on) or _is_listed(held_kind, departement):
        return None
    too_short = _too_short(parameter("grace_years_of_card", on))
    could_be_listed = departement is not None and held_kind in _SHORT_CARDS
    return Grace(None, (too_short, _NOT_LISTED) if could_be_listed else (too_short,))


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
    closed = closed_to(held_kind=held_kind, held_years=held_years, departement=departement, on=held_until)
    if closed is not None:
        return closed
    months = parameter("grace_months", held_until)
    first_day, last_day = day_after(held_until), add_months(held_until, months)
    if _is_long(held_kind, held_years, held_until):
        opened_by = _long_card(months)
    elif filed_on <= held_until:
        opened_by = _listed(months)
    else:
        return Grace(None, (_NOT_ASKED_BEFORE,))
    if filed_on > last_day:
        return Grace(None, (_asked_too_late(months),))
    if decided_on is not None and decided_on < first_day:
        return Grace(None, (opened_by, _DECIDED))
    reasons: Reasons = (opened_by, _RIGHTS)
    if filed_on > held_until:
        reasons += (_FILED_AFTER,)
    if decided_on is not None and decided_on < last_day:
        return Grace(Period(first_day, decided_on), (*reasons, _DECIDED))
    return Grace(Period(first_day, last_day), reasons)


def _is_long(kind: PermitKind, years: int | None, on: date) -> bool:
    if kind is PermitKind.CARTE_PLURIANNUELLE:
        return needed("held_years", years) >= parameter("grace_years_of_card", on)
    if kind is PermitKind.CERTIFICAT_RESIDENCE_ALGERIEN:
        return needed("held_years", years) > parameter("grace_years_of_treaty_permit", on)
    return kind in _LONG_CARDS


def _is_listed(kind: PermitKind, departement: str | None) -> bool:
    return kind in _SHORT_CARDS and departement in GRACE_DEPARTEMENTS
