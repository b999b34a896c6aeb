"""`sejour audit-continuity`: every gap-day with its cause, computed by another path than the watch."""

import argparse
import json
import sys
from datetime import date

from sejour.core import clock
from sejour.project.commands._database import connected

NAME = "audit-continuity"
HELP = "trouve chaque jour sans couverture et sa cause ; sort avec 1 si l'un est de notre faute"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("--on", type=date.fromisoformat, metavar="DATE", help="jusqu'à ce jour (aujourd'hui)")
    parser.add_argument("--since", type=date.fromisoformat, metavar="DATE", help="à partir de ce jour")
    parser.add_argument("--json", action="store_true", help="un objet JSON par trou, puis le total")


def run(options: argparse.Namespace) -> int:
    """Print the gaps; exit status 1 when a day is ours."""
    on = options.on or clock.today()
    with connected():
        # Models load once Django knows its database.
        from sejour.applications.models import Application  # noqa: PLC0415
        from sejour.continuity import audit  # noqa: PLC0415

        gaps = audit.gaps(on=on, since=options.since or audit.BEGINNING)
        losses = audit.work_losses(on=on, since=options.since or audit.BEGINNING)
        concerned = {gap.application_id for gap in gaps}
        references = dict(Application.objects.filter(pk__in=concerned).values_list("pk", "reference"))
    by_cause = audit.days_by_cause(gaps)
    if options.json:
        for gap in gaps:
            shown = {
                "person": gap.person_id,
                "application": references[gap.application_id],
                "from": gap.first_day.isoformat(),
                "until": gap.last_day.isoformat(),
                "cause": gap.cause,
            }
            print(json.dumps(shown, ensure_ascii=False))
        total = {"on": on.isoformat(), "gap_days": by_cause, "work_loss_days": sum(x.days for x in losses)}
        print(json.dumps(total, ensure_ascii=False))
    else:
        for gap in gaps:
            reference = references[gap.application_id]
            print(f"{gap.first_day} – {gap.last_day}  {gap.cause:<11} demande {reference}")
        print(f"Au {on} : " + ", ".join(f"{days} {cause}" for cause, days in by_cause.items()) + ".")
        print(f"Jours de travail perdus : {sum(x.days for x in losses)}.")
    if by_cause[audit.OURS]:
        print("ALARME : des jours sans couverture sont de notre faute.", file=sys.stderr)
        return 1
    return 0
