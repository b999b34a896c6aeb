"""Background entry points: deliver what waits, look at what time has changed, forget what is too old."""

from procrastinate import exceptions
from procrastinate.contrib.django import app

from sejour.bodies import selectors
from sejour.bodies.services.deliver import deliver_events as deliver
from sejour.bodies.services.follow import look_at_due
from sejour.bodies.services.tokens import prune
from sejour.core import clock


@app.task(queue="bodies")
def deliver_events(*, channel_id: int) -> None:
    """Deliver what waits on a channel. Two at once: the second finds the first event taken, and leaves."""
    deliver(channel_id=channel_id, now=clock.now)


@app.periodic(cron="* * * * *")
@app.task(queue="bodies", queueing_lock="serve_channels")
def serve_channels(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    """Queue a delivery for each channel on which something waits and whose time has come."""
    for channel_id in selectors.channels_to_serve(at=clock.now()):
        task = deliver_events.configure(queueing_lock=f"bodies/{channel_id}")
        try:
            task.defer(channel_id=channel_id)
        except exceptions.AlreadyEnqueued:
            # One waits already: it will see all that is there.
            continue


@app.periodic(cron="5 * * * *")
@app.task(queue="watch", queueing_lock="look_at_followed", lock="look_at_followed")
def look_at_followed(timestamp: int) -> None:  # noqa: ARG001
    """Tell bodies what time has changed: a day ends at midnight where the person lives, at any hour here."""
    look_at_due(at=clock.now())


@app.periodic(cron="50 3 * * *")
@app.task(queue="upkeep", queueing_lock="prune_bodies")
def prune_bodies(timestamp: int) -> None:  # noqa: ARG001
    """Forget tokens and counts that no longer count."""
    prune(at=clock.now())
