"""What people ask for, answered behind the agent's door: more time, a reopening, a correction."""

from datetime import date, datetime

from sejour.applications import services as applications
from sejour.applications.models import CorrectionRequest, Extension, Objection
from sejour.identity.access import Agent
from sejour.instruction import access
from sejour.instruction.errors import NotASignatory


def grant_time(
    *, agent: Agent, reference: str, number: int, until: date, answer: str, at: datetime
) -> Extension:
    """Give more time to send pieces."""
    access.to_read(agent, reference)
    return applications.grant_time(
        reference=reference, extension_id=number, until=until, answer=answer, actor=agent.actor, at=at
    )


def refuse_time(*, agent: Agent, reference: str, number: int, answer: str, at: datetime) -> Extension:
    """Give no more time, and say why."""
    access.to_read(agent, reference)
    return applications.refuse_time(
        reference=reference, extension_id=number, answer=answer, actor=agent.actor, at=at
    )


def accept_objection(*, agent: Agent, reference: str, number: int, at: datetime) -> Objection:
    """Reopen a file whose closing is objected to. Raises NotASignatory."""
    _require_signatory(agent, reference)
    return applications.accept_objection(reference=reference, objection_id=number, actor=agent.actor, at=at)


def refuse_objection(*, agent: Agent, reference: str, number: int, answer: str, at: datetime) -> Objection:
    """Leave a file closed, and say why. Raises NotASignatory."""
    _require_signatory(agent, reference)
    return applications.refuse_objection(
        reference=reference, objection_id=number, answer=answer, actor=agent.actor, at=at
    )


def _require_signatory(agent: Agent, reference: str) -> None:
    access.to_read(agent, reference)
    if not agent.can_sign:
        raise NotASignatory


def accept_correction(*, agent: Agent, number: int, at: datetime) -> CorrectionRequest:
    """Put right what somebody of the agent's prefecture says is wrong."""
    access.to_correct(agent, number)
    return applications.accept_correction(correction_id=number, actor=agent.actor, at=at)


def refuse_correction(*, agent: Agent, number: int, answer: str, at: datetime) -> CorrectionRequest:
    """Leave what is written, and say why."""
    access.to_correct(agent, number)
    return applications.refuse_correction(correction_id=number, answer=answer, actor=agent.actor, at=at)
