"""`sejour import-register`: take in an extract of the permit register of the legacy system."""

import argparse
import json
import os
import stat
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from tqdm import tqdm

from sejour.core import clock
from sejour.core.errors import Refusal
from sejour.project.commands._database import connected

if TYPE_CHECKING:
    from sejour.legacy.models import RegisterImport

NAME = "import-register"
HELP = "importe un extrait du registre des titres"
_STANDARD_INPUT = "entrée standard"
_WAITS = "Un autre import est en cours : celui-ci attend son tour."


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("extract", metavar="FICHIER", help="CSV ou CSV.gz ; - pour l'entrée standard")
    parser.add_argument("--on", type=_day, metavar="DATE", help="jour de l'extrait, AAAA-MM-JJ (aujourd'hui)")
    parser.add_argument("--json", action="store_true", help="donne les décomptes en JSON")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f"« {text} » n'est pas une date AAAA-MM-JJ"
        raise argparse.ArgumentTypeError(message) from None


def run(options: argparse.Namespace) -> int:
    """Run the command; return its exit status."""
    try:
        source = _opened(options.extract)
    except OSError as error:
        why = "c'est un dossier" if isinstance(error, IsADirectoryError) else error.strerror
        print(f"{options.extract} ne peut pas être lu : {why}. Rien n'a été importé.", file=sys.stderr)
        return 2
    with source, connected():
        try:
            done = _import(source, options)
        except Refusal as refusal:
            name = _STANDARD_INPUT if options.extract == "-" else options.extract
            print(f"{name} : {refusal}", file=sys.stderr)
            return 2
        print("\n".join(_as_json(done) if options.json else _summary(done)))
    return 0


def _opened(name: str) -> BinaryIO:
    if name == "-":
        return sys.stdin.buffer
    return Path(name).open("rb")


def _import(source: BinaryIO, options: argparse.Namespace) -> "RegisterImport":
    # The services are Django models' users: they load once Django knows its database.
    from sejour.legacy import services  # noqa: PLC0415

    at = clock.now()
    name = _STANDARD_INPUT if options.extract == "-" else Path(options.extract).name
    # Without a terminal, tqdm shows nothing (disable=None).
    with tqdm(total=_size(source), desc="lecture", unit="o", unit_scale=True, disable=None) as bar:
        follower = services.Follower(
            reads=bar.update,
            waits=lambda: bar.write(_WAITS, file=sys.stderr),
            writes=lambda: bar.set_description("écriture"),
        )
        return services.import_register(
            source=source, name=name, on=options.on or clock.day_of(at, clock.PARIS), at=at, follower=follower
        )


def _size(source: BinaryIO) -> int | None:
    try:
        status = os.fstat(source.fileno())
    except OSError:
        return None
    return status.st_size if stat.S_ISREG(status.st_mode) else None


def _as_json(done: "RegisterImport") -> Iterator[str]:
    facts = {"import": done.pk, "file": done.file_name, "sha256": done.sha256, "on": done.on.isoformat()}
    yield json.dumps({**facts, **done.counts}, ensure_ascii=False)


_LINES = (
    ("lines", "lignes lues"),
    ("taken", "titres pris"),
    ("known", "titres déjà connus"),
    ("duplicates", "doublons dans le fichier, sans effet"),
    ("refused", "lignes refusées"),
)
_CHANGES = (
    ("new_people", "personnes nouvelles"),
    ("contacts", "personnes dont les coordonnées sont maintenant celles de cet extrait"),
    ("hand_overs", "remises apprises pour des titres déjà connus"),
    ("closed_anomalies", "anomalies qui ne se voient plus, closes"),
)


def _summary(done: "RegisterImport") -> Iterator[str]:
    from sejour.legacy.reasons import AnomalyCode, Reason  # noqa: PLC0415  (as above)

    counts = done.counts
    seconds = (done.ended_at - done.started_at).total_seconds()
    yield f"Import n° {done.pk} de {done.file_name}, extrait du {done.on:%d/%m/%Y} ({seconds:.1f} s)."
    yield from (f"{counts[key]:>9} {words}" for key, words in _LINES)
    for code, number in counts["refused_by_reason"].items():
        yield f"{number:>15} {code} : {Reason(code).label}"
    yield f"{counts['anomalies']:>9} anomalies à corriger, dont {counts['new_anomalies']} nouvelles"
    for code, number in counts["anomalies_by_code"].items():
        yield f"{number:>15} {code} : {AnomalyCode(code).label}"
    yield from (f"{counts[key]:>9} {words}" for key, words in _CHANGES if counts[key])
    if counts["refused"]:
        yield f"Les lignes refusées, une par une : sejour register-report --import {done.pk}"
