"""The web server of `sejour run`, with its own command, on a database of the benchmark."""

import os
import socket
import subprocess
import time
from argparse import Namespace
from io import StringIO
from pathlib import Path
from types import TracebackType
from urllib.error import URLError
from urllib.request import urlopen

from django.core.management import call_command

from bench.server import Server
from bench.site.urls import BARE
from sejour.project.commands import run

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 120
STOP_SECONDS = 20


class SiteUnavailable(RuntimeError):
    """The web server does not answer; the message says what it said."""


class Site:
    """The web server alone: no worker, no mail. A `with` block starts and stops it."""

    def __init__(self, server: Server, database: str) -> None:
        """Say on which database it works; it has its port once it is started."""
        self.port = 0
        self._log = server.folder / "site.log"
        self._environment = os.environ | server.environment(database)
        self._environment |= {
            "DJANGO_SETTINGS_MODULE": "bench.site.settings",
            "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]),
        }

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> "Site":
        call_command("collectstatic", verbosity=0, interactive=False, stdout=StringIO())
        # At the last moment: a port that is free now is soon somebody else's.
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self._environment["SEJOUR_URL"] = self.url
        # The very command of production, whatever it becomes.
        command = run._commands(Namespace(port=self.port, demo=False))["site"]
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                command, env=self._environment, stdout=log, stderr=log, start_new_session=True
            )
        try:
            self._wait()
        except SiteUnavailable:
            self._stop()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop()

    def _stop(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _wait(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self._process.poll() is None:
            try:
                with urlopen(self.url + BARE, timeout=5):
                    return
            except (URLError, OSError):
                time.sleep(0.1)
        raise SiteUnavailable(self._log.read_text("utf-8", "replace")[-3000:])
