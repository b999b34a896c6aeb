"""What the silence of the administration means, and when (R.432-1, R.432-2, CRPA L.114-5)."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Annotated

from sejour.law.facts import needed
from sejour.law.findings import Reason, Reasons
from sejour.law.periods import add_days, add_months, days_in_union
from sejour.law.sources import Rule
from sejour.law.tables import SILENCE_DELAYS, parameter, rule

_REFUSAL = Reason(rule("R-IMP-01"), "Sans réponse à cette date, votre demande est réputée refusée.")
_FIRST_OFFICE = Reason(
    rule("R-TEL-13"), "Le délai compte du jour où la première administration a reçu la demande."
)
_SUSPENDED = Reason(
    rule("R-CMP-04"), "Le temps qui vous est donné pour envoyer une pièce indispensable s'ajoute à ce délai."
)
_NOT_SUSPENDED = Reason(rule("R-CMP-05"), "Une pièce qui n'est pas indispensable n'arrête pas le délai.")
_NOT_COMPLETE = Reason(
    rule("R-IMP-01"),
    "Ce délai commence quand la demande est complète : sans ce jour, aucun refus ne peut être daté.",
)
_INCOMPLETE = Reason(
    rule("R-IMP-06"), "Une pièce indispensable manquait : ce silence ne se conteste pas devant le juge."
)


@cache
def _months(months: int) -> Reason:
    return Reason(rule("R-IMP-02"), f"L'administration a {months} mois pour répondre.")


@cache
def _days(cited: Rule, days: int) -> Reason:
    because = f"Pour ce titre, l'administration a {days} jours pour répondre à la demande complète."
    return Reason(cited, because)


@dataclass(frozen=True, slots=True)
class PieceRequest:
    """Pieces that the administration asked for, until when, and when they came."""

    asked_on: Annotated[date, "jour de la demande de pièces"]
    due_on: Annotated[date, "dernier jour pour envoyer les pièces"]
    received_on: Annotated[date | None, "jour où les pièces sont arrivées"] = None
    indispensable: Annotated[bool, "la demande ne peut pas être examinée sans elles"] = False

    @property
    def suspended_until(self) -> date:
        """Return the day on which the delay runs again."""
        if self.received_on is not None and self.received_on < self.due_on:
            return self.received_on
        return self.due_on

    def is_unanswered_on(self, day: date) -> bool:
        """Tell whether the time given is over on `day` and the pieces have not come."""
        answered = self.received_on is not None and self.received_on <= day
        return self.due_on < day and not answered


@dataclass(frozen=True, slots=True)
class Silence:
    """The day on which silence becomes a refusal, and whether a judge can be asked about it."""

    on: date
    suspended_days: int
    challengeable: bool
    reasons: Reasons


def not_running(
    *,
    article: str,
    filed_on: date | None,
    complete_on: date | None,
    blue_card_of_other_state: bool,
    received_by_first_office_on: date | None,
) -> Reasons | None:
    """Answer why the delay does not run: completeness starts it and is not told; None where it runs."""
    if complete_on is not None:
        return None
    special = _special(article, received_by_first_office_on or filed_on, blue_card_of_other_state)
    return None if special is None else (special[1], _NOT_COMPLETE)


def suspended_days(piece_requests: tuple[PieceRequest, ...]) -> int:
    """Return the days given to send indispensable pieces, overlaps counted once."""
    return days_in_union([(r.asked_on, r.suspended_until) for r in piece_requests if r.indispensable])


def implicit_refusal(
    *,
    article: str,
    filed_on: date | None,
    complete_on: date | None,
    piece_requests: tuple[PieceRequest, ...] = (),
    blue_card_of_other_state: bool = False,
    received_by_first_office_on: date | None = None,
) -> Silence:
    """Answer when silence on an application becomes a refusal.

    Raises FactError where the day from which the delay counts is not given.
    """
    received_on = received_by_first_office_on or filed_on
    special = _special(article, received_on or complete_on, blue_card_of_other_state)
    if special is not None:
        days, why = special
        last_day = add_days(needed("complete_on", complete_on), days)
        reasons: Reasons = (_REFUSAL, why)
    else:
        received_on = needed("filed_on", received_on)
        months = parameter("silence_months", received_on)
        last_day = add_months(received_on, months)
        reasons = (_REFUSAL, _months(months))
        if received_by_first_office_on is not None:
            reasons += (_FIRST_OFFICE,)
    indispensable = tuple(request for request in piece_requests if request.indispensable)
    days_more = _days_more(last_day, indispensable)
    on = add_days(last_day, days_more)
    incomplete = (complete_on is not None and complete_on > on) or any(
        request.is_unanswered_on(on) for request in indispensable
    )
    if days_more:
        reasons += (_SUSPENDED,)
    if len(indispensable) < len(piece_requests):
        reasons += (_NOT_SUSPENDED,)
    if incomplete:
        reasons += (_INCOMPLETE,)
    return Silence(on, days_more, not incomplete, reasons)


def _special(article: str, on: date | None, blue_card: bool) -> tuple[int, Reason] | None:
    versions = SILENCE_DELAYS.get(article)
    if versions is None:
        return None
    delay = versions.on(needed("filed_on", on))
    days = delay.days
    if blue_card and delay.days_with_blue_card is not None:
        days = delay.days_with_blue_card
    return None if days is None else (days, _days(delay.rule, days))


def _days_more(last_day: date, indispensable: tuple[PieceRequest, ...]) -> int:
    """Return the days that suspend a delay; a request made after the refusal was born suspends nothing."""
    days, made = 0, sorted(indispensable, key=lambda r: r.asked_on)
    for number, request in enumerate(made, start=1):
        if request.asked_on > add_days(last_day, days):
            break
        days = suspended_days(tuple(made[:number]))
    return days
