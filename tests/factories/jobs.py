"""Does in this process what the worker does: for tests that look at the outcome, not at the queue."""

from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob


def run_jobs(*queues: str) -> int:
    """Run the waiting jobs of some queues, those of messages and papers unless told; return how many."""
    done = 0
    while job := _next(queues or ("notices", "papers"), done_already=done):
        app.tasks[job.task_name].func(**job.args)
        done += 1
    return done


def _next(queues: tuple[str, ...], *, done_already: int) -> ProcrastinateJob | None:
    waiting = ProcrastinateJob.objects.filter(queue_name__in=queues, status="todo").order_by("id")
    return waiting[done_already : done_already + 1].first()
