"""What the clock sets off: the watch of the night, reminders, the journal's seal, the queue's upkeep."""

from datetime import date

from django.conf import settings
from procrastinate import JobContext
from procrastinate.contrib.django import app

from sejour.applications.reminders import write_complement_reminders, write_reminders
from sejour.continuity.notices import WATCH_FAILED
from sejour.continuity.selectors import is_watched
from sejour.continuity.services import run_watch
from sejour.core import clock, journal, throttle
from sejour.core.words import in_words
from sejour.notifications import services as notifications

STALLED_SECONDS = 600
KEPT_HOURS = 24 * 14


@app.periodic(cron="15 2-23 * * *")
@app.task(queue="watch", queueing_lock="watch", lock="watch")
def watch_tonight(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    """Run the watch of today, each hour until it goes through; a failure is told to the duty officer.

    A periodic job that is tried again on its own would meet the next one at its lock: the hour tries again.
    """
    day = clock.today()
    if is_watched(day):
        return
    try:
        run_watch(day=day, at=clock.now())
    except Exception:
        tell_failure(day)
        raise


def tell_failure(day: date) -> None:
    """Write to the duty officer that the watch of a day failed, once for that day."""
    notifications.post(
        notice=WATCH_FAILED,
        key=f"watch_failed/{day}",
        email=settings.DUTY_EMAIL,
        context={"day": in_words(day), "iso": day.isoformat()},
        at=clock.now(),
    )


@app.periodic(cron="0 7 * * *")
@app.task(queue="notices", queueing_lock="reminders", lock="reminders")
def remind(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    """Write today's reminders: permits that end, pieces that are awaited."""
    write_reminders(on=clock.today(), at=clock.now())
    write_complement_reminders(on=clock.today(), at=clock.now())


@app.periodic(cron="* * * * *")
@app.task(queue="journal", queueing_lock="seal")
def seal_journal(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    """Seal the journal's new lines."""
    journal.seal(at=clock.now())


@app.periodic(cron="*/10 * * * *")
@app.task(queue="upkeep", queueing_lock="retry_stalled_jobs", pass_context=True)
async def retry_stalled_jobs(context: JobContext, timestamp: int) -> None:  # noqa: ARG001
    """Try again the jobs of a worker that was killed: they stay `doing` for ever otherwise."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS):
        await manager.retry_job(job)


@app.periodic(cron="30 3 * * *")
@app.task(queue="upkeep", queueing_lock="tidy", pass_context=True)
async def forget_finished_jobs(context: JobContext, timestamp: int) -> None:  # noqa: ARG001
    """Remove jobs that are done; those that failed are kept to be seen."""
    await context.app.job_manager.delete_old_jobs(nb_hours=KEPT_HOURS, include_failed=False)


@app.periodic(cron="45 3 * * *")
@app.task(queue="upkeep", queueing_lock="prune")
def prune_throttles(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    """Forget limits that no longer count."""
    throttle.prune(at=clock.now())
