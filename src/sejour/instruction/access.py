"""The doors to a file for an agent: of their prefecture, or nothing. Unknown and forbidden are alike."""

from sejour.applications.models import Application, CorrectionRequest
from sejour.applications.states import State
from sejour.core.errors import NotFound
from sejour.identity.access import Agent


def to_read(agent: Agent, reference: str) -> Application:
    """Open a file of the agent's prefecture. Raises NotFound; a draft is its author's alone."""
    found = None
    if agent.prefecture is not None:
        found = (
            Application.objects.filed()
            .filter(reference=reference, prefecture=agent.prefecture)
            .select_related("person", "prefecture", "held_permit", "delivered_permit", "assignment__agent")
            .first()
        )
    if found is None:
        raise NotFound
    return found


def to_correct(agent: Agent, number: int) -> CorrectionRequest:
    """Open what somebody of the agent's prefecture asks to have corrected. Raises NotFound."""
    found = None
    if agent.prefecture is not None:
        found = (
            CorrectionRequest.objects.filter(pk=number, person__prefecture=agent.prefecture)
            .select_related("person__prefecture", "evidence")
            .first()
        )
    if found is None:
        raise NotFound
    return found


def abilities(agent: Agent, application: Application) -> dict[str, bool]:
    """Return what this agent may do with this file now; pages and endpoints ask nowhere else."""
    in_hand = application.state in (State.FILED, State.UNDER_INSTRUCTION, State.COMPLEMENT_REQUESTED)
    proposed = application.state == State.DECISION_PROPOSED
    return {
        "ask": in_hand,
        "propose": in_hand,
        "confirm": proposed and agent.can_sign,
        "refer": application.is_open and application.referred_on is None,
        "grant": application.is_open,
        "card": application.state == State.GRANTED,
        "summon": application.is_open or application.state == State.GRANTED,
        "answer_objection": application.state == State.CLOSED and agent.can_sign,
    }
