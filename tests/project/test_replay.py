"""`sejour replay` from outside, as an auditor runs it."""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.continuity.timelines import TIMELINES, UNTIL, event
from tests.outside import outside
from tests.server import wait_for

COMMAND = [sys.executable, "-m", "sejour.project.cli", "replay"]
BAD = [
    b"{",
    b"",
    json.dumps({"event": "birthday", "on": "2026-09-01"}).encode(),
    json.dumps({"event": "permit", "on": "2026-09-01", "person": "Żółć"}).encode(),
    json.dumps({"event": "failed_attempt", "on": "2026-02-30", "person": "p"}).encode(),
    json.dumps(event("withdraw", "2026-09-01", application="nobody's")).encode(),
]


def replay(*arguments, env=None, given=None):
    return subprocess.run(
        [*COMMAND, *map(str, arguments)],
        env=outside(**(env or {})),
        input=given,
        capture_output=True,
        check=False,
        timeout=120,
    )


def written(folder, lines, name="history.jsonl"):
    path = folder / name
    path.write_bytes(
        b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines)
    )
    return path


def is_alive(process):
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture
def short_folder():
    """A folder for throw-away data, whose name is short enough for a socket, open to other users."""
    with tempfile.TemporaryDirectory(prefix="t") as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture(scope="module")
def history(tmp_path_factory):
    lines = [*TIMELINES, event("failed_attempt", "2026-09-01", person="Aïssatou 王")]
    return written(tmp_path_factory.mktemp("replay"), lines)


def test_the_same_history_gives_the_same_bytes(history, tmp_path):
    first = replay(history, "--until", UNTIL, env={"PYTHONHASHSEED": "1"})
    assert first.returncode == 0, first.stderr.decode()
    out = tmp_path / "result.jsonl"
    # Another seed of hashes, another language and time zone of the machine, another way in and out.
    elsewhere = {"PYTHONHASHSEED": "2", "LC_ALL": "C", "PYTHONIOENCODING": "latin-1", "TZ": "Pacific/Tahiti"}
    second = replay("-", "--until", UNTIL, "--out", out, env=elsewhere, given=history.read_bytes())
    assert (second.returncode, second.stdout) == (0, b""), second.stderr.decode()
    assert out.read_bytes() == first.stdout
    third = replay(history, "--until", UNTIL, env=elsewhere)
    assert third.stdout == first.stdout
    assert json.loads(first.stdout.splitlines()[0])["person"] == "Aïssatou 王"


def test_refused_lines_are_named_and_the_rest_is_played(tmp_path):
    done = replay(written(tmp_path, [*BAD, event("failed_attempt", "2026-09-01", person="p")]))
    assert done.returncode == 1
    assert done.stderr.decode().splitlines() == [
        "line 1 refused: not a JSON object",
        "line 3 refused: unknown event 'birthday'",
        "line 4 refused: kind: this fact is needed for the answer",
        "line 5 refused: on: this date does not exist",
        'line 6 refused: unknown application "nobody\'s"',
    ]
    person, total = map(json.loads, done.stdout.splitlines())
    assert person == {"person": "p", "documents": [], "gaps": [], "work_losses": []}
    assert total["refused_lines"] == 5


@pytest.mark.parametrize(
    "arguments", [["absent.jsonl"], ["."], ["history.jsonl", "--out", "absent/result.jsonl"]]
)
def test_a_file_that_cannot_be_used_is_said_before_anything_is_played(arguments, tmp_path):
    written(tmp_path, TIMELINES[:2])
    done = subprocess.run(
        [*COMMAND, *arguments], env=outside(), capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert done.returncode == 2
    assert done.stderr.startswith(arguments[-1])
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", [["--until", "tomorrow", "x"], ["--until", "2026-02-30", "x"], []])
def test_a_command_that_is_mistyped_is_refused(arguments):
    assert replay(*arguments).returncode == 2


def test_the_live_database_is_never_touched(history):
    with socket.create_server(("127.0.0.1", 0)) as live:
        address = f"postgresql://sejour@127.0.0.1:{live.getsockname()[1]}/live"
        done = replay(history, "--until", "2026-09-01", env={"DATABASE_URL": address})
        assert done.returncode == 0, done.stderr.decode()
        live.settimeout(0)
        with pytest.raises(BlockingIOError):
            live.accept()


@pytest.mark.parametrize("host", ["", "/nowhere"])
def test_settings_that_name_a_database_of_their_own_are_not_played_on(history, host, tmp_path):
    (tmp_path / "stubborn.py").write_text(
        "from sejour.project.settings import *\n"
        f"DATABASES = {{'default': {{**DATABASES['default'], 'HOST': {host!r}, 'NAME': 'live'}}}}\n"
    )
    done = replay(history, env={"DJANGO_SETTINGS_MODULE": "stubborn", "PYTHONPATH": f"{tmp_path}:src"})
    assert done.returncode == 2
    assert b"never runs on it" in done.stderr
    assert done.stdout == b""


def test_nothing_is_left_behind_even_when_it_is_told_to_stop(history, short_folder):
    running = subprocess.Popen(
        [*COMMAND, str(history)], env=outside(TMPDIR=str(short_folder)), stdout=subprocess.DEVNULL
    )
    (running_server,) = wait_for(
        "a server of its own", lambda: list(short_folder.glob("sejour-replay-*/data/postmaster.pid"))
    )
    server = int(running_server.read_text().split("\n", 1)[0])
    running.send_signal(signal.SIGTERM)
    assert running.wait(60) == 128 + signal.SIGTERM
    assert list(short_folder.glob("sejour-replay-*")) == []
    wait_for("the end of its server", lambda: not is_alive(server))


def test_progress_tells_events_and_the_share_of_the_watch(history):
    done = replay(history, "--until", "2026-12-31", "--progress")
    assert done.returncode == 0
    said = done.stderr.decode()
    assert "events in" in said
    assert "% in the watch" in said
