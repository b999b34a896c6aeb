"""`sejour watch`: run the watch of a day, or say what it would do."""

import argparse
import json
import sys
from datetime import date

from sejour.core import clock
from sejour.project.commands._database import connected

NAME = "watch"
HELP = "établit les documents dus un jour donné (--dry-run : dit ce qui serait établi)"

LABELS = {
    "due": "documents établis",
    "issued_ahead": "établis en avance ou à temps",
    "issued_late": "établis en retard",
    "contested": "retenus : pièce indispensable attendue",
    "not_of_right": "dossiers sans document de droit, droits perdus",
    "ours": "personnes non couvertes par notre faute",
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("--on", type=date.fromisoformat, metavar="DATE", help="jour veillé (aujourd'hui)")
    parser.add_argument("--dry-run", action="store_true", help="n'écrit rien")
    parser.add_argument("--json", action="store_true", help="compte rendu en JSON")


def run(options: argparse.Namespace) -> int:
    """Run the watch; exit status 1 when somebody is left uncovered by our fault."""
    day = options.on or clock.today()
    with connected():
        # Services load once Django knows its database.
        from sejour.continuity import services  # noqa: PLC0415

        if options.dry_run:
            report = services.report_without_writing(day=day)
        else:
            report = services.run_watch(day=day, at=clock.now()).report
    if options.json:
        print(json.dumps({"day": day.isoformat(), "dry_run": options.dry_run, **report}, ensure_ascii=False))
    else:
        print(f"Veille du {day}{' (essai, rien n’est écrit)' if options.dry_run else ''}")
        for name, label in LABELS.items():
            if name in report:
                print(f"  {report[name]:>8}  {label}")
    if report.get("ours"):
        print("ALARME : des personnes ne sont pas couvertes par notre faute.", file=sys.stderr)
        return 1
    return 0
