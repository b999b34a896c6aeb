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
    ApplicationRefused,
    ApplicationReopened,
    ApplicationWithdrawn,
    ComplementAnswered,
    ComplementRequested,
    DecisionAnnulled,
    FilingReassessed,
    RefusalNotified,
)
from sejour.continuity import services as continuity
from sejour.continuity.events import DocumentsIssued, UncoveredDayFound
from sejour.core.events import Fact
from sejour.identity.events import PersonMoved, SignInLinkAsked
from sejour.permits.events import CardMade, PermitHandedOver, PermitRecorded
from sejour.reactions import afterwards, together
from sejour.steering.events import LawChangeApproved, LawChangeProposed

Reacts = tuple[Callable[[Any], object], ...]


@dataclass(frozen=True, slots=True)
class Reaction:
    """What follows a fact, at the same instant and afterwards."""

    together: Reacts = ()
    afterwards: Reacts = ()


WHEN: dict[type[Fact], Reaction] = {
    SignInLinkAsked: Reaction(afterwards=(afterwards.send_sign_in_link,)),
    ApplicationFiled: Reaction(
        together=(continuity.follow_filing,),
        afterwards=(afterwards.notify("application_filed"),),
    ),
    FilingReassessed: Reaction(together=(continuity.review,)),
    ComplementRequested: Reaction(
        together=(continuity.review,),
        afterwards=(afterwards.notify("complement_requested"),),
    ),
    ComplementAnswered: Reaction(
        together=(continuity.review,),
        afterwards=(afterwards.notify("complement_answered"),),
    ),
    ApplicationReferred: Reaction(
        together=(continuity.follow_referral,),
        afterwards=(afterwards.notify("application_referred"),),
    ),
    ApplicationGranted: Reaction(
        together=(continuity.follow_grant, together.order_card),
        afterwards=(afterwards.notify("application_granted"),),
    ),
    # Nothing changes before the notification: the person is told that a decision waits.
    ApplicationRefused: Reaction(afterwards=(afterwards.notify("decision_waits"),)),
    RefusalNotified: Reaction(together=(continuity.follow_notified_refusal,)),
    ApplicationWithdrawn: Reaction(
        together=(continuity.follow_end,),
        afterwards=(afterwards.notify("application_withdrawn"),),
    ),
    ApplicationClosed: Reaction(
        together=(continuity.follow_end,),
        afterwards=(afterwards.notify("application_closed"),),
    ),
    ApplicationReopened: Reaction(
        together=(continuity.follow_reinstatement,),
        afterwards=(afterwards.notify("application_reopened"),),
    ),
    DecisionAnnulled: Reaction(
        together=(continuity.follow_reinstatement,),
        afterwards=(afterwards.notify("application_reopened"),),
    ),
    CardMade: Reaction(afterwards=(afterwards.notify_card_made,)),
    PermitRecorded: Reaction(together=(together.reassess_filings,)),
    PermitHandedOver: Reaction(together=(together.complete_application, continuity.follow_hand_over)),
    ApplicationCompleted: Reaction(
        together=(continuity.follow_completion,),
        afterwards=(afterwards.notify("application_completed"),),
    ),
    PersonMoved: Reaction(together=(together.transfer_applications, continuity.follow_move)),
    DocumentsIssued: Reaction(afterwards=(afterwards.draw_and_notify_documents,)),
    LawChangeProposed: Reaction(afterwards=(afterwards.preview_law_change,)),
    LawChangeApproved: Reaction(afterwards=(afterwards.apply_law_change,)),
    UncoveredDayFound: Reaction(afterwards=(afterwards.raise_alarm,)),
}
