"""A body comes to fetch what happened, beside what it is sent or instead of it."""

from datetime import datetime

from sejour.bodies import selectors
from sejour.bodies.callers import Caller
from sejour.bodies.models import Event
from sejour.bodies.services.number import number_events


def fetch_events(*, caller: Caller, after: int, at: datetime) -> list[Event]:
    """Return the events after a number, a page of them, in their order.

    A body that is sent nothing says by `after` up to where it has read: what it has read waits no more.
    """
    channel = caller.channel
    number_events(channel.pk)
    if not channel.url:
        selectors.waiting(channel.pk).filter(number__lte=after).update(delivered_at=at)
    return selectors.events_after(channel, after)
