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
from sejour.continuity.services.share import check_share_code, make_share_code, revoke_share_code
from sejour.continuity.services.watch import report_without_writing, run_watch

__all__ = [
    "check_share_code",
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
    "make_share_code",
    "report_without_writing",
    "review",
    "revoke_share_code",
    "run_watch",
]
