"""Extracts of the register made by hand: each test changes the one thing that it is about."""

import csv
import gzip
import io
from datetime import date
from pathlib import Path

import sejour.project
from sejour.legacy import services
from sejour.legacy.extract import COLUMNS
from sejour.legacy.models import RegisterImport
from tests.factories.days import NOON

REAL = Path(sejour.project.__file__).parent / "data" / "register-20k.csv.gz"
ON = date(2026, 11, 23)
A_WEEK_LATER = date(2026, 11, 30)
A_WEEK_EARLIER = date(2026, 11, 16)
OUTCOMES = ("taken", "known", "duplicates", "refused")

_ONE = {
    "numero_etranger": "7500000001",
    "nom": "DIALLO",
    "nom_usage": "",
    "prenoms": "Aminata",
    "sexe": "F",
    "date_naissance": "14/03/1985",
    "commune_naissance": "",
    "pays_naissance": "99341",
    "nationalite": "99341",
    "adresse": "12 rue des Lilas",
    "complement": "",
    "code_postal": "75011",
    "commune": "Paris",
    "departement": "75",
    "courriel": "aminata@exemple.invalid",
    "telephone": "+33612345678",
    "langue": "fr",
    "numero_titre": "CST010000001",
    "type_titre": "CST",
    "article": "L.423-1",
    "date_debut": "02/02/2026",
    "date_fin": "01/02/2027",
    "autorise_travail": "oui",
    "remise_le": "12/02/2026",
    "statut": "valide",
}


def line(**changes: str) -> dict[str, str]:
    """Return a line without a fault, with these values instead of its own."""
    unknown = changes.keys() - _ONE.keys()
    assert not unknown, unknown
    return _ONE | changes


def another(number: int, **changes: str) -> dict[str, str]:
    """Return a line without a fault about another person and another permit."""
    own = {"numero_etranger": f"76{number:08d}", "numero_titre": f"CST02{number:07d}", "prenoms": "Fatou"}
    return line(**(own | changes))


def text_of(row: dict[str, str], columns=COLUMNS) -> bytes:
    """Return a line as an extract writes it."""
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=";", lineterminator="\n").writerow([row[name] for name in columns])
    return buffer.getvalue().encode()


def extract(*rows: dict[str, str] | bytes, columns=COLUMNS) -> bytes:
    """Return an extract of these lines; bytes are written as they are."""
    lines = [row if isinstance(row, bytes) else text_of(row, columns) for row in rows]
    return b"".join([";".join(columns).encode() + b"\n", *lines])


def take_in(content: bytes, *, on: date = ON, name: str = "extrait.csv") -> RegisterImport:
    """Import an extract."""
    return services.import_register(source=io.BytesIO(content), name=name, on=on, at=NOON)


def take(*rows: dict[str, str] | bytes, on: date = ON) -> RegisterImport:
    """Import an extract of these lines."""
    return take_in(extract(*rows), on=on)


def outcome_of(done: RegisterImport) -> dict[str, int]:
    """Return what became of the lines, without what became of none."""
    return {name: done.counts[name] for name in OUTCOMES if done.counts[name]}


def reasons_of(done: RegisterImport) -> dict[int, str]:
    """Return why each line was refused, by its number in the file."""
    return dict(done.refusals.order_by("number").values_list("number", "line__reason"))


def real_extract() -> bytes:
    """Return the demonstration's extract."""
    return gzip.decompress(REAL.read_bytes())
