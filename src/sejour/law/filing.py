"""When an application must be filed, and what follows from its date (R.431-5, R.431-8, L.436-5)."""

from dataclasses import dataclass
from datetime import date

from sejour.law.findings import Reason, Reasons
from sejour.law.kinds import DepositStatus, PermitKind
from sejour.law.periods import Period, add_days, add_months
from sejour.law.tables import annex_9, parameter, rule

# R-DEP-01: documents to which R.431-5 does not apply; a DCEM is no residence permit (R-TEL-11).
WITHOUT_WINDOW = frozenset({PermitKind.CARTE_RESIDENT_LONGUE_DUREE_UE, PermitKind.DCEM})

_ONLINE = Reason(
    rule("R-DEP-01"),
    "Votre demande se fait en ligne, entre le 120e et le 60e jour avant la fin de votre titre.",
)
_COUNTER = Reason(
    rule("R-DEP-02"),
    "Ce titre ne se demande pas en ligne : la demande se fait dans les deux mois avant la fin.",
)
_NO_WINDOW = Reason(rule("R-DEP-NONE"), "Aucun délai de dépôt n'est fixé pour le document que vous détenez.")
_IN_TIME = Reason(rule("R-DEP-18"), "Votre demande est arrivée dans le délai : la date de l'accusé fait foi.")
_EARLY = Reason(
    rule("R-DEP-17"),
    "Le délai n'est pas encore ouvert : votre demande est gardée et comptera à l'ouverture.",
)
_LATE = Reason(
    rule("R-DEP-16"),
    "Votre demande est hors délai : elle sera examinée, mais l'attestation n'est plus un droit.",
)
_SIX_MONTHS = Reason(
    rule("R-DEP-14"), "Moins de six mois après la fin du titre, le visa n'est pas redemandé."
)
_ENTRY = Reason(
    rule("R-DEP-15"),
    "Plus de six mois après la fin du titre, il faut de nouveau remplir les conditions d'entrée.",
)
_FEE = Reason(rule("R-FEE-07"), "Un renouvellement demandé hors délai coûte un droit en plus.")
_NO_FEE = Reason(rule("R-FEE-07"), "La force majeure dispense de payer le droit de retard.")
_FAILED = Reason(
    rule("P-3"),
    "Le service était en panne dans le délai : votre demande compte du jour du premier essai.",
)


@dataclass(frozen=True, slots=True)
class Channel:
    """Whether a permit is asked for online or at the prefecture, and why."""

    online: bool
    reasons: Reasons


_STATED = (Channel(False, ()), Channel(True, ()))


def channel(*, stated: bool | None, article: str, renewal: bool, on: date) -> Channel:
    """Answer by which channel a permit is asked for; what is stated wins over annex 9."""
    if stated is not None:
        return _STATED[stated]
    listing = annex_9(article, renewal=renewal)
    if listing.is_online(on):
        because = "Ce titre est sur la liste des titres demandés en ligne."
        return Channel(True, (Reason(rule("R-TEL-01"), because, listing.certainty),))
    because = "Ce titre n'est pas sur la liste des titres demandés en ligne."
    return Channel(False, (Reason(rule("R-TEL-03"), because, listing.certainty),))


def deposit_window(*, held_until: date, online: bool, on: date) -> tuple[Period, Reason]:
    """Answer the first and last day for filing, for someone whose document ends on `held_until`.

    `on` is the day whose version of the law applies.
    """
    if online:
        return Period(
            add_days(held_until, -parameter("online_window_opens_days", on)),
            add_days(held_until, -parameter("online_window_closes_days", on)),
        ), _ONLINE
    opens = add_months(held_until, -parameter("counter_window_months", on))
    return Period(opens, held_until), _COUNTER


def no_window() -> Reason:
    """Return why no window applies to the document held."""
    return _NO_WINDOW


def has_window(held_kind: PermitKind | None) -> bool:
    """Tell whether R.431-5 fixes a window for the holder of such a document."""
    return held_kind not in WITHOUT_WINDOW


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a filing stands: status, the day it counts from, and what lateness costs."""

    status: DepositStatus
    counts_from: date
    late_fee: int
    reasons: Reasons

    @property
    def is_in_time(self) -> bool:
        """Whether the filing respects its window; an early one counts from the opening (R-DEP-17)."""
        return self.status in (DepositStatus.IN_TIME, DepositStatus.TOO_EARLY)


def without_window(filed_on: date) -> Standing:
    """Return the standing of a filing to which no window applies."""
    return Standing(DepositStatus.IN_TIME, filed_on, 0, (_NO_WINDOW,))


def standing(
    *,
    held_until: date,
    online: bool,
    filed_on: date,
    first_failed_attempt_on: date | None = None,
    force_majeure: bool = False,
) -> Standing:
    """Answer where a filing stands in regard to the window of the document that ends on `held_until`."""
    window, reason = deposit_window(held_until=held_until, online=online, on=filed_on)
    if filed_on < window.first_day:
        return Standing(DepositStatus.TOO_EARLY, window.first_day, 0, (reason, _EARLY))
    if first_failed_attempt_on is not None and first_failed_attempt_on in window:
        counts_from = min(first_failed_attempt_on, filed_on)
        return Standing(DepositStatus.IN_TIME, counts_from, 0, (reason, _FAILED))
    if filed_on <= window.last_day:
        return Standing(DepositStatus.IN_TIME, filed_on, 0, (reason, _IN_TIME))
    months = parameter("late_entry_conditions_months", filed_on)
    fee, why = (0, _NO_FEE) if force_majeure else (parameter("late_fee_euros", filed_on), _FEE)
    if filed_on <= add_months(held_until, months):
        return Standing(DepositStatus.LATE, filed_on, fee, (reason, _LATE, _SIX_MONTHS, why))
    status = DepositStatus.LATE_ENTRY_CONDITIONS
    return Standing(status, filed_on, fee, (reason, _LATE, _ENTRY, why))
