"""`sejour verify-journal`: recompute every chain and seal; name what is changed, missing or out of order."""

import argparse
import json

from sejour.project.commands._database import connected

NAME = "verify-journal"
HELP = "vérifie le journal : toute ligne changée, manquante ou déplacée est nommée"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("--json", action="store_true", help="compte rendu en JSON")


def run(options: argparse.Namespace) -> int:
    """Verify; exit status 1 when something is wrong."""
    with connected():
        # The journal reads the database that Django knows by now.
        from sejour.core import journal  # noqa: PLC0415

        found = journal.verify()
    if options.json:
        faults = [{"where": fault.where, "problem": fault.problem} for fault in found.faults]
        seen = {"lines": found.lines, "streams": found.streams, "seals": found.seals, "faults": faults}
        print(json.dumps(seen, ensure_ascii=False))
    else:
        for fault in found.faults:
            print(fault)
        verdict = f"{len(found.faults)} anomalies" if found.faults else "tout se suit"
        print(f"{found.lines} lignes, {found.streams} chaînes, {found.seals} sceaux : {verdict}.")
    return 1 if found.faults else 0
