"""The table of consequences.

*Together* touches only our own tables, in the transaction of the act: what must be true at the same
instant. *Afterwards* is everything else: jobs written by the same transaction, which may fail and be
tried again without anybody losing a right.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sejour.applications.events import (
    ApplicationClosed,
    ApplicationCompleted,
    ApplicationFiled,
    ApplicationGranted,
    ApplicationReferred,
    ApplicationReopened,
    ApplicationWithdrawn,
    ComplementAnswered,
    ComplementRequested,
    DecisionAnnulled,
    FilingReassessed,
    RefusalNotified,
)
from sejour.continuity import services as continuity
from sejour.core.events import Fact
from sejour.identity.events import PersonMoved
from sejour.permits.events import PermitHandedOver, PermitRecorded
from sejour.reactions import together

Reacts = tuple[Callable[[Any], object], ...]


@dataclass(frozen=True, slots=True)
class Reaction:
    """What follows a fact, at the same instant and afterwards."""

    together: Reacts = ()
    afterwards: Reacts = ()


WHEN: dict[type[Fact], Reaction] = {
    ApplicationFiled: Reaction(together=(continuity.follow_filing,)),
    FilingReassessed: Reaction(together=(continuity.review,)),
    ComplementRequested: Reaction(together=(continuity.review,)),
    ComplementAnswered: Reaction(together=(continuity.review,)),
    ApplicationReferred: Reaction(together=(continuity.follow_referral,)),
    ApplicationGranted: Reaction(together=(continuity.follow_grant, together.order_card)),
    RefusalNotified: Reaction(together=(continuity.follow_notified_refusal,)),
    ApplicationWithdrawn: Reaction(together=(continuity.follow_end,)),
    ApplicationClosed: Reaction(together=(continuity.follow_end,)),
    ApplicationReopened: Reaction(together=(continuity.follow_reinstatement,)),
    DecisionAnnulled: Reaction(together=(continuity.follow_reinstatement,)),
    ApplicationCompleted: Reaction(together=(continuity.follow_completion,)),
    PermitRecorded: Reaction(together=(together.reassess_filings,)),
    PermitHandedOver: Reaction(together=(together.complete_application, continuity.follow_hand_over)),
    PersonMoved: Reaction(together=(together.transfer_applications, continuity.follow_move)),
}
