"""`sejour remind`: write the reminders of a day, once each."""

import argparse
from datetime import date

from sejour.core import clock
from sejour.project.commands._database import connected

NAME = "remind"
HELP = "écrit les rappels dus aux titulaires dont le titre prend fin"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("--on", type=date.fromisoformat, metavar="DATE", help="jour (aujourd'hui)")


def run(options: argparse.Namespace) -> int:
    """Write them."""
    with connected():
        # Services load once Django knows its database.
        from sejour.applications.reminders import write_reminders  # noqa: PLC0415

        found = write_reminders(on=options.on or clock.today(), at=clock.now())
    print(f"{found.written} rappels écrits, {found.looked_at} titres regardés.")
    return 0
