"""Verbs: what changes things for many people at once."""

from sejour.steering.services.law_changes import (
    apply_law_change,
    approve_law_change,
    ask_for_preview,
    preview_law_change,
    propose_law_change,
    propose_undoing,
    refuse_law_change,
)
from sejour.steering.services.law_in_force import read_law_in_force

__all__ = [
    "apply_law_change",
    "approve_law_change",
    "ask_for_preview",
    "preview_law_change",
    "propose_law_change",
    "propose_undoing",
    "read_law_in_force",
    "refuse_law_change",
]
