"""Events of the sandbox: a body makes them happen to made-up people, to try its program."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from sejour.bodies import selectors
from sejour.bodies.callers import Caller
from sejour.bodies.choices import EventKind, Level
from sejour.bodies.errors import SandboxOnly, SubscriptionNotFound
from sejour.bodies.events import BodyEventsWritten
from sejour.bodies.models import Event
from sejour.bodies.services.follow import write_event
from sejour.core.clock import PARIS, day_of
from sejour.core.events import publish
from sejour.law.periods import add_days

_OVER = frozenset({EventKind.ENDS, EventKind.WITHDRAWN})
_DAYS = 90


@transaction.atomic
def make_event(*, caller: Caller, subscription_id: UUID, kind: EventKind, at: datetime) -> Event:
    """Make something happen to a made-up person. Raises SandboxOnly, SubscriptionNotFound."""
    if not caller.channel.is_sandbox:
        raise SandboxOnly
    subscription = selectors.subscription_of(caller.channel, subscription_id)
    if subscription is None:
        raise SubscriptionNotFound
    on = day_of(at, PARIS)
    is_over = kind in _OVER
    level = Level.NONE if is_over else Level.FULL
    event = write_event(subscription, kind, level, add_days(on, -1 if is_over else _DAYS), on, at)
    publish(BodyEventsWritten(at=at, on=on, channels=(caller.channel.pk,)))
    return event
