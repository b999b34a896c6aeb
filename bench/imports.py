"""How fast an extract of the register comes in, and with how much memory.

The yardstick is plain COPY: the rows that the import wrote, copied into empty tables with the same
constraints and indexes, on the same server. The import also reads, checks, translates and compares each
line, and keeps what it refuses. Its seconds are those of the command `sejour import-register`, start
included; its memory is the peak of that process.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import perf_counter

from psycopg import Connection

from bench.measures import Measure, at_least, at_most, compared
from bench.scale import Scale
from bench.server import EMPTY, Server, say

HERE = Path(__file__).resolve().parent
GENERATOR = HERE / "register" / "make_register.py"
PEAK = HERE / "peak.py"
LINES = 1_000_000
ROUNDS = 3
ON = date(2026, 11, 23)
TABLES = ("identity_person", "permits_permit")
BLOCK = 1 << 18


class WrongImport(AssertionError):
    """The import did not take what it was given."""


@dataclass(frozen=True, slots=True)
class Imported:
    """One import, and the same rows copied."""

    seconds: float
    megabytes: float
    copied: float


def run(server: Server, *, scale: Scale) -> list[Measure]:
    """Import a generated extract into empty databases, and copy the same rows into others."""
    lines = scale.of(LINES)
    extract = server.folder / "register.csv"
    say(f"  making an extract of {lines:,} lines…")
    _generate(extract, lines)
    rounds = [_round(server, extract, lines) for _ in range(scale.rounds(ROUNDS))]
    extract.unlink()
    return [
        compared(
            f"import of {lines:,} lines of the register",
            [(lines / one.seconds, lines / one.copied) for one in rounds],
            unit="lines/s",
            yardstick="COPY",
            goal=at_least(0.2),
        ),
        Measure(
            what=f"peak memory of the process that imports {lines:,} lines",
            value=max(one.megabytes for one in rounds),
            unit="MB",
            goal=at_most(500),
            samples={"figure": [round(one.megabytes, 1) for one in rounds]},
        ),
    ]


def _generate(extract: Path, lines: int) -> None:
    with extract.open("wb") as out:
        subprocess.run([sys.executable, GENERATOR, f"--lines={lines}", f"--on={ON}"], stdout=out, check=True)


def _round(server: Server, extract: Path, lines: int) -> Imported:
    say("  importing, then copying…")
    imported, copied = server.copy_of(EMPTY), server.copy_of(EMPTY)
    server.checkpoint()
    seconds, megabytes = _import(server, extract, imported, lines)
    for table in TABLES:
        _export(server, imported, table)
    server.checkpoint()
    with server.connect(copied) as connection:
        found = Imported(seconds, megabytes, _copy(connection, server.folder))
    for database in (imported, copied):
        server.drop(database)
    return found


def _import(server: Server, extract: Path, database: str, lines: int) -> tuple[float, float]:
    """Run the command on a database; return its seconds and its megabytes."""
    told = server.folder / "peak.json"
    command = ["-m", "sejour.project.cli", "import-register", str(extract), f"--on={ON}", "--json"]
    done = subprocess.run(
        [sys.executable, PEAK, told, sys.executable, *command],
        env=os.environ | server.environment(database),
        stdout=subprocess.PIPE,
        check=True,
    )
    counts = json.loads(done.stdout)
    if (counts["lines"], counts["taken"]) != (lines, lines):
        message = f"of {lines} lines, {counts['lines']} were read and {counts['taken']} taken"
        raise WrongImport(message)
    peak = json.loads(told.read_text("ascii"))
    return peak["seconds"], peak["megabytes"]


def _export(server: Server, database: str, table: str) -> None:
    with server.connect(database) as connection, (server.folder / table).open("wb") as out:
        for block in _blocks(connection, f"COPY {table} TO STDOUT"):
            out.write(block)


def _blocks(connection: Connection, statement: str) -> Iterator[bytes | bytearray | memoryview]:
    with connection.cursor().copy(statement) as rows:
        yield from rows


def _copy(connection: Connection, folder: Path) -> float:
    started = perf_counter()
    for table in TABLES:
        with (
            connection.cursor().copy(f"COPY {table} FROM STDIN") as rows,
            (folder / table).open("rb") as file,
        ):
            while block := file.read(BLOCK):
                rows.write(block)
    connection.commit()
    return perf_counter() - started
