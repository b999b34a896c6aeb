"""When an application must be filed, and what follows from its date (R.431-5, R.431-8, L.436-5)."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from sejour.law.findings import Reason, Reasons
from sejour.law.kinds import DepositStatus, PermitKind
from sejour.law.periods import Period, add_days, add_months
from sejour.law.sources import Certainty, Rule
from sejour.law.tables import DEPOSIT, listing_of, parameter, rule

_NO_WINDOW_OF_ANYTHING = Reason(rule("R-DEP-01"), "Aucun délai de dépôt ne vaut pour votre demande.")
# R-DEP-01: documents to which R.431-5 does not apply; a DCEM is no residence permit (R-TEL-11).
_WITHOUT_WINDOW = {
    PermitKind.CARTE_RESIDENT_LONGUE_DUREE_UE: Reason(
        rule("R-DEP-01"),
        "Aucun délai de dépôt ne vaut pour la carte de résident de longue durée-UE donnée par la France.",
    ),
    PermitKind.DCEM: Reason(
        rule("R-TEL-11"),
        "Le document de circulation n'est pas un titre de séjour : aucun délai de dépôt n'est fixé.",
    ),
}
_EARLY_CARD = Reason(
    rule("R-DEP-08"),
    "Vous avez une carte pluriannuelle : la carte de résident peut se demander avant l'ouverture du délai.",
)
_IN_TIME_ONLINE = Reason(
    rule("R-DEP-18"), "Votre demande est arrivée dans le délai : l'accusé de réception en prouve la date."
)
_EARLY = Reason(
    rule("R-DEP-17"),
    "Le délai n'a pas encore commencé : votre demande est gardée et comptera de son premier jour.",
)
_LATE_ONLINE = Reason(
    rule("R-DEP-16"),
    "Votre demande est hors délai : elle sera examinée, mais l'attestation n'est plus un droit.",
)
_LATE_AT_THE_COUNTER = Reason(
    rule("R-DEP-16"), "Votre demande est hors délai : elle sera examinée quand même."
)
_NO_FEE = Reason(
    rule("R-FEE-07"),
    "Un événement que personne ne pouvait prévoir ni éviter (force majeure) dispense du droit de retard.",
)
_FAILED = Reason(
    rule("P-3"),
    "Le service était en panne dans le délai : votre demande compte du jour du premier essai.",
)
_LISTED = "Ce titre est sur la liste des titres demandés en ligne."
_NOT_LISTED = "Ce titre n'est pas sur la liste des titres demandés en ligne."


@cache
def _online_window(opens: int, closes: int) -> Reason:
    because = f"La demande se fait en ligne, du {opens}e au {closes}e jour avant la fin de votre document."
    return Reason(rule("R-DEP-01"), because)


@cache
def _months_window(cited: Rule, months: int) -> Reason:
    return Reason(cited, f"La demande se fait dans les {months} mois avant la fin de votre document.")


@cache
def _in_time(cited: Rule) -> Reason:
    return Reason(cited, "Votre demande est arrivée dans ce délai.")


@cache
def _without_visa(months: int) -> Reason:
    because = f"Jusqu'à {months} mois après la fin de votre document, le visa n'est pas redemandé."
    return Reason(rule("R-DEP-14"), because)


@cache
def _with_visa(months: int) -> Reason:
    because = (
        f"Plus de {months} mois après la fin de votre document, il faut de nouveau remplir "
        "les conditions d'entrée, dont le visa de long séjour s'il est exigé de vous."
    )
    return Reason(rule("R-DEP-15"), because)


@cache
def _fee(euros: int) -> Reason:
    return Reason(rule("R-FEE-07"), f"Un renouvellement demandé hors délai coûte {euros} € de plus.")


# Annex 9 lists first issues and renewals apart for cartes de résident only: whoever holds a shorter permit
# asks for a first one.
_SHORTER = frozenset(
    {
        PermitKind.CARTE_TEMPORAIRE,
        PermitKind.CARTE_PLURIANNUELLE,
        PermitKind.VLS_TS,
        PermitKind.AUTORISATION_PROVISOIRE,
    }
)


@dataclass(frozen=True, slots=True)
class Channel:
    """Whether a permit is asked for online or at the prefecture, and why."""

    online: bool
    reasons: Reasons


_STATED = (Channel(False, ()), Channel(True, ()))


@cache
def _by_annex_9(certainty: Certainty, *, online: bool) -> Channel:
    cited, because = (rule("R-TEL-01"), _LISTED) if online else (rule("R-TEL-03"), _NOT_LISTED)
    return Channel(online, (Reason(cited, because, certainty),))


def channel(*, stated: bool | None, article: str, renewal: bool, on: date) -> Channel:
    """Answer by which channel a permit is asked for; what is stated wins over annex 9."""
    if stated is not None:
        return _STATED[stated]
    listing = listing_of(article, renewal=renewal)
    return _by_annex_9(listing.certainty, online=listing.is_online(on))


def is_listed_as_renewal(held_kind: PermitKind | None) -> bool:
    """Tell whether annex 9 is read as for a renewal by the holder of such a document; not told, it is."""
    return held_kind not in _SHORTER


def deposit_window(
    *, held_until: date, online: bool, on: date, article: str | None = None
) -> tuple[Period, Reason]:
    """Answer the first and last day for filing, for someone whose document ends on `held_until`.

    `article` is that of the permit asked for; `on` is the day whose version of the law applies.
    """
    own = DEPOSIT.own_windows.get(article or "")
    if own is not None:
        window = own.on(on)
        cited, months = window.rule, window.months
    elif online:
        opens = parameter("online_window_opens_days", on)
        closes = parameter("online_window_closes_days", on)
        period = Period(add_days(held_until, -opens), add_days(held_until, -closes))
        return period, _online_window(opens, closes)
    else:
        cited, months = rule("R-DEP-02"), parameter("counter_window_months", on)
    return Period(add_months(held_until, -months), held_until), _months_window(cited, months)


def no_window(held_kind: PermitKind) -> Reason | None:
    """Return why no window applies to the holder of such a document; None where one does."""
    return _WITHOUT_WINDOW.get(held_kind)


def has_window(held_kind: PermitKind) -> bool:
    """Tell whether a window applies to the holder of such a document."""
    return held_kind not in _WITHOUT_WINDOW


def early_filing(*, held_kind: PermitKind | None, article: str | None) -> Reason | None:
    """Return why the permit asked for may be asked for before the window opens; None where it may not."""
    early = held_kind is PermitKind.CARTE_PLURIANNUELLE and article in DEPOSIT.early
    return _EARLY_CARD if early else None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a filing stands: status, the day it counts from, and what lateness costs."""

    status: DepositStatus
    counts_from: date
    late_fee: int
    reasons: Reasons
    has_window: bool = True

    @property
    def is_in_time(self) -> bool:
        """Whether the filing respects its window; an early one counts from the opening (R-DEP-17)."""
        return self.status in (DepositStatus.IN_TIME, DepositStatus.TOO_EARLY)


