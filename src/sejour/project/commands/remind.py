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
        from sejour.applications import reminders  # noqa: PLC0415

        on = options.on or clock.today()
        found = reminders.write_reminders(on=on, at=clock.now())
        pieces = reminders.write_complement_reminders(on=on, at=clock.now())
    print(f"{found.written} rappels de fin de titre écrits, {found.looked_at} titres regardés.")
    print(f"{pieces} rappels de pièces écrits.")
    return 0
