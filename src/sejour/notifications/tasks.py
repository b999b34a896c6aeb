"""Background entry points: send what is written."""

from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from sejour.core import clock
from sejour.notifications import selectors, services
from sejour.notifications.errors import MailUnavailable

# About three days in all: 30 s, then ever longer.
TRIES = 12
RETRIES = RetryStrategy(max_attempts=TRIES, exponential_wait=3, retry_exceptions={MailUnavailable})


@app.task(queue="mail", retry=RETRIES, pass_context=True)
def send_messages(context: JobContext, *, ids: list[int]) -> None:
    """Send a few messages."""
    last_try = context.job.attempts >= TRIES - 1
    services.send_messages(ids=ids, at=clock.now(), last_try=last_try)


@app.periodic(cron="*/5 * * * *")
@app.task(queue="mail", queueing_lock="send_waiting_messages")
def send_waiting_messages(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    """Send messages that no job carries any more: written long ago and still waiting."""
    at = clock.now()
    services.send_messages(ids=selectors.forgotten(at=at), at=at)