def without_window(filed_on: date, why: Reason = _NO_WINDOW_OF_ANYTHING) -> Standing:
    """Return the standing of a filing to which no window applies."""
    return Standing(DepositStatus.IN_TIME, filed_on, 0, (why,), has_window=False)


def standing(
    *,
    held_until: date,
    online: bool,
    filed_on: date,
    first_failed_attempt_on: date | None = None,
    force_majeure: bool = False,
    held_kind: PermitKind | None = None,
    article: str | None = None,
) -> Standing:
    """Answer where a filing stands in regard to the window of the document that ends on `held_until`."""
    window, why = deposit_window(held_until=held_until, online=online, on=filed_on, article=article)
    if filed_on < window.first_day:
        early = early_filing(held_kind=held_kind, article=article)
        if early is not None:
            return Standing(DepositStatus.IN_TIME, filed_on, 0, (why, early))
        return Standing(DepositStatus.TOO_EARLY, window.first_day, 0, (why, _EARLY))
    if first_failed_attempt_on is not None and first_failed_attempt_on in window:
        counts_from = min(first_failed_attempt_on, filed_on)
        return Standing(DepositStatus.IN_TIME, counts_from, 0, (why, _FAILED))
    if filed_on <= window.last_day:
        in_time = _IN_TIME_ONLINE if online else _in_time(why.rule)
        return Standing(DepositStatus.IN_TIME, filed_on, 0, (why, in_time))
    late = _LATE_ONLINE if online else _LATE_AT_THE_COUNTER
    fee = 0 if force_majeure else parameter("late_fee_euros", filed_on)
    cost = _NO_FEE if force_majeure else _fee(fee)
    months = parameter("late_entry_conditions_months", filed_on)
    if filed_on <= add_months(held_until, months):
        return Standing(DepositStatus.LATE, filed_on, fee, (why, late, _without_visa(months), cost))
    status = DepositStatus.LATE_ENTRY_CONDITIONS
    return Standing(status, filed_on, fee, (why, late, _with_visa(months), cost))
