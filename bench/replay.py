"""How fast `sejour replay` plays a year of ten thousand people (bench/histories.py), each event through the
services of the live platform, each night through its watch.

The command tells its own figures (`--progress`): events a second while it plays, and the share of that time
in the watch. The whole command also starts a server, migrates a database, and audits everybody at the end.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from time import perf_counter

from bench import histories
from bench.measures import Measure
from bench.scale import Scale
from bench.server import Server, say

PEOPLE = 10_000
COMMAND = (sys.executable, "-m", "sejour.project.cli", "replay")
SAID = re.compile(r"^(\d+) events in ([\d.]+) s \(\d+/s\), (\d+)% in the watch$", re.MULTILINE)


class WrongReplay(AssertionError):
    """The replay did not play what it was given, or left somebody uncovered by our fault."""


def run(server: Server, *, scale: Scale) -> list[Measure]:
    """Play the year once."""
    people = scale.of(PEOPLE, least=20)
    history, result = server.folder / "history.jsonl", server.folder / "result.jsonl"
    events = histories.write(history, people)
    say(f"  playing {events:,} events of {people:,} people…")
    started = perf_counter()
    done = subprocess.run(
        [*COMMAND, history, f"--until={histories.LAST_DAY}", "--out", result, "--progress"],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "sejour.project.settings"},
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    whole = perf_counter() - started
    played, seconds, share = _figures(done.stderr)
    if done.returncode or played != events:
        raise WrongReplay(done.stderr[-3000:])
    documents = _checked(result, people)
    what = f"replay of a year of {people:,} people"
    return [
        Measure(what=f"{what}, {events:,} events", value=played / seconds, unit="events/s"),
        Measure(what=f"{what}, share of the time in the watch", value=share, unit="%"),
        Measure(what=f"{what}, whole command, {documents:,} documents", value=whole, unit="s"),
    ]


def _figures(said: str) -> tuple[int, float, float]:
    found = SAID.search(said)
    if found is None:
        raise WrongReplay(said[-3000:])
    return int(found[1]), float(found[2]), float(found[3])


def _checked(result: Path, people: int) -> int:
    """Check that everybody is told of and nobody left uncovered by our fault; return the documents."""
    *persons, total = map(json.loads, result.read_text("utf-8").splitlines())
    ours = [one["person"] for one in persons for gap in one["gaps"] if gap["cause"] == "ours"]
    if len(persons) != people or total["persons"] != people or ours or total["gap_days"]["ours"]:
        message = f"{len(persons)} of {people} people are told of, {len(ours)} uncovered by our fault"
        raise WrongReplay(message)
    return int(total["documents"])
