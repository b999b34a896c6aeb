"""What people of a prefecture ask for, and nobody has answered yet."""

from dataclasses import dataclass

from django.db.models import F

from sejour.applications.models import CorrectionRequest, Extension, Objection, PetitionState
from sejour.applications.states import OPEN
from sejour.identity.access import Agent

MOST = 100


@dataclass(frozen=True, slots=True)
class Waiting:
    """The oldest of each sort that wait for an answer."""

    extensions: tuple[Extension, ...] = ()
    objections: tuple[Objection, ...] = ()
    corrections: tuple[CorrectionRequest, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits."""
        return not (self.extensions or self.objections or self.corrections)


def waiting(agent: Agent) -> Waiting:
    """Return what waits in the agent's prefecture, oldest first; time asked for by the day that it moves."""
    if agent.prefecture is None:
        return Waiting()
    extensions = Extension.objects.filter(
        state=PetitionState.ASKED,
        request__answered_on=None,
        request__set_aside_on=None,
        request__application__state__in=OPEN,
        request__application__prefecture=agent.prefecture,
    ).select_related("request__application__person")
    objections = Objection.objects.filter(
        state=PetitionState.ASKED,
        closed_on=F("application__closed_on"),
        application__prefecture=agent.prefecture,
    ).select_related("application__person")
    corrections = CorrectionRequest.objects.filter(
        state=PetitionState.ASKED, person__prefecture=agent.prefecture
    ).select_related("person")
    return Waiting(
        tuple(extensions.order_by("due_before", "id")[:MOST]),
        tuple(objections.order_by("id")[:MOST]),
        tuple(corrections.order_by("id")[:MOST]),
    )
