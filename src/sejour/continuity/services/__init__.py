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
    review,
)
from sejour.continuity.services.grant import grant_attestation

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
    "review",
]
