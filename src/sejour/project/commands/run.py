"""`sejour run`: start everything on one machine; Ctrl-C stops it all, in order."""

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import date, datetime, timedelta
from io import StringIO
from urllib.error import URLError
from urllib.request import urlopen

from django.core.exceptions import ImproperlyConfigured

from sejour.core import clock
from sejour.core.clock import PARIS
from sejour.project.commands._database import connected
from sejour.project.home import home

NAME = "run"
HELP = "démarre la plateforme : base, site, travaux, courrier"

START_SECONDS = 60
STOP_SECONDS = 20


class PortTaken(RuntimeError):
    """A port is used by another program; the message says what to do."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("--demo", action="store_true", help="avec des données de démonstration")
    parser.add_argument(
        "--today",
        type=date.fromisoformat,
        metavar="DATE",
        help="démonstration : joue comme si c'était ce jour",
    )
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")), help="port du site")
    parser.add_argument(
        "--smtp-port", type=int, default=int(os.environ.get("SMTP_PORT", "8025")), help="port du courrier"
    )


def run(options: argparse.Namespace) -> int:
    """Start, wait, stop."""
    if options.today and not options.demo:
        print("--today ne vaut que pour une démonstration : ajoutez --demo.", file=sys.stderr)
        return 2
    try:
        _require_free(options.port, "--port", "PORT")
        if options.demo:
            _require_free(options.smtp_port, "--smtp-port", "SMTP_PORT")
    except PortTaken as taken:
        print(taken, file=sys.stderr)
        return 2
    os.environ.setdefault("SEJOUR_URL", f"http://localhost:{options.port}")
    if options.demo:
        os.environ["SEJOUR_DEMO"] = "1"
        if options.today:
            os.environ["SEJOUR_AHEAD"] = _seconds_to(options.today)
        os.environ["SEJOUR_SMTP_HOST"] = "127.0.0.1"
        os.environ["SEJOUR_SMTP_PORT"] = str(options.smtp_port)
    if not _has_keys(options):
        return 2
    with ExitStack() as stack:
        _say("Base de données…")
        stack.enter_context(connected())
        _collect_static()
        logins = _demonstration() if options.demo else ""
        stack.enter_context(_Processes(_commands(options)))
        _wait_for_site(options.port)
        print(
            f"\nSéjour est prêt : http://localhost:{options.port}\n{logins}\nCtrl-C arrête tout.", flush=True
        )
        _wait()
        print("\nArrêt…", flush=True)
    return 0


def _seconds_to(day: date) -> str:
    # The clock reads this once: it is told before it is asked for the first time.
    return str((day - datetime.now(PARIS).date()) // timedelta(seconds=1))


def _say(text: str) -> None:
    print(text, flush=True)


def _require_free(port: int, option: str, variable: str) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            message = (
                f"Le port {port} est déjà pris par un autre programme. Arrêtez-le, ou choisissez un autre "
                f"port : sejour run {option} {port + 1} (ou {variable}={port + 1} make run)."
            )
            raise PortTaken(message) from error


def _has_keys(options: argparse.Namespace) -> bool:
    """Tell whether papers can be signed; say what is missing. A demonstration makes its own keys."""
    # What signs takes long to load: other commands do without.
    from sejour.documents.signing.levels import require_signing  # noqa: PLC0415
    from sejour.project.commands._keys import make_development_keys  # noqa: PLC0415

    try:
        if options.demo:
            make_development_keys(today=clock.today())
        require_signing(at=clock.now())
    except (ImproperlyConfigured, OSError) as wrong:
        print(f"Séjour ne démarre pas. {wrong}", file=sys.stderr)
        return False
    return True


def _collect_static() -> None:
    # Django is set up by now.
    from django.core.management import call_command  # noqa: PLC0415

    call_command("collectstatic", verbosity=0, interactive=False, stdout=StringIO())


def _demonstration() -> str:
    # Services load once Django knows its database.
    from sejour.project import demonstration  # noqa: PLC0415

    demonstration.prepare(say=_say)
    return demonstration.addresses_and_logins()


def _commands(options: argparse.Namespace) -> dict[str, Sequence[str]]:
    python = sys.executable
    workers = 2 * (os.cpu_count() or 1)
    commands: dict[str, Sequence[str]] = {
        "site": (
            python,
            "-m",
            "gunicorn",
            "sejour.project.wsgi",
            f"--bind=127.0.0.1:{options.port}",
            f"--workers={workers}",
            # Forty photographs of pages take more than the usual half-minute.
            "--timeout=120",
            "--max-requests=5000",
            "--max-requests-jitter=500",
            "--log-level=warning",
        ),
        "travaux": (python, "-m", "sejour.project.worker"),
    }
    if options.demo:
        commands["courrier"] = (python, "-m", "sejour.project.mail_server", str(options.smtp_port))
    return commands


class _Processes:
    """Child processes: started together, stopped together, each with its log."""

    def __init__(self, commands: dict[str, Sequence[str]]) -> None:
        self.commands = commands
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> "_Processes":
        logs = home() / "logs"
        logs.mkdir(parents=True, exist_ok=True)
        for name, command in self.commands.items():
            with (logs / f"{name}.log").open("ab") as log:
                # A session of their own: Ctrl-C reaches this process alone, which stops them in order.
                self.running[name] = subprocess.Popen(  # noqa: S603 - our own programs
                    command,
                    stdout=log,
                    stderr=log,
                    start_new_session=True,
                )
        return self

    def __exit__(self, *_: object) -> None:
        for process in self.running.values():
            process.send_signal(signal.SIGTERM)
        for process in self.running.values():
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait_for_site(port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            with urlopen(f"http://127.0.0.1:{port}/sante/", timeout=2) as answer:
                if answer.status == 200:
                    return
        except (URLError, OSError):
            time.sleep(0.1)
    print(f"Le site n'a pas répondu ; regardez {home() / 'logs' / 'site.log'}", file=sys.stderr)


def _wait() -> None:
    """Return at Ctrl-C or when asked to end."""
    signals = {signal.SIGINT, signal.SIGTERM}
    for number in signals:
        signal.signal(number, lambda *_: None)
    signal.sigwait(signals)
