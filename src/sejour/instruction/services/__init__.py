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
from sejour.instruction.services.appointments import cancel_summons, summon
from sejour.instruction.services.decide import confirm, propose, send_back
from sejour.instruction.services.petitions import (
    accept_correction,
    accept_objection,
    grant_time,
    refuse_correction,
    refuse_objection,
    refuse_time,
)
from sejour.instruction.services.take import release, take, take_next

__all__ = [
    "accept_correction",
    "accept_objection",
    "ask_for_pieces",
    "cancel_summons",
    "confirm",
    "consult",
    "grant_attestation",
    "grant_time",
    "hand_over_card",
    "propose",
    "record_card_made",
    "refer",
    "refuse_correction",
    "refuse_objection",
    "refuse_time",
    "register_paper_filing",
    "release",
    "send_back",
    "summon",
    "take",
    "take_next",
]
