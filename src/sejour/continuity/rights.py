"""What a person may do on a day: the union of what all their documents prove.

Pure: it reads proofs, not tables. `selectors.py` gathers the proofs of a person.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sejour.law.kinds import Work
from sejour.law.periods import Period, day_after


@dataclass(frozen=True, slots=True)
class Proof:
    """A document that proves a lawful stay, from a first to a last day (None: no end yet).

    `with_expired_permit`: it proves together with the expired document.
    """

    kind: str
    first_day: date
    last_day: date | None
    work: Work
    article: str
    document_id: int | None = None

    def holds(self, day: date) -> bool:
        """Tell whether it proves the stay on `day`."""
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)


@dataclass(frozen=True, slots=True)
class Rights:
    """Rights on a day: whether the stay is proven, the widest right to work, and until when each goes on.

    `stay_until` and `work_until` are None where there is no right, or no known end (`has_no_end`).
    """

    day: date
    stay: bool
    stay_until: date | None
    work: Work
    work_until: date | None
    has_no_end: bool
    proofs: tuple[Proof, ...]


def rights_on(day: date, proofs: Sequence[Proof]) -> Rights:
    """Return the rights that a person's documents prove together on `day`."""
    today = tuple(proof for proof in proofs if proof.holds(day))
    if not today:
        return Rights(day, False, None, Work.NONE, None, False, ())
    work = max((proof.work for proof in today), key=lambda w: w.rank)
    stay_until = _goes_on_until(day, proofs)
    enough = [proof for proof in proofs if proof.work.rank >= work.rank]
    work_until = _goes_on_until(day, enough) if work is not Work.NONE else None
    return Rights(day, True, stay_until, work, work_until, stay_until is None, today)


def _goes_on_until(day: date, proofs: Sequence[Proof]) -> date | None:
    """Return the last day reached from `day` without a day missing; None where nothing ends it."""
    reached = None
    for proof in sorted(proofs, key=lambda p: p.first_day):
        begins_in_reach = proof.first_day <= (day_after(reached) if reached else day)
        if not begins_in_reach or (proof.last_day is not None and proof.last_day < day):
            continue
        if proof.last_day is None:
            return None
        reached = max(reached or proof.last_day, proof.last_day)
    return reached


def unbroken(proofs: Sequence[Proof], until: date) -> Period | None:
    """Return the last run of days, none after `until`, that documents prove without a day missing.

    It claims no day that no document proves; None where nothing proves any day yet.
    """
    begun: date | None = None
    reached: date | None = None
    for proof in sorted(proofs, key=lambda p: p.first_day):
        if proof.first_day > until:
            break
        last = until if proof.last_day is None else min(proof.last_day, until)
        if reached is None or proof.first_day > day_after(reached):
            begun, reached = proof.first_day, last
        else:
            reached = max(reached, last)
    return Period(begun, reached) if begun and reached else None
