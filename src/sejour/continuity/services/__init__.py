"""What continuity does when something happens to an application."""

from sejour.continuity.services.follow import (
    follow_completion,
    follow_end,
    follow_filing,
    follow_grant,
    follow_hand_over,
    follow_move,
    follow_notified_refusal,
    follow_referral,
    follow_reinstatement,
    look_again,
    review,
)
from sejour.continuity.services.grant import grant_attestation
from sejour.continuity.services.watch import report_without_writing, run_watch

__all__ = [
    "follow_completion",
    "follow_end",
    "follow_filing",
    "follow_grant",
    "follow_hand_over",
    "follow_move",
    "follow_notified_refusal",
    "follow_referral",
    "follow_reinstatement",
    "grant_attestation",
    "look_again",
    "report_without_writing",
    "review",
    "run_watch",
]
