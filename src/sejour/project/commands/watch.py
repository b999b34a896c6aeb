"""`sejour watch`: run the watch of a day, or say what it would do."""

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import date
from typing import Any

from sejour.core import clock
from sejour.project.commands._database import connected

NAME = "watch"
HELP = "établit les documents dus un jour donné (--dry-run : dit ce qui serait établi)"

CAUSES = {
    "watch_was_down": "la veille n'avait pas tourné",
    "missed_by_watch": "une veille passée les avait oubliés",
    "incomplete": "pièce indispensable attendue",
    "filed_late": "déposés hors délai, aucun document de droit",
    "no_right": "première demande, aucun document de droit",
    "due": "dus et non établis",
}
OWNERS = {"person": "la personne", "prefecture": "un agent", "platform": "nous"}


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
        print(f"Veille du {day}{' (essai : rien n’est écrit)' if options.dry_run else ''}")
        print("\n".join(_lines(report)))
    if report.get("ours"):
        print("ALARME : des personnes ne sont pas couvertes par notre faute.", file=sys.stderr)
        return 1
    return 0


def _lines(report: dict[str, Any]) -> Iterator[str]:
    yield f"  {report['due']:>8}  documents dus"
    yield f"  {report['issued_ahead']:>8}  établis en avance ou à temps"
    for cause, count in report["issued_late"].items():
        yield f"  {count:>8}  établis en retard : {CAUSES[cause]}"
    yield f"  {report['already_there']:>8}  dossiers déjà couverts, rien à établir"
    for kind, label in (("contested", "retenus"), ("impossible", "sans document")):
        for cause, found in report[kind].items():
            who = OWNERS[found["owner"]]
            yield f"  {found['files']:>8}  dossiers {label} : {CAUSES[cause]} (peut agir : {who})"
    if "ours" in report:
        yield f"  {report['ours']:>8}  personnes non couvertes par notre faute"
