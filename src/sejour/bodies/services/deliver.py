"""Deliver the events of a channel: in order, one at a time, for as long as it takes.

The first that is not delivered is the only one that is tried: a partner that is down for days is asked one
question at a time, ever more rarely, and then gets all that waited, in order, a few a minute.
A process killed between the partner's yes and our commit delivers again, under the same identifier.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from sejour.bodies import messages, selectors, wire
from sejour.bodies.models import Channel, Event
from sejour.bodies.services.number import number_events
from sejour.documents.errors import SignatureUnavailable

# Without a pause, in number and in time: a slow partner keeps no worker from the others.
AT_ONCE = 100
TURN = timedelta(seconds=20)
PAUSE = timedelta(seconds=60)
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=1)
# What a partner may ask for with Retry-After.
LONGEST_ASKED = timedelta(days=1)
_STATE = ["failures", "failing_since", "last_error", "next_try_at"]


def deliver_events(*, channel_id: int, now: Callable[[], datetime]) -> int:
    """Deliver what waits on a channel until something fails or its turn is over; return how many went.

    Nothing is sent to a suspended body, to a channel without address, or before its next try. The clock is
    read at each message: a signature bears the time of its own try.
    """
    number_events(channel_id)
    turn_ends = now() + TURN
    delivered = 0
    while delivered < AT_ONCE and now() < turn_ends:
        if not _deliver_next(channel_id, now()):
            return delivered
        delivered += 1
    Channel.objects.filter(pk=channel_id).update(next_try_at=now() + PAUSE)
    return delivered


@transaction.atomic
def _deliver_next(channel_id: int, at: datetime) -> bool:
    """Deliver the first event that waits; tell whether it was. Not if another process is at it."""
    channel = selectors.open_channels(at=at).filter(pk=channel_id).first()
    first = selectors.waiting(channel_id).first()
    if channel is None or first is None:
        return False
    locked = Event.objects.select_for_update(of=("self",), skip_locked=True).select_related("subscription")
    event = locked.filter(pk=first.pk, delivered_at=None).first()
    if event is None:
        return False
    failure = _send(channel, event, at)
    if failure is not None:
        _put_off(channel, failure, at)
        return False
    event.delivered_at = at
    event.save(update_fields=["delivered_at"])
    _forget_failures(channel)
    return True


@dataclass(frozen=True, slots=True)
class _Failure:
    """Why an event was not taken, and after how long the partner wants to be asked again, if it told."""

    why: str
    asked_wait: timedelta = timedelta(0)


def _send(channel: Channel, event: Event, at: datetime) -> _Failure | None:
    """Send one event; return what went wrong, None where the partner took it (any status of 200 to 299)."""
    body = messages.written(event)
    try:
        reply = wire.post(channel.url, body, messages.headers_of(event, body, at=at))
    except wire.Unreachable as error:
        return _Failure(str(error))
    except SignatureUnavailable:
        return _Failure("notre clé de signature n'a pas répondu")
    if 200 <= reply.status < 300:
        return None
    asked = min(timedelta(seconds=reply.retry_after or 0), LONGEST_ASKED)
    return _Failure(f"réponse {reply.status}", asked)


def _put_off(channel: Channel, failure: _Failure, at: datetime) -> None:
    """Try again later, after twice as long as the last time, and let the desk see why."""
    doubled = FIRST_WAIT * 2 ** min(channel.failures, 10)
    channel.failures += 1
    channel.failing_since = channel.failing_since or at
    channel.last_error = failure.why[:200]
    channel.next_try_at = at + max(min(doubled, LONGEST_WAIT), failure.asked_wait)
    channel.save(update_fields=_STATE)


def _forget_failures(channel: Channel) -> None:
    if channel.failures:
        channel.failures, channel.failing_since, channel.last_error = 0, None, ""
        channel.save(update_fields=_STATE)
