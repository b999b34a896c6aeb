"""The one thing to do first, and by when."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sejour.law.findings import Reason, Reasons
from sejour.law.kinds import DepositStatus, DocumentKind, FirstBasis
from sejour.law.periods import day_before
from sejour.law.situation.days import INCOMPLETE, Cause, Stretch
from sejour.law.situation.facts import REFUSALS, Facts, Outcome, Wish
from sejour.law.situation.parts import Answers
from sejour.law.situation.today import Today
from sejour.law.sources import Certainty
from sejour.law.tables import rule


class Act(StrEnum):
    """What to do first."""

    ANSWER = "answer"
    CONTEST = "contest"
    CONTEST_REMOVAL = "contest_removal"
    LIMIT_OVER = "limit_over"
    CLAIM_FAVORABLE = "claim_favorable"
    AWAIT_CARD = "await_card"
    SEND_PIECES = "send_pieces"
    CLAIM_DOCUMENT = "claim_document"
    WEIGH_SILENCE = "weigh_silence"
    ASK_AGENT = "ask_agent"
    AWAIT = "await"
    PREPARE = "prepare"
    FILE = "file"
    FILE_NOW = "file_now"
    FILE_AFTER_END = "file_after_end"
    ENTRY_CONDITIONS = "entry_conditions"
    FILE_FIRST = "file_first"
    FILE_FIRST_NOW = "file_first_now"
    VALIDATE_VISA = "validate_visa"
    ASK_DUPLICATE = "ask_duplicate"
    RENEW_INSTEAD = "renew_instead"


@dataclass(frozen=True, slots=True)
class Action:
    """What to do first, by which day (None where none is known), not before which day, and why."""

    act: Act
    by: date | None = None
    reasons: Reasons = ()
    not_before: date | None = None


_SILENCE_CHANGES_NOTHING = Reason(
    rule("R-API-03"),
    "Ce refus supposé n'arrête pas vos documents : ils vous sont dus jusqu'à une décision écrite.",
    Certainty.MEDIUM,
)
_REASONS_DUE = Reason(
    rule("R-IMP-08"), "Dans le délai de recours, vous pouvez demander par écrit les raisons de ce refus."
)
_WITH_DOUBT = frozenset({Cause.FILED_LATE, Cause.NO_RIGHT, Cause.UNSAID})


def first_action(f: Facts, answers: Answers, days: tuple[Stretch, ...], today: Today) -> Action:
    """Answer what to do first."""
    if f.outcome in REFUSALS:
        return _after_refusal(f, answers)
    if f.outcome is Outcome.GRANTED:
        return _after_grant(f, answers)
    if f.filed_on is not None:
        return _while_examined(f, answers, days, today)
    return _BEFORE[f.wish](f, answers)


def _after_refusal(f: Facts, answers: Answers) -> Action:
    limit, reasons = answers.limit, () if answers.appeal is None else answers.appeal.reasons
    removal = f.outcome is Outcome.REFUSED_WITH_REMOVAL
    if limit is not None and limit < f.on:
        return Action(Act.LIMIT_OVER, None, reasons)
    return Action(Act.CONTEST_REMOVAL if removal else Act.CONTEST, limit, reasons)


def _after_grant(f: Facts, answers: Answers) -> Action:
    reasons = () if answers.favorable is None else answers.favorable.reasons
    if f.paper is DocumentKind.ATTESTATION_DECISION_FAVORABLE:
        return Action(Act.AWAIT_CARD, None, reasons)
    return Action(Act.CLAIM_FAVORABLE, f.on, reasons)


def _while_examined(f: Facts, answers: Answers, days: tuple[Stretch, ...], today: Today) -> Action:
    if f.incomplete:
        return Action(Act.SEND_PIECES, None, (INCOMPLETE,))
    if today.shown is not None and not today.shown.in_hand and f.wish is not Wish.DUPLICATE:
        return Action(Act.CLAIM_DOCUMENT, f.on, today.shown.reasons)
    born_on, limit = answers.silence_on, answers.limit
    if born_on is not None and limit is not None and born_on < f.on <= limit:
        assert answers.appeal is not None
        return Action(
            Act.WEIGH_SILENCE, limit, (_SILENCE_CHANGES_NOTHING, _REASONS_DUE, *answers.appeal.reasons)
        )
    gap = next((s for s in days if s.cause is not None and s.days.last_day >= f.on), None)
    if gap is not None and gap.cause in _WITH_DOUBT:
        return Action(Act.ASK_AGENT, max(f.on, day_before(gap.days.first_day)), gap.reasons)
    if gap is not None and gap.cause is Cause.UNKNOWN and f.on in gap.days:
        return Action(Act.ANSWER)
    due = next((period.first_day for period in answers.owed if period.first_day > f.on), None)
    return Action(Act.AWAIT, due, () if answers.documents is None else answers.documents.reasons)


def _before_a_filing(f: Facts, answers: Answers) -> Action:
    if answers.no_window is not None and f.held_until is not None:
        if f.held_until < f.on:
            return Action(Act.FILE_AFTER_END, f.on, (answers.no_window,))
        return Action(Act.FILE, f.held_until, (answers.no_window,))
    window, deposit = answers.window_period, answers.deposit
    if window is None or deposit is None or deposit.answer is None or f.held_until is None:
        return Action(Act.ANSWER)
    match deposit.answer.status:
        case DepositStatus.TOO_EARLY:
            return Action(Act.PREPARE, window.last_day, deposit.reasons, window.first_day)
        case DepositStatus.IN_TIME:
            return Action(Act.FILE, max(window.last_day, f.on), deposit.reasons)
        case DepositStatus.LATE if f.on <= f.held_until:
            return Action(Act.FILE_NOW, f.on, deposit.reasons)
        case DepositStatus.LATE:
            return Action(Act.FILE_AFTER_END, f.on, deposit.reasons)
        case _:
            return Action(Act.ENTRY_CONDITIONS, f.on, deposit.reasons)


def _before_a_first_filing(f: Facts, answers: Answers) -> Action:
    if f.is_protected:
        return Action(Act.FILE_FIRST_NOW, f.on, () if answers.card_due is None else answers.card_due.reasons)
    if answers.deadline is None or answers.deadline.answer is None:
        return Action(Act.ANSWER)
    closes, reasons = answers.deadline.answer.closes, answers.deadline.reasons
    if f.basis is FirstBasis.LONG_STAY_VISA_VALIDATION:
        return Action(Act.VALIDATE_VISA, max(closes, f.on), reasons)
    if closes < f.on:
        return Action(Act.FILE_FIRST_NOW, f.on, reasons)
    return Action(Act.FILE_FIRST, closes, reasons)


def _for_a_duplicate(f: Facts, answers: Answers) -> Action:
    """Answer for a lost card: where its renewal can be asked for already, a duplicate would not last."""
    window = answers.window_period
    ended = f.held_until is not None and f.held_until < f.on
    if ended or (window is not None and window.first_day <= f.on):
        by = f.on if window is None else max(window.last_day, f.on)
        return Action(Act.RENEW_INSTEAD, by, () if answers.window is None else answers.window.reasons)
    return Action(Act.ASK_DUPLICATE, None, () if answers.fees is None else answers.fees.reasons)


_BEFORE: dict[Wish, Callable[[Facts, Answers], Action]] = {
    Wish.RENEWAL: _before_a_filing,
    Wish.NEW_GROUND: _before_a_filing,
    Wish.FIRST: _before_a_first_filing,
    Wish.DUPLICATE: _for_a_duplicate,
}
