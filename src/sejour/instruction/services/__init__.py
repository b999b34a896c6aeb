"""The verbs of agents."""

from sejour.instruction.services.acts import (
    ask_for_pieces,
    consult,
    grant_attestation,
    hand_over_card,
    record_card_made,
    refer,
    register_paper_filing,
)
from sejour.instruction.services.decide import confirm, propose, send_back
from sejour.instruction.services.take import release, take, take_next

__all__ = [
    "ask_for_pieces",
    "confirm",
    "consult",
    "grant_attestation",
    "hand_over_card",
    "propose",
    "record_card_made",
    "refer",
    "register_paper_filing",
    "release",
    "send_back",
    "take",
    "take_next",
]
