"""`sejour manage`: Django's own commands, on the platform's database."""

import argparse

from django.core.management import execute_from_command_line

from sejour.project.commands._database import connected

NAME = "manage"
HELP = "commandes de Django (migrate, shell…)"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("arguments", nargs=argparse.REMAINDER)


def run(options: argparse.Namespace) -> int:
    """Run the command of Django."""
    with connected(migrated=False):
        execute_from_command_line(["sejour manage", *options.arguments])
    return 0
