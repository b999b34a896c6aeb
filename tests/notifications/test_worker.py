"""The worker as a process: what it was doing when it died is done again; a dead mail server loses nothing."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.conf import settings
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued

from sejour.notifications import services
from sejour.notifications.models import Message, MessageState
from sejour.notifications.notices import SIGN_IN_LINK
from tests.factories.days import NOON
from tests.notifications.mail_servers import Slow, Temper, serving
from tests.outside import outside
from tests.server import Post, Process, address_of, free_port, wait_for


@contextmanager
def worker(database: str, mail_port: int, folder) -> Iterator[Process]:
    """Run the platform's worker while the block runs."""
    environment = outside(
        DJANGO_SETTINGS_MODULE="sejour.project.settings",
        SEJOUR_HOME=str(folder),
        DATABASE_URL=address_of(database),
        SEJOUR_SMTP_HOST="127.0.0.1",
        SEJOUR_SMTP_PORT=str(mail_port),
        SEJOUR_KEYS=str(settings.KEYS_ROOT),
    )
    command = [sys.executable, "-m", "sejour.project.worker"]
    running = Process(command, log=folder / "worker.log", env=environment)
    try:
        yield running
    finally:
        running.stop()


def write(email: str) -> Message:
    """Write a message and queue its sending, as a page does."""
    context = {"path": "/connexion/lien/essai/", "minutes": 30}
    message = services.post(notice=SIGN_IN_LINK, key=email, email=email, context=context, at=NOON)
    assert message
    return message


def job_of(message: Message) -> ProcrastinateJob:
    (found,) = [j for j in ProcrastinateJob.objects.all() if j.args.get("ids") == [message.pk]]
    return found


def is_sent(message: Message) -> bool:
    message.refresh_from_db()
    return message.state == MessageState.SENT


def look_for_dead_workers() -> None:
    """Do at once what the clock does every ten minutes, as if they had passed."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 hour'")
    with suppress(AlreadyEnqueued):  # the clock of the worker that died may have done it
        app.configure_task("sejour.project.tasks.retry_stalled_jobs").defer(timestamp=0)


def test_a_worker_killed_in_the_middle_of_a_job_loses_nothing_and_sends_once(fresh_database, tmp_path):
    port = free_port()
    slow = Slow(tmp_path / "never")
    message = write("awa@exemple.fr")
    with serving(slow, port=port), worker(fresh_database, port, tmp_path) as dying:
        assert slow.has_come.wait(60)
        dying.kill()
        slow.may_go.set()
    message.refresh_from_db()
    assert (message.state, message.attempts) == (MessageState.QUEUED, 0)
    assert job_of(message).status == "doing"

    look_for_dead_workers()
    with serving(Temper(tmp_path / "mail"), port=port), worker(fresh_database, port, tmp_path):
        wait_for("the message", lambda: is_sent(message))
        wait_for("the end of the job", lambda: job_of(message).status == "succeeded")
    letters = Post(tmp_path / "mail").letters("awa@exemple.fr")
    assert [letter.identifier for letter in letters] == [f"<message-{message.pk}@sejour.invalid>"]


def test_a_mail_server_that_is_down_delays_and_loses_nothing(fresh_database, tmp_path):
    port = free_port()
    messages = [write(f"essai{n}@exemple.fr") for n in range(3)]
    with worker(fresh_database, port, tmp_path):
        wait_for("a first try", lambda: all(job_of(message).attempts for message in messages))
        assert not any(is_sent(message) for message in messages)
        with serving(Temper(tmp_path / "mail"), port=port):
            wait_for("the messages", lambda: all(is_sent(message) for message in messages))
    lines = (tmp_path / "mail" / "index.jsonl").read_text("utf-8").splitlines()
    assert sorted(json.loads(line)["to"][0] for line in lines) == [f"essai{n}@exemple.fr" for n in range(3)]
