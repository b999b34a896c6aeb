"""What all petitions share: reasons of a length that somebody reads, one answer, the first that comes."""

from datetime import datetime

from sejour.applications.errors import AlreadyAnswered, ReasonsNeeded, ReasonsTooLong
from sejour.applications.models import Petition, PetitionState
from sejour.applications.purposes import LONGEST_REASONS
from sejour.core.actors import Actor

ANSWERED = ("state", "answer", "answered_at", "answered_by")


def readable(typed: str, *, required: bool) -> str:
    """Return reasons as they are kept. Raises ReasonsNeeded, ReasonsTooLong."""
    reasons = typed.replace("\0", "").strip()
    if required and not reasons:
        raise ReasonsNeeded
    if len(reasons) > LONGEST_REASONS:
        raise ReasonsTooLong(limit=LONGEST_REASONS)
    return reasons


def settle(petition: Petition, *, accepted: bool, answer: str, actor: Actor, at: datetime) -> None:
    """Write the one answer on a petition that is locked, not saved yet. Raises AlreadyAnswered."""
    if not petition.is_waiting:
        raise AlreadyAnswered
    petition.answer = readable(answer, required=not accepted)
    petition.state = PetitionState.ACCEPTED if accepted else PetitionState.REFUSED
    petition.answered_at = at
    petition.answered_by = actor.name
