"""The table of consequences.

*Together* touches only our own tables, in the transaction of the act: what must be true at the same
instant. *Afterwards* is everything else: jobs written by the same transaction, which may fail and be
tried again without anybody losing a right.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sejour.applications.events import (
    ApplicantSummoned,
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
    CorrectionAnswered,
    DecisionAnnulled,
    ExtensionGranted,
    ExtensionRefused,
    FilingReassessed,
    ObjectionReceived,
    ObjectionRefused,
    RefusalNotified,
    SummonsCancelled,
)
from sejour.bodies.events import BodyEventsWritten
from sejour.bodies.services import follow as bodies
from sejour.continuity import services as continuity
from sejour.continuity.events import DocumentsIssued, UncoveredDayFound
from sejour.core.events import Fact
from sejour.documents.events import FileFoundInfected, FileStored
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
    FileStored: Reaction(afterwards=(afterwards.scan,)),
    FileFoundInfected: Reaction(afterwards=(afterwards.notify_infected,)),
    ApplicationFiled: Reaction(
        together=(continuity.follow_filing, bodies.follow_person),
        afterwards=(afterwards.notify("application_filed"), afterwards.draw("filing")),
    ),
    FilingReassessed: Reaction(together=(continuity.review, bodies.follow_person)),
    ComplementRequested: Reaction(
        together=(continuity.review,),
        afterwards=(afterwards.notify("complement_requested"), afterwards.draw("requests")),
    ),
    ComplementAnswered: Reaction(
        together=(continuity.review,),
        afterwards=(afterwards.notify("complement_answered"),),
    ),
    ExtensionGranted: Reaction(
        together=(continuity.review, bodies.follow_person),
        afterwards=(afterwards.notify_extension("extension_granted"),),
    ),
    ExtensionRefused: Reaction(afterwards=(afterwards.notify_extension("extension_refused"),)),
    ObjectionReceived: Reaction(afterwards=(afterwards.notify_objection("objection_received"),)),
    ObjectionRefused: Reaction(afterwards=(afterwards.notify_objection("objection_refused"),)),
    CorrectionAnswered: Reaction(afterwards=(afterwards.notify_correction,)),
    ApplicantSummoned: Reaction(afterwards=(afterwards.draw_and_notify_summons,)),
    SummonsCancelled: Reaction(afterwards=(afterwards.notify_summons_cancelled,)),
    ApplicationReferred: Reaction(
        together=(continuity.follow_referral, bodies.follow_person),
        afterwards=(afterwards.notify("application_referred"),),
    ),
    ApplicationGranted: Reaction(
        together=(continuity.follow_grant, together.order_card, bodies.follow_person),
        afterwards=(afterwards.notify("application_granted"),),
    ),
    # Nothing changes before the notification: the person is told that a decision waits.
    ApplicationRefused: Reaction(afterwards=(afterwards.notify("decision_waits"),)),
    RefusalNotified: Reaction(
        together=(continuity.follow_notified_refusal, bodies.follow_person),
        afterwards=(afterwards.draw("refusal"),),
    ),
    ApplicationWithdrawn: Reaction(
        together=(continuity.follow_end, bodies.follow_person),
        afterwards=(afterwards.notify("application_withdrawn"),),
    ),
    ApplicationClosed: Reaction(
        together=(continuity.follow_end, bodies.follow_person),
        afterwards=(afterwards.notify("application_closed"), afterwards.draw("closing")),
    ),
    ApplicationReopened: Reaction(
        together=(continuity.follow_reinstatement, bodies.follow_person),
        afterwards=(afterwards.notify("application_reopened"),),
    ),
    DecisionAnnulled: Reaction(
        together=(continuity.follow_reinstatement, bodies.follow_person),
        afterwards=(afterwards.notify("application_reopened"),),
    ),
    CardMade: Reaction(afterwards=(afterwards.notify_card_made,)),
    PermitRecorded: Reaction(together=(together.reassess_filings, bodies.follow_person)),
    PermitHandedOver: Reaction(
        together=(together.complete_application, continuity.follow_hand_over, bodies.follow_person)
    ),
    ApplicationCompleted: Reaction(
        together=(continuity.follow_completion, bodies.follow_person),
        afterwards=(afterwards.notify("application_completed"),),
    ),
    PersonMoved: Reaction(
        together=(together.transfer_applications, continuity.follow_move, bodies.follow_person)
    ),
    DocumentsIssued: Reaction(
        together=(bodies.follow_documents,), afterwards=(afterwards.draw_and_notify_documents,)
    ),
    BodyEventsWritten: Reaction(afterwards=(afterwards.deliver_to_bodies,)),
    LawChangeProposed: Reaction(afterwards=(afterwards.preview_law_change,)),
    LawChangeApproved: Reaction(afterwards=(afterwards.apply_law_change,)),
    UncoveredDayFound: Reaction(afterwards=(afterwards.raise_alarm,)),
}
