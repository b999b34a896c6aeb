"""`sejour replay`: play a dated history and tell which days were not covered."""

import argparse
import sys
from datetime import date
from io import StringIO
from pathlib import Path
from time import perf_counter

import django
from django.core.management import call_command
from django.db import connection
from psycopg.conninfo import conninfo_to_dict
from tqdm import tqdm

from sejour.project.replay import events
from sejour.project.replay.scratch import scratch_database

NAME = "replay"
HELP = "rejoue une histoire datée et dit quels jours n'ont pas été couverts"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("events", help="histoire, un événement JSON par ligne ; - pour l'entrée standard")
    parser.add_argument("--until", type=date.fromisoformat, metavar="DATE", help="dernier jour rejoué")
    parser.add_argument("--out", type=Path, metavar="FICHIER", help="où écrire le résultat")
    parser.add_argument("--progress", action="store_true", help="montre l'avancement et les durées")


def run(options: argparse.Namespace) -> int:
    """Play the history on a database of its own; exit status 1 if a line was refused."""
    try:
        raw = sys.stdin.buffer.read() if options.events == "-" else Path(options.events).read_bytes()
        if options.out:
            # Said now, and not after an hour of replay.
            options.out.open("ab").close()
    except OSError as error:
        print(f"{error.filename or options.events}: {error.strerror}", file=sys.stderr)
        return 2
    with scratch_database() as address:
        django.setup()
        ours = conninfo_to_dict(address)
        if (connection.settings_dict["HOST"], connection.settings_dict["NAME"]) != (
            ours["host"],
            ours["dbname"],
        ):
            print("The settings name a database of their own: a replay never runs on it.", file=sys.stderr)
            return 2
        return _replay(raw.split(b"\n"), options)


def _replay(raw: list[bytes], options: argparse.Namespace) -> int:
    # The services are Django models' users: they load once Django knows its database.
    from sejour.project.replay import result  # noqa: PLC0415
    from sejour.project.replay.player import Player  # noqa: PLC0415

    call_command("migrate", verbosity=0, stdout=StringIO())
    # Each line is a transaction, undone whole if it is refused: none within needs a savepoint of its own.
    connection.features.uses_savepoints = False
    player = Player()
    started = perf_counter()
    with tqdm(total=sum(1 for line in raw if line.strip()), unit=" év.", disable=not options.progress) as bar:
        player.play(events.read_lines(raw), until=options.until, progress=bar.update)
    seconds = perf_counter() - started
    shown = "".join(f"{line}\n" for line in result.lines(player)).encode()
    if options.out:
        options.out.write_bytes(shown)
    else:
        # The same bytes whatever the language of the terminal.
        sys.stdout.flush()
        sys.stdout.buffer.write(shown)
    for line in player.refused:
        print(f"line {line.number} refused: {line.reason}", file=sys.stderr)
    if options.progress:
        print(
            f"{player.played} events in {seconds:.1f} s ({player.played / max(seconds, 1e-9):.0f}/s), "
            f"{player.watch_seconds / max(seconds, 1e-9):.0%} in the watch",
            file=sys.stderr,
        )
    return 1 if player.refused else 0
