"""Until when a refusal can be challenged in court (CJA R.421-1 to -7, CRPA L.112-12, L.232-4, L.411-2)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial

from sejour.law.calendars import Zone
from sejour.law.findings import Reason, Reasons
from sejour.law.kinds import Decision
from sejour.law.periods import add_months, last_day_franc
from sejour.law.sources import Certainty
from sejour.law.tables import parameter, rule, zone_of

_FRANC = Reason(rule("R-TIM-03"), "Ni le premier ni le dernier jour de ce délai ne compte.")
_PRUDENT = Reason(
    rule("R-TIM-04"), "Un jour de plus est peut-être permis : la date la plus prudente vous est donnée."
)
_MOVED = Reason(
    rule("R-TIM-02"),
    "Un délai qui finit un samedi, un dimanche ou un jour férié va jusqu'au jour ouvré suivant.",
)
_NOTIFICATION = Reason(
    rule("R-DEC-04"),
    "Ce délai ne vaut que si la lettre de refus dit devant quel juge et jusqu'à quand la contester.",
)
_NO_RECEIPT = Reason(
    rule("R-RCP-03"),
    "Aucun accusé de réception complet ne vous a été remis : aucun délai ne court contre vous.",
)
# The day on which an implicit refusal would have been born is not told.
_LETTER_WITHOUT_RECEIPT = Reason(
    rule("R-RCP-03"),
    "Même sans accusé de réception complet, une lettre de refus ouvre le délai, "
    "si elle est venue avant la date du refus implicite.",
    Certainty.MEDIUM,
)
_INTERRUPTS = Reason(
    rule("R-APP-04"),
    "Demander à l'administration de revoir son refus (recours administratif), dans ce délai, l'arrête.",
)
_INTERRUPTED_TOO_LATE = Reason(
    rule("R-APP-04"), "Votre recours administratif est venu après la fin du délai : il ne l'arrête pas."
)
_NEVER_INTERRUPTED = Reason(rule("R-APP-03"), "Un recours administratif n'arrête pas ce délai.")
_ASKED_TOO_LATE = Reason(
    rule("R-IMP-08"), "Les motifs ont été demandés après la fin du délai : cela ne le change pas."
)
_REASONS_AWAITED = Reason(
    rule("R-IMP-08"),
    "Tant que les motifs ne vous sont pas donnés, le délai ne finit pas ; "
    "passé leur date, le refus devient illégal.",
)
_REASONS_IN_LETTER = Reason(
    rule("R-DEC-01"), "Une lettre de refus contient déjà ses motifs : les demander ne change pas le délai."
)


@cache
def _letter(months: int) -> Reason:
    because = f"Vous avez {months} mois après la notification pour saisir le tribunal administratif."
    return Reason(rule("R-APP-01"), because)


@cache
def _silence(months: int) -> Reason:
    because = f"Le refus implicite se conteste devant le tribunal administratif dans les {months} mois."
    return Reason(rule("R-APP-02"), because)


@cache
def _removal(months: int) -> Reason:
    because = (
        f"Vous avez {months} mois après la notification pour contester ensemble le refus "
        "et l'obligation de quitter la France."
    )
    return Reason(rule("R-APP-03"), because)


@cache
def _distance(months: int) -> Reason:
    return Reason(rule("R-TIM-11"), f"La distance du tribunal ajoute {months} mois à ce délai.")


@cache
def _reasonable(years: int) -> Reason:
    because = f"N'attendez pas : le juge attend un recours dans un temps raisonnable, en principe {years} an."
    return Reason(rule("R-DEC-04"), because)


@cache
def _new_limit(months: int) -> Reason:
    because = (
        f"Votre recours administratif arrête le délai : sans réponse après {months} mois il est rejeté, "
        "et un nouveau délai commence."
    )
    return Reason(rule("R-APP-04"), because)


@cache
def _reasons_due(months: int) -> Reason:
    return Reason(rule("R-IMP-08"), f"Les motifs que vous demandez vous sont dus sous {months} mois.")


@cache
def _reasons_given(months: int) -> Reason:
    because = f"Le délai court jusqu'à {months} mois après le jour où les motifs vous sont donnés."
    return Reason(rule("R-IMP-08"), because)


@dataclass(frozen=True, slots=True)
class Appeal:
    """The last day to go to court, None where there is none yet or none that can be opposed, and why."""

    until: date | None
    extendable: bool
    opposable: bool
    reasons_due_on: date | None
    reasons: Reasons


@dataclass(frozen=True, slots=True)
class _Limit:
    """A time limit as it stands in a court: its last day before any weekend moves it, None if unknown."""

    zone: Zone
    more_months: int
    last_day: date | None
    reasons: Reasons
    reasons_due_on: date | None = None

    @property
    def until(self) -> date | None:
        """The last day on which the court can be asked."""
        return None if self.last_day is None else self.zone.working_day_from(self.last_day)

    def is_over_on(self, day: date) -> bool:
        """Tell whether the time is over; it never is while its end is unknown."""
        return self.until is not None and day > self.until

    def saying(self, *reasons: Reason) -> "_Limit":
        """Return the same limit with more reasons."""
        return replace(self, reasons=self.reasons + reasons)

    def not_before(self, day: date) -> "_Limit":
        """Return the limit that ends on `day` at the earliest; an unknown end stays unknown."""
        return self if self.last_day is None else replace(self, last_day=max(self.last_day, day))


def appeal(
    *,
    decision: Decision,
    day: date,
    receipt_complete: bool = False,
    administrative_appeal_received_on: date | None = None,
    reasons_asked_on: date | None = None,
    reasons_given_on: date | None = None,
    overseas: bool = False,
    abroad: bool = False,
    departement: str | None = None,
) -> Appeal:
    """Answer until when a decision, notified or born on `day`, can be challenged in court.

    `departement` is that of the court. A person abroad has the longer of both additions.
    """
    zone = zone_of(departement)
    if decision is Decision.REFUSAL_WITH_REMOVAL:
        return _against_removal(day, zone, reasons_asked_on)
    limit = _opened(decision, day, receipt_complete, zone, overseas=overseas, abroad=abroad)
    events: list[tuple[date, Callable[[_Limit, date], _Limit]]] = []
    if administrative_appeal_received_on is not None:
        events.append((administrative_appeal_received_on, _interrupted))
    if reasons_asked_on is not None:
        events.append((reasons_asked_on, _asked(decision, reasons_given_on)))
    for on, change in sorted(events, key=lambda event: event[0]):
        limit = change(limit, on)
    opposable = receipt_complete or decision is not Decision.IMPLICIT
    if opposable and administrative_appeal_received_on is None:
        limit = limit.saying(_INTERRUPTS)
    reasons = limit.reasons if limit.until == limit.last_day else (*limit.reasons, _MOVED)
    return Appeal(limit.until, True, opposable, limit.reasons_due_on, reasons)


def _against_removal(day: date, zone: Zone, reasons_asked_on: date | None) -> Appeal:
    months = parameter("removal_appeal_months", day)
    last_day = add_months(day, months)
    until = zone.working_day_from(last_day)
    reasons: Reasons = (_removal(months), _PRUDENT, _NOTIFICATION, _NEVER_INTERRUPTED)
    if reasons_asked_on is not None:
        reasons += (_REASONS_IN_LETTER,)
    if until != last_day:
        reasons += (_MOVED,)
    return Appeal(until, False, True, None, reasons)


def _opened(
    decision: Decision, day: date, receipt_complete: bool, zone: Zone, *, overseas: bool, abroad: bool
) -> _Limit:
    """Return the limit as the decision opens it."""
    months = parameter("appeal_months", day)
    more_months = _more_months(day, overseas=overseas, abroad=abroad)
    last_day = last_day_franc(day, months=months + more_months)
    distance: Reasons = (_distance(more_months),) if more_months else ()
    if decision is Decision.REFUSAL:
        receipt: Reasons = () if receipt_complete else (_LETTER_WITHOUT_RECEIPT,)
        return _Limit(
            zone, more_months, last_day, (_letter(months), _FRANC, *distance, _NOTIFICATION, *receipt)
        )
    if receipt_complete:
        return _Limit(zone, more_months, last_day, (_silence(months), _FRANC, *distance))
    return _Limit(
        zone, more_months, None, (_NO_RECEIPT, _reasonable(parameter("reasonable_appeal_years", day)))
    )


def _more_months(day: date, *, overseas: bool, abroad: bool) -> int:
    if abroad:
        return parameter("appeal_more_months_abroad", day)
    return parameter("appeal_more_months_overseas", day) if overseas else 0


def _interrupted(limit: _Limit, received_on: date) -> _Limit:
    """Return the limit after an administrative appeal: rejected by silence, it opens a new one."""
    if limit.is_over_on(received_on):
        return limit.saying(_INTERRUPTED_TOO_LATE)
    silence = parameter("administrative_appeal_silence_months", received_on)
    rejected_on = add_months(received_on, silence)
    months = parameter("appeal_months", rejected_on) + limit.more_months
    return limit.not_before(last_day_franc(rejected_on, months=months)).saying(_new_limit(silence))


def _asked(decision: Decision, given_on: date | None) -> Callable[[_Limit, date], _Limit]:
    if decision is Decision.REFUSAL:
        return lambda limit, _: limit.saying(_REASONS_IN_LETTER)
    return partial(_prolonged, given_on=given_on)


def _prolonged(limit: _Limit, asked_on: date, *, given_on: date | None) -> _Limit:
    """Return the limit after the reasons of an implicit refusal are asked for.

    The text gives so many months after the reasons and says nothing of the distance: none is added.
    """
    if limit.is_over_on(asked_on):
        return limit.saying(_ASKED_TOO_LATE)
    due = parameter("reasons_months", asked_on)
    limit = replace(limit, reasons_due_on=add_months(asked_on, due)).saying(_reasons_due(due))
    if given_on is None:
        return replace(limit, last_day=None).saying(_REASONS_AWAITED)
    if limit.last_day is None:
        return limit
    months = parameter("appeal_months_after_reasons", given_on)
    return limit.not_before(last_day_franc(given_on, months=months)).saying(_reasons_given(months))
