"""What the silence of the administration means, and when (R.432-1, R.432-2, CRPA L.114-5)."""

from dataclasses import dataclass
from datetime import date

from sejour.law.facts import missing
from sejour.law.findings import Reason, Reasons
from sejour.law.periods import add_days, add_months, days_in_union
from sejour.law.tables import SILENCE_DELAYS, SILENCE_MONTHS, rule

_REFUSAL = Reason(rule("R-IMP-01"), "Sans réponse à cette date, votre demande est réputée refusée.")
_GENERAL = Reason(rule("R-IMP-02"), "Le délai est de quatre mois.")
_FIRST_OFFICE = Reason(
    rule("R-TEL-13"), "Le délai compte du jour où la première administration a reçu la demande."
)
_SUSPENDED = Reason(rule("R-CMP-04"), "Le temps donné pour produire une pièce indispensable ne compte pas.")
_NOT_SUSPENDED = Reason(rule("R-CMP-05"), "Une pièce qui n'est pas indispensable n'arrête pas le délai.")
_INCOMPLETE = Reason(
    rule("R-IMP-06"), "Une pièce indispensable manquait : ce silence ne se conteste pas devant le juge."
)


@dataclass(frozen=True, slots=True)
class PieceRequest:
    """Pieces that the administration asked for, until when, and when they came."""

    asked_on: date
    due_on: date
    received_on: date | None = None
    indispensable: bool = False

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


def implicit_refusal(
    *,
    article: str,
    filed_on: date,
    complete_on: date | None,
    piece_requests: tuple[PieceRequest, ...] = (),
    blue_card_of_other_state: bool = False,
    received_by_first_office_on: date | None = None,
) -> Silence:
    """Answer when silence on an application becomes a refusal.

    Raises FactError where the delay counts from the complete application and its day is not given.
    """
    last_day, reasons = _last_day(
        article, received_by_first_office_on or filed_on, complete_on, blue_card_of_other_state
    )
    if received_by_first_office_on is not None:
        reasons += (_FIRST_OFFICE,)
    on, suspended_days, spans = last_day, 0, []
    for request in sorted(piece_requests, key=lambda r: (r.asked_on, r.due_on)):
        if not request.indispensable:
            continue
        if request.asked_on > on:
            # The refusal was born before this request: nothing is left to suspend.
            break
        spans.append((request.asked_on, request.suspended_until))
        suspended_days = days_in_union(spans)
        on = add_days(last_day, suspended_days)
    incomplete = (complete_on is not None and complete_on > on) or any(
        request.indispensable and request.asked_on <= on and request.is_unanswered_on(on)
        for request in piece_requests
    )
    if suspended_days:
        reasons += (_SUSPENDED,)
    if any(not request.indispensable for request in piece_requests):
        reasons += (_NOT_SUSPENDED,)
    if incomplete:
        reasons += (_INCOMPLETE,)
    return Silence(on, suspended_days, not incomplete, reasons)


def _last_day(
    article: str, received_on: date, complete_on: date | None, blue_card: bool
) -> tuple[date, Reasons]:
    special = SILENCE_DELAYS.get(article)
    if special is not None:
        days = special.days_with_blue_card if blue_card else special.days
        if days is None:
            days = special.days
        if days is not None:
            if complete_on is None:
                raise missing("complete_on")
            because = f"Pour ce titre, le délai est de {days} jours après la demande complète."
            return add_days(complete_on, days), (_REFUSAL, Reason(special.rule, because))
    return add_months(received_on, SILENCE_MONTHS), (_REFUSAL, _GENERAL)
