"""A database of its own for a replay: made from nothing, thrown away at the end, never the live one."""

import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from sejour.project.postgres import Cluster

DATABASE = "replay"
LAST_WRITES_SECONDS = 20


@contextmanager
def scratch_database() -> Iterator[str]:
    """Point Django at a fresh, empty server for the length of the block, and give its address.

    Call it before Django is set up.
    """
    folder = Path(tempfile.mkdtemp(prefix="sejour-replay-"))
    folder.chmod(0o755)
    cluster = Cluster(folder, throw_away=True)
    before = {name: os.environ.get(name) for name in ("DATABASE_URL", "SEJOUR_HOME")}
    # Told to stop, it leaves no server behind.
    asked_to_stop = signal.signal(signal.SIGTERM, _stop)
    try:
        cluster.start()
        cluster.create(DATABASE)
        os.environ["DATABASE_URL"] = cluster.url(DATABASE)
        os.environ["SEJOUR_HOME"] = str(folder / "home")
        yield cluster.url(DATABASE)
    finally:
        for name, value in before.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value
        cluster.stop()
        _throw_away(folder)
        signal.signal(signal.SIGTERM, asked_to_stop)


def _throw_away(folder: Path) -> None:
    """Remove a folder in which a server that was told to stop may still be writing its last file."""
    end = time.monotonic() + LAST_WRITES_SECONDS
    shutil.rmtree(folder, ignore_errors=True)
    while folder.exists() and time.monotonic() < end:
        time.sleep(0.05)
        shutil.rmtree(folder, ignore_errors=True)


def _stop(number: int, _: FrameType | None) -> None:
    sys.exit(128 + number)
