"""Facts about documents."""

from dataclasses import dataclass

from sejour.core.events import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentsIssued(Fact):
    """Documents exist: their pictures may be drawn, their holders told."""

    documents: tuple[int, ...]
