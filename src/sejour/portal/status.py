"""Where an application stands, as its author is told: a refusal is not told before it is opened."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sejour.applications import selectors
from sejour.applications.states import State

if TYPE_CHECKING:
    from sejour.applications.models import Application

_TONES = {
    State.GRANTED: "good",
    State.COMPLETED: "good",
    State.COMPLEMENT_REQUESTED: "warn",
    State.REFUSED: "bad",
    State.CLOSED: "bad",
}


@dataclass(frozen=True, slots=True)
class Status:
    """A state in words, and its tone: good, warn, bad or none."""

    label: str
    tone: str
    is_unread: bool = False


def status_of(application: "Application") -> Status:
    """Return where an application stands; a decision that waits to be read keeps its meaning to itself."""
    state = State(application.state)
    if state is State.REFUSED:
        decision = selectors.standing_decision(application)
        if decision is not None and decision.notified_on is None:
            return Status("décision prise, à lire", "warn", is_unread=True)
    return Status(str(state.label), _TONES.get(state, ""))
