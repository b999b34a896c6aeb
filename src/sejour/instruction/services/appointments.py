"""Appointments that an agent gives and takes back, behind the agent's door."""

from datetime import datetime

from sejour.applications import services as applications
from sejour.applications.models import Summons
from sejour.applications.purposes import SummonsPurpose
from sejour.identity.access import Agent
from sejour.instruction import access


def summon(
    *,
    agent: Agent,
    reference: str,
    purpose: SummonsPurpose,
    place: str,
    held_at: datetime,
    at: datetime,
    bring: str = "",
) -> Summons:
    """Give an appointment to the applicant of a file of the agent's prefecture."""
    access.to_read(agent, reference)
    return applications.summon(
        reference=reference,
        purpose=purpose,
        place=place,
        held_at=held_at,
        bring=bring,
        actor=agent.actor,
        at=at,
    )


def cancel_summons(*, agent: Agent, reference: str, summons_id: int, because: str, at: datetime) -> Summons:
    """Take an appointment back, and say why."""
    access.to_read(agent, reference)
    return applications.cancel_summons(
        reference=reference, summons_id=summons_id, because=because, actor=agent.actor, at=at
    )
