"""How fast an extract of the register comes in, and with how much memory.

The yardstick is plain `COPY`: the rows that the import wrote, copied into empty tables with the same
constraints and indexes, on the same server. The import also parses, validates, compares and keeps
what it refuses; its speed is given as a share of the yardstick's.

    python -m bench.import_register --lines 1000000
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from statistics import median

import psycopg

from sejour.project.postgres import Cluster

GENERATOR = Path(__file__).resolve().parent / "register" / "make_register.py"
ON = date(2026, 11, 23)
TABLES = ("identity_person", "permits_permit")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What was measured: medians of the rounds; seconds are those of the wall clock, start to commit."""

    lines: int
    taken: int
    import_seconds: float
    copy_seconds: float
    lines_per_second: float
    share_of_copy: float
    peak_megabytes: float


def import_register(*, lines: int = 1_000_000, faults: float = 0.0, rounds: int = 1) -> Measure:
    """Import a generated extract into an empty database, then copy the same rows into another."""
    with _server() as (cluster, folder):
        extract = folder / "register.csv"
        _generate(extract, lines=lines, faults=faults)
        _prepare(cluster, folder)
        measured = [_round(cluster, extract, folder, number) for number in range(rounds)]
    seconds = median(one["import"] for one in measured)
    copied = median(one["copy"] for one in measured)
    return Measure(
        lines=int(measured[0]["lines"]),
        taken=int(measured[0]["taken"]),
        import_seconds=round(seconds, 1),
        copy_seconds=round(copied, 1),
        lines_per_second=round(measured[0]["lines"] / seconds),
        share_of_copy=round(copied / seconds, 3),
        peak_megabytes=round(max(one["megabytes"] for one in measured)),
    )


@contextmanager
def _server() -> Iterator[tuple[Cluster, Path]]:
    """A server of its own, as safe as a real one (it waits for the disk), thrown away at the end."""
    folder = Path(tempfile.mkdtemp(prefix="sejour-bench-"))
    folder.chmod(0o755)
    cluster = Cluster(folder / "postgres")
    try:
        cluster.start()
        yield cluster, folder
    finally:
        cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _generate(extract: Path, *, lines: int, faults: float) -> None:
    with extract.open("wb") as out:
        subprocess.run(
            [sys.executable, str(GENERATOR), f"--lines={lines}", f"--faults={faults}", f"--on={ON}"],
            stdout=out,
            check=True,
        )


def _environment(cluster: Cluster, folder: Path, database: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    return kept | {"DATABASE_URL": cluster.url(database), "SEJOUR_HOME": str(folder / "home")}


def _prepare(cluster: Cluster, folder: Path) -> None:
    cluster.create("empty")
    command = [sys.executable, "-m", "sejour.project.cli", "manage", "migrate", "--verbosity=0"]
    subprocess.run(command, env=_environment(cluster, folder, "empty"), check=True)


def _round(cluster: Cluster, extract: Path, folder: Path, number: int) -> dict[str, float]:
    imported, copied = f"imported{number}", f"copied{number}"
    for database in (imported, copied):
        cluster.create(database, template="empty")
    found = _import(cluster, extract, folder, imported)
    for table in TABLES:
        _export(cluster.url(imported), table, folder / table)
    found["copy"] = _copy(cluster.url(copied), folder)
    with psycopg.connect(cluster.url("postgres"), autocommit=True) as connection:
        for database in (imported, copied):
            connection.execute(f"DROP DATABASE {database}")
    return found


def _import(cluster: Cluster, extract: Path, folder: Path, database: str) -> dict[str, float]:
    """Run the real command; its own start counts, and its memory is the peak of its process."""
    _checkpoint(cluster)
    command = [sys.executable, "-m", "sejour.project.cli", "import-register", str(extract)]
    started = time.perf_counter()
    with (folder / "said.json").open("wb+") as said:
        process = subprocess.Popen(
            [*command, f"--on={ON}", "--json"], stdout=said, env=_environment(cluster, folder, database)
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        said.seek(0)
        counts = json.loads(said.read())
    if status:
        raise SystemExit(f"the import ended with status {os.waitstatus_to_exitcode(status)}")
    return {
        "lines": counts["lines"],
        "taken": counts["taken"],
        "import": seconds,
        "megabytes": usage.ru_maxrss / 1024,
    }


def _export(url: str, table: str, path: Path) -> None:
    statement = f"COPY {table} TO STDOUT"
    with psycopg.connect(url) as connection, path.open("wb") as out:
        for block in _blocks(connection, statement):
            out.write(block)


def _blocks(connection: psycopg.Connection, statement: str) -> Iterator[bytes | memoryview]:
    with connection.cursor().copy(statement) as rows:
        yield from rows


def _copy(url: str, folder: Path) -> float:
    with psycopg.connect(url) as connection:
        connection.execute("CHECKPOINT")
        connection.commit()
        started = time.perf_counter()
        for table in TABLES:
            statement = f"COPY {table} FROM STDIN"
            with connection.cursor().copy(statement) as rows, (folder / table).open("rb") as file:
                while block := file.read(1 << 18):
                    rows.write(block)
        connection.commit()
        return time.perf_counter() - started


def _checkpoint(cluster: Cluster) -> None:
    with psycopg.connect(cluster.url("postgres"), autocommit=True) as connection:
        connection.execute("CHECKPOINT")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=1_000_000)
    parser.add_argument("--faults", type=float, default=0.0)
    parser.add_argument("--rounds", type=int, default=1)
    asked = parser.parse_args()
    found = import_register(lines=asked.lines, faults=asked.faults, rounds=asked.rounds)
    print(json.dumps(asdict(found)))


if __name__ == "__main__":
    main()
