"""Facts about documents."""

from dataclasses import dataclass

from sejour.core.events import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentsIssued(Fact):
    """Documents exist: their pictures may be drawn, their holders told."""

    documents: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UncoveredDayFound(Fact):
    """Somebody who did their part is not covered on a day: the alarm of the platform (R3)."""

    run_id: int
    persons: int
