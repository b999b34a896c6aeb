"""When people are told that their permit ends: at the opening of the window, then on fixed days."""

from dataclasses import dataclass
from datetime import date

from sejour.law import filing
from sejour.law.kinds import PermitKind
from sejour.law.periods import add_days
from sejour.law.tables import load

OPENING = "opening"
_TABLE = load("reminders")
_ONLINE: tuple[int, ...] = tuple(_TABLE["online"])
_COUNTER: tuple[int, ...] = tuple(_TABLE["counter"])
_COMPLEMENT: tuple[int, ...] = tuple(_TABLE["complement"])


@dataclass(frozen=True, slots=True)
class Step:
    """One reminder: its name (`opening`, or the number of days left) and its day."""

    name: str
    day: date


def steps(
    *, held_until: date, held_kind: PermitKind, online: bool, article: str | None = None
) -> tuple[Step, ...]:
    """Return the reminders owed to the holder of a document, first to last.

    Where no window applies, the days of a window are told all the same: it is a good time to file.
    """
    window, _ = filing.deposit_window(held_until=held_until, online=online, on=held_until, article=article)
    days = _ONLINE if online or not filing.has_window(held_kind) else _COUNTER
    fixed = tuple(Step(str(left), add_days(held_until, -left)) for left in days)
    return (Step(OPENING, window.first_day), *fixed)


def complement_steps(*, asked_on: date, due_on: date) -> tuple[Step, ...]:
    """Return the reminders owed to whom pieces are asked for; a short time given leaves room for fewer."""
    fixed = (Step(str(left), add_days(due_on, -left)) for left in _COMPLEMENT)
    return tuple(step for step in fixed if step.day > asked_on)


def step_reached(today: date, found: tuple[Step, ...]) -> Step | None:
    """Return the last reminder whose day has come, if the document has not ended before today."""
    reached = [step for step in found if step.day <= today]
    ended = found[-1].day < today
    return None if ended or not reached else reached[-1]
