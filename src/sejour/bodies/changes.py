"""What changed of a right, between what a body knows and what is: one event, or none. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sejour.bodies.answers import Right
from sejour.bodies.choices import EventKind, Level
from sejour.continuity.rights import Proof
from sejour.law.periods import day_after


@dataclass(frozen=True, slots=True)
class Known:
    """What a body knows of a right: what it was told last; `was_withdrawn`: that its end is a withdrawal."""

    right: Right
    was_withdrawn: bool = False


def change(known: Known, now: Right, on: date) -> EventKind | None:
    """Return what happened to a right, seen from a day; None where the body knows it already.

    A withdrawal announced with its last day is not told a second time when that day has passed.
    """
    before = known.right
    if before == now:
        return None
    if before.level is Level.NONE:
        return EventKind.BEGINS
    if now.level is Level.NONE:
        return _stopped(known, on)
    if before.level is not now.level:
        return EventKind.CHANGED
    return EventKind.EXTENDED if _goes_further(before.until, now.until, on) else EventKind.WITHDRAWN


def _stopped(known: Known, on: date) -> EventKind | None:
    until = known.right.until
    ran_out = until is not None and until < on
    if not ran_out:
        return EventKind.WITHDRAWN
    return None if known.was_withdrawn else EventKind.ENDS


def _goes_further(before: date | None, now: date | None, on: date) -> bool:
    """Tell whether a right goes further than was known; an open end that becomes known is a card in hand."""
    if now is None:
        return True
    return now > on if before is None else now > before


def next_look(proofs: Sequence[Proof], day: date) -> date | None:
    """Return the first day after `day` on which a document begins or no longer proves; None for none."""
    begin = [proof.first_day for proof in proofs]
    over = [day_after(proof.last_day) for proof in proofs if proof.last_day is not None]
    return min((boundary for boundary in begin + over if boundary > day), default=None)
