"""Take the next file: the one whose holder loses rights first. Two agents never get the same."""

from datetime import datetime, timedelta

from django.db import connection, transaction

from sejour.applications import services as applications
from sejour.applications.models import Application
from sejour.applications.states import State
from sejour.core import journal
from sejour.core.errors import NotFound
from sejour.identity.access import Agent
from sejour.instruction import access
from sejour.instruction.errors import NothingToTake, TakenByAnother
from sejour.instruction.models import Assignment

LEASE = timedelta(hours=2)

# Rows that a colleague is taking are passed over; a lease that has run out counts for nothing.
_NEXT = """
SELECT a.reference FROM continuity_coverage c
JOIN applications_application a ON a.id = c.application_id
WHERE c.prefecture_id = %(prefecture)s AND a.state IN ('filed', 'under_instruction')
  AND NOT EXISTS (SELECT 1 FROM instruction_assignment i
                  WHERE i.application_id = c.application_id AND i.until > %(at)s)
ORDER BY c.loss_on, c.application_id LIMIT 1
FOR UPDATE OF c SKIP LOCKED
"""
# The last word on who has the file: one row an application, overwritten only when its lease is over.
_LEASE = """
INSERT INTO instruction_assignment (application_id, agent_id, taken_at, until)
VALUES (%(application)s, %(agent)s, %(at)s, %(until)s)
ON CONFLICT (application_id) DO UPDATE
    SET agent_id = excluded.agent_id, taken_at = excluded.taken_at, until = excluded.until
    WHERE instruction_assignment.until <= %(at)s OR instruction_assignment.agent_id = excluded.agent_id
RETURNING application_id
"""


def take_next(*, agent: Agent, at: datetime) -> Application:
    """Take the file that comes first and that nobody has in hand. Raises NothingToTake."""
    if agent.prefecture is None:
        raise NotFound
    while True:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(_NEXT, {"prefecture": agent.prefecture.pk, "at": at})
                row = cursor.fetchone()
            if row is None:
                raise NothingToTake
            try:
                return take(agent=agent, reference=row[0], at=at)
            except TakenByAnother:
                # Taken between our look and our lock: look again.
                continue


@transaction.atomic
def take(*, agent: Agent, reference: str, at: datetime) -> Application:
    """Take a file in hand, for a while. Raises TakenByAnother."""
    application = access.to_read(agent, reference)
    with connection.cursor() as cursor:
        cursor.execute(
            _LEASE,
            {
                "application": application.pk,
                "agent": agent.posting.pk,
                "at": at,
                "until": at + LEASE,
            },
        )
        if cursor.fetchone() is None:
            raise TakenByAnother
    journal.append(
        stream=journal.stream_of("application", reference), verb="assigned", actor=agent.actor, at=at
    )
    if application.state == State.FILED:
        return applications.take_up(reference=reference, actor=agent.actor, at=at)
    return application


@transaction.atomic
def release(*, agent: Agent, reference: str, at: datetime) -> None:
    """Hand a file back to the others."""
    application = access.to_read(agent, reference)
    if Assignment.objects.filter(application=application, agent=agent.posting).delete()[0]:
        journal.append(
            stream=journal.stream_of("application", reference), verb="released", actor=agent.actor, at=at
        )


def require_in_hand(agent: Agent, application: Application, at: datetime) -> None:
    """Take the file for this act if nobody has it. Raises TakenByAnother."""
    take(agent=agent, reference=application.reference, at=at)
