"""The days that matter in a situation, for the page and the calendar."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sejour.law.findings import Reason, Reasons
from sejour.law.periods import add_months
from sejour.law.situation.days import PROVING, paper_reasons
from sejour.law.situation.facts import Facts
from sejour.law.situation.parts import Answers
from sejour.law.situation.today import Today
from sejour.law.tables import parameter, rule


class Event(StrEnum):
    """What happens on a day that matters."""

    WINDOW_OPENS = "window_opens"
    WINDOW_CLOSES = "window_closes"
    DEADLINE = "deadline"
    HELD_ENDS = "held_ends"
    ENTRY_CONDITIONS = "entry_conditions"
    PAPER_ENDS = "paper_ends"
    DOCUMENT_DUE = "document_due"
    GRACE_ENDS = "grace_ends"
    RECEIPT_DUE = "receipt_due"
    SILENCE = "silence"
    APPEAL_ENDS = "appeal_ends"
    CARD_DUE = "card_due"
    HEALTH_COVER_ENDS = "health_cover_ends"


@dataclass(frozen=True, slots=True)
class DatedEvent:
    """A day that matters, and why. `rank` numbers the documents of a chain, `last_day` ends each."""

    event: Event
    day: date
    reasons: Reasons
    rank: int = 1
    last_day: date | None = None


def events(f: Facts, answers: Answers, today: Today) -> tuple[DatedEvent, ...]:
    """Return the days that matter, the earliest first."""
    found = (*_of_filing(f, answers), *_of_documents(f, answers), *_of_others(f, answers, today))
    return tuple(sorted(found, key=lambda e: (e.day, list(Event).index(e.event), e.rank)))


def _of_filing(f: Facts, answers: Answers) -> Iterator[DatedEvent]:
    if f.filed_on is not None:
        return
    window = answers.window_period
    if window is not None and answers.window is not None:
        yield DatedEvent(Event.WINDOW_OPENS, window.first_day, answers.window.reasons)
        yield DatedEvent(Event.WINDOW_CLOSES, window.last_day, answers.window.reasons)
        if f.held_until is not None and f.renews:
            yield _entry_conditions(f.held_until, f.on)
    if answers.deadline is not None and answers.deadline.answer is not None:
        yield DatedEvent(Event.DEADLINE, answers.deadline.answer.closes, answers.deadline.reasons)


def _entry_conditions(held_until: date, on: date) -> DatedEvent:
    """Return the last day on which a late renewal is examined without a new visa (R.431-8)."""
    months = parameter("late_entry_conditions_months", on)
    because = f"Jusqu'à {months} mois après la fin de votre document, le visa n'est pas redemandé."
    reason = Reason(rule("R-DEP-14"), because)
    return DatedEvent(Event.ENTRY_CONDITIONS, add_months(held_until, months), (reason,))


def _of_documents(f: Facts, answers: Answers) -> Iterator[DatedEvent]:
    if f.held_until is not None:
        yield DatedEvent(Event.HELD_ENDS, f.held_until, ())
    if f.paper in PROVING and f.paper_until is not None and f.refused_on is None:
        yield DatedEvent(Event.PAPER_ENDS, f.paper_until, paper_reasons(f))
    if answers.documents is not None and f.outcome is None:
        for rank, period in enumerate(answers.owed, start=1):
            reasons = answers.documents.reasons
            yield DatedEvent(Event.DOCUMENT_DUE, period.first_day, reasons, rank, period.last_day)
    kept = answers.grace_period
    if kept is not None and answers.grace is not None:
        yield DatedEvent(Event.GRACE_ENDS, kept.last_day, answers.grace.reasons)


def _of_others(f: Facts, answers: Answers, today: Today) -> Iterator[DatedEvent]:
    if answers.receipt is not None and answers.receipt.answer is not None:
        yield DatedEvent(Event.RECEIPT_DUE, answers.receipt.answer.full_receipt_by, answers.receipt.reasons)
    if answers.silence is not None and answers.silence_on is not None:
        yield DatedEvent(Event.SILENCE, answers.silence_on, answers.silence.reasons)
    if answers.appeal is not None and answers.limit is not None:
        yield DatedEvent(Event.APPEAL_ENDS, answers.limit, answers.appeal.reasons)
    if answers.card_due is not None and answers.card_due.answer is not None and f.outcome is None:
        yield DatedEvent(Event.CARD_DUE, answers.card_due.answer.by, answers.card_due.reasons)
    if today.health_cover is not None and today.health_cover.answer is not None:
        kept_until = today.health_cover.answer.kept_until
        yield DatedEvent(Event.HEALTH_COVER_ENDS, kept_until, today.health_cover.reasons)
