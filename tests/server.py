"""The platform as processes, for tests that look at it from outside: web server, worker, mail server."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any, Self
from urllib.error import URLError
from urllib.request import urlopen

import psycopg
from django.conf import settings
from django.db import connection
from psycopg import sql

from sejour.project.smtp import INDEX
from tests.factories.days import TODAY, at
from tests.outside import outside

# Only a test that has failed waits as long as this.
PATIENCE = 90.0


def wait_for(what: str, found: Callable[[], Any], *, patience: float = PATIENCE) -> Any:
    """Return what `found` returns once it is something; fail when it never comes."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        answer = found()
        if answer:
            return answer
        time.sleep(0.05)
    raise AssertionError(f"never came: {what}")


def free_port() -> int:
    """Return a port that nobody listens to."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


# Databases -----------------------------------------------------------------------------------


def address_of(database: str) -> str:
    """Return the connection string of a database on the tests' server."""
    known = connection.settings_dict
    return f"host={known['HOST']} port={known['PORT']} user={known['USER']} dbname={database}"


@contextmanager
def copy_of_database(label: str) -> Iterator[str]:
    """Copy the tests' database, migrated and with its reference data; drop the copy at the end."""
    template = connection.settings_dict["NAME"]
    name = f"{template}_{label}"
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    copy = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template))
    connection.close()
    with psycopg.connect(address_of("postgres"), autocommit=True) as server:
        server.execute(drop)
        server.execute(copy)
    try:
        yield name
    finally:
        with psycopg.connect(address_of("postgres"), autocommit=True) as server:
            server.execute(drop)


@contextmanager
def connected_to(database: str) -> Iterator[None]:
    """Make this process work on another database for a while."""
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = database
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


# Mail ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Letter:
    """A message that a mail server took in."""

    to: tuple[str, ...]
    subject: str
    text: str
    identifier: str
    name: str

    @property
    def links(self) -> list[str]:
        """The addresses that the letter gives."""
        return [word for word in self.text.split() if word.startswith("http")]


class Post:
    """What a mail server received, as files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def letters(self, to: str = "") -> list[Letter]:
        """Return the letters to an address, oldest first."""
        index = self.folder / INDEX
        if not index.exists():
            return []
        lines = [json.loads(line) for line in index.read_text("utf-8").splitlines()]
        return [self._read(line["name"], line["to"]) for line in lines if not to or to in line["to"]]

    def _read(self, name: str, recipients: list[str]) -> Letter:
        parsed = message_from_bytes((self.folder / name).read_bytes(), policy=default)
        body = parsed.get_body(("plain",))
        assert body is not None
        text = body.get_content()
        return Letter(
            tuple(recipients), str(parsed["subject"]).strip(), text, str(parsed["message-id"]), name
        )

    def wait_for(self, to: str, subject: str) -> Letter:
        """Return the last letter to an address whose subject begins so, once it has come."""
        found = wait_for(
            f"a letter to {to}: {subject}",
            lambda: [letter for letter in self.letters(to) if letter.subject.startswith(subject)],
        )
        return found[-1]


# Processes -----------------------------------------------------------------------------------


class Process:
    """A program of ours that runs beside the tests; what it says goes to a file."""

    def __init__(self, command: list[str], *, log: Path, env: dict[str, str], **more: Any) -> None:
        self.log = log
        with log.open("ab") as output:
            self.running = subprocess.Popen(
                command,
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
                **more,
            )

    @property
    def has_ended(self) -> bool:
        return self.running.poll() is not None

    def stop(self) -> None:
        """Ask it to end, and wait until it has."""
        if not self.has_ended:
            self.running.send_signal(signal.SIGTERM)
            try:
                self.running.wait(20)
            except subprocess.TimeoutExpired:
                self.kill()
        self.running.wait()

    def kill(self) -> None:
        """End it and its children at once, as a failing machine does."""
        if not self.has_ended:
            os.killpg(self.running.pid, signal.SIGKILL)
        self.running.wait()


class Site:
    """The running platform: on a database, at a day, with a mailbox. A `with` block starts and stops it."""

    def __init__(
        self,
        folder: Path,
        *,
        database: str = "",
        database_url: str = "",
        static: Path,
        today: date = TODAY,
        worker: bool = True,
    ) -> None:
        self.folder = folder
        self.database = database
        # Around noon of that day, whenever the tests run: midnight never comes in the middle of one.
        self.ahead = int((at(today) - datetime.now(UTC)).total_seconds())
        self.post = Post(folder / "mail")
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self.listener.getsockname()[1]
        self.mail_port = free_port()
        self.url = f"http://localhost:{self.port}"
        self._database_url = database_url or address_of(database)
        self._with_worker = worker
        self._processes: dict[str, Process] = {}
        folder.mkdir(exist_ok=True)
        (folder / "static").symlink_to(static)

    @property
    def environment(self) -> dict[str, str]:
        """What the processes are told: production settings, on a day of our choosing."""
        return outside(
            DJANGO_SETTINGS_MODULE="sejour.project.settings",
            SEJOUR_HOME=str(self.folder),
            DATABASE_URL=self._database_url,
            SEJOUR_DEMO="1",
            SEJOUR_AHEAD=str(self.ahead),
            SEJOUR_URL=self.url,
            SEJOUR_SMTP_HOST="127.0.0.1",
            SEJOUR_SMTP_PORT=str(self.mail_port),
            SEJOUR_SECRET_KEY=settings.SECRET_KEY,
            SEJOUR_CODES_KEY=settings.CODES_KEY,
            SEJOUR_FILES_KEY=settings.FILES_KEY,
            SEJOUR_KEYS=str(settings.KEYS_ROOT),
        )

    def __enter__(self) -> Self:
        self.start_web()
        if self._with_worker:
            self.start_mail()
            self.start_worker()
        self.wait_until_it_answers()
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._processes.values():
            process.stop()
        self.listener.close()

    def _start(self, name: str, *command: str, **more: Any) -> None:
        self._processes[name] = Process(
            [sys.executable, "-m", *command], log=self.log_of(name), env=self.environment, **more
        )

    def log_of(self, name: str) -> Path:
        """Return where a process writes what it has to say."""
        return self.folder / f"{name}.log"

    def start_web(self) -> None:
        """Start the web server, on a socket that is ours: nobody can take the port in between."""
        number = self.listener.fileno()
        command = ("gunicorn", "sejour.project.wsgi", f"--bind=fd://{number}", "--workers=2")
        self._start("web", *command, "--log-level=warning", pass_fds=[number])

    def start_worker(self) -> None:
        """Start the worker of jobs."""
        self._start("worker", "sejour.project.worker")

    def start_mail(self) -> None:
        """Start the mail server."""
        self._start("mail", "sejour.project.mail_server", str(self.mail_port))

    def status(self, path: str = "/") -> int:
        """Return the status with which a page answers, 0 when nothing answers."""
        try:
            with urlopen(self.url.replace("localhost", "127.0.0.1") + path, timeout=30) as answer:
                return int(answer.status)
        except URLError as error:
            return int(getattr(error, "code", 0) or 0)
        except OSError:
            return 0

    def wait_until_it_answers(self) -> None:
        """Wait for the first page."""
        web = self._processes["web"]

        def answers() -> bool:
            assert not web.has_ended, web.log.read_text("utf-8", "replace")[-3000:]
            return self.status() == 200

        wait_for(f"an answer of {self.url}, see {web.log}", answers)
