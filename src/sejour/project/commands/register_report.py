"""`sejour register-report`: the lines that an import of the register refused, and open anomalies."""

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

from sejour.project.commands._database import connected

if TYPE_CHECKING:
    from sejour.legacy.models import RegisterImport
    from sejour.legacy.selectors import RefusedRow

NAME = "register-report"
HELP = "liste les lignes refusées par un import du registre, et compte les anomalies"
PAGE = 1000


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument(
        "--import", type=int, dest="identifier", metavar="N", help="numéro de l'import (le dernier)"
    )
    parser.add_argument("--json", action="store_true", help="donne le rapport en JSON")


def run(options: argparse.Namespace) -> int:
    """Run the command; exit status 2 if there is no such import."""
    with connected():
        # Selectors are Django models' users: they load once Django knows its database.
        from sejour.legacy import selectors  # noqa: PLC0415

        done = selectors.import_of(options.identifier)
        if done is None:
            asked = "" if options.identifier is None else f" n° {options.identifier}"
            print(f"Il n'y a pas d'import{asked} du registre.", file=sys.stderr)
            return 2
        for line in _json(done) if options.json else _text(done):
            print(line)
    return 0


def _refused(done: "RegisterImport") -> Iterator["RefusedRow"]:
    from sejour.legacy import selectors  # noqa: PLC0415  (as above)

    after = 0
    while page := selectors.refused_lines(done, after=after, size=PAGE):
        yield from page
        after = page[-1].number


def _text(done: "RegisterImport") -> Iterator[str]:
    from sejour.legacy import reasons, selectors  # noqa: PLC0415  (as above)

    yield f"Import n° {done.pk} de {done.file_name}, extrait du {done.on:%d/%m/%Y}."
    yield f"{done.counts['refused']} lignes refusées"
    for reason, number in selectors.refusals_by_reason(done).items():
        yield f"{number:>9} {reason} : {reasons.Reason(reason).label}"
    for row in _refused(done):
        yield f"ligne {row.number} [{row.reason}] {row.sentence}"
        yield f"    {row.shown}"
    anomalies = selectors.open_anomalies_by_code()
    yield f"{sum(anomalies.values())} anomalies ouvertes, tous imports confondus"
    for code, number in anomalies.items():
        yield f"{number:>9} {code} : {reasons.AnomalyCode(code).label}"


def _json(done: "RegisterImport") -> Iterator[str]:
    """Yield one JSON object, refused lines one by one: there may be many."""
    from sejour.legacy import selectors  # noqa: PLC0415  (as above)

    head = {
        "import": done.pk,
        "file": done.file_name,
        "sha256": done.sha256,
        "on": done.on.isoformat(),
        "counts": done.counts,
        "anomalies": selectors.open_anomalies_by_code(),
    }
    yield f'{json.dumps(head, ensure_ascii=False)[:-1]}, "refused": ['
    before = " "
    for row in _refused(done):
        yield before + json.dumps(asdict(row), ensure_ascii=False)
        before = ","
    yield "]}"
