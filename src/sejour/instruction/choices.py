"""Choices that forms of agents offer, in the words of people."""

from sejour.applications.models import Outcome, Procedure
from sejour.permits.models import KINDS, WORK

__all__ = ["PERMIT_KINDS", "PERMIT_WORK", "PROCEDURES", "Outcome", "Procedure"]

PERMIT_KINDS: list[tuple[str, str]] = [(kind.value, label) for kind, label in KINDS.items()]
PERMIT_WORK: list[tuple[str, str]] = [(work.value, label) for work, label in WORK.items()]
PROCEDURES: list[tuple[str, str]] = [(choice.value, str(choice.label)) for choice in Procedure]
