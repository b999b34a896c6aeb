"""Facts about changes for many."""

from dataclasses import dataclass

from sejour.core.events import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class LawChangeProposed(Fact):
    """A change of law is proposed: its effects are to be worked out."""

    change_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LawChangeApproved(Fact):
    """A change of law came into force: the files that it touches are to be looked at again."""

    change_id: int
