#!/usr/bin/env python3
"""Make a synthetic extract of the legacy permit register, in the form that README.md describes.

The people do not exist. The same seed and size always give the same bytes.

    make_register.py --lines 20000 --seed 1 --on 2026-11-23 > register.csv
    make_register.py --lines 20000 --seed 1 --on 2026-11-23 --faults 0.03 --report report.json > register.csv
"""

import argparse
import csv
import gzip
import io
import json
import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import BinaryIO

DATA = Path(__file__).resolve().parent / "data"
COUNTRIES = Path(__file__).resolve().parents[2] / "src" / "sejour" / "territory" / "data" / "pays.csv"

COLUMNS = (
    "numero_etranger",
    "nom",
    "nom_usage",
    "prenoms",
    "sexe",
    "date_naissance",
    "commune_naissance",
    "pays_naissance",
    "nationalite",
    "adresse",
    "complement",
    "code_postal",
    "commune",
    "departement",
    "courriel",
    "telephone",
    "langue",
    "numero_titre",
    "type_titre",
    "article",
    "date_debut",
    "date_fin",
    "autorise_travail",
    "remise_le",
    "statut",
)

# Weights: the four largest stocks are published; the others follow a long tail.
# fmt: off
NATIONALITIES = {
    "DZ": 658, "MA": 621, "TN": 312, "TR": 232, "CN": 115, "ML": 95, "CI": 95, "SN": 92, "CD": 88, "CM": 80,
    "LK": 62, "HT": 60, "GN": 58, "IN": 55, "BR": 55, "KM": 52, "RU": 50, "UA": 50, "VN": 45, "PK": 40,
    "BD": 40, "MG": 38, "US": 38, "CO": 30, "PE": 22, "AM": 25, "GE": 22, "SY": 25, "AF": 45, "LB": 25,
    "EG": 25, "PH": 20, "MU": 20,
}
LANGUAGES = {
    "DZ": "ar", "MA": "ar", "TN": "ar", "SY": "ar", "LB": "ar", "EG": "ar", "TR": "tr", "UA": "uk",
    "CN": "zh", "BR": "pt", "CO": "es", "PE": "es", "IN": "en", "US": "en", "PK": "en", "BD": "en",
    "LK": "en", "PH": "en",
}
# fmt: on
CROWDED = frozenset({"75", "93", "94", "92", "69", "13"})

# Type, article, years, allows work, weight.
Kind = tuple[str, str, int, str, int]
PERMITS: list[Kind] = [
    ("CR", "L.423-6", 10, "oui", 6),
    ("CR", "L.426-17", 10, "oui", 8),
    ("CR", "L.424-1", 10, "oui", 8),
    ("CSP", "L.423-1", 2, "oui", 6),
    ("CSP", "L.423-7", 2, "oui", 7),
    ("CSP", "L.421-1", 4, "oui", 7),
    ("CSP", "L.421-9", 4, "oui", 5),
    ("CSP", "L.424-9", 4, "oui", 4),
    ("CSP", "L.422-1", 2, "964h", 8),
    ("CST", "L.423-1", 1, "oui", 5),
    ("CST", "L.423-7", 1, "oui", 4),
    ("CST", "L.421-1", 1, "oui", 5),
    ("CST", "L.421-3", 1, "oui", 2),
    ("CST", "L.422-1", 1, "964h", 6),
    ("CST", "L.423-23", 1, "oui", 6),
    ("CST", "L.426-20", 1, "non", 3),
    ("CST", "L.425-9", 1, "oui", 2),
    ("VLSTS", "L.422-1", 1, "964h", 4),
    ("VLSTS", "L.423-1", 1, "oui", 2),
    ("DCEM", "L.414-4", 5, "non", 2),
]
ALGERIAN: list[Kind] = [
    ("CRA", "ACCORD-7BIS", 10, "oui", 8),
    ("CRA", "ACCORD-6-5", 1, "oui", 4),
    ("CRA", "ACCORD-6-2", 1, "oui", 3),
]
STREETS = (
    "rue de la République",
    "avenue Jean-Jaurès",
    "rue Pasteur",
    "rue Victor-Hugo",
    "impasse des Lilas",
    "boulevard Gambetta",
    "place de l’Église",
    "chemin du Moulin",
    "allée des Tilleuls",
    "cité des Francs-Moisins",
)
FAULTS = (
    "duplicate_line",
    "conflicting_identity",
    "impossible_date",
    "end_before_start",
    "foreigner_number",
    "unknown_country",
    "unknown_departement",
    "handover_not_recorded",
    "single_name",
    "unknown_birth_day",
    "unusable_email",
    "column_count",
    "bytes",
)
Row = dict[str, str]


def _rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


class Names:
    """Given names by country and sex, family names by country."""

    def __init__(self) -> None:
        self.given: dict[tuple[str, str], list[str]] = {}
        self.family: dict[str, list[str]] = {}
        for row in _rows(DATA / "cc0-common-forenames-by-country.csv"):
            self._add_given(row["Country"], row["Gender"], row["Romanized Name"] or row["Localized Name"])
        for row in _rows(DATA / "cc0-common-surnames-by-country.csv"):
            self._add_family(row["Country"], row["Romanized Name"] or row["Localized Name"])
        for row in _rows(DATA / "noms_complement.csv"):
            if row["genre_ou_type"].startswith("prenom_"):
                self._add_given(row["pays"], row["genre_ou_type"][-1], row["valeur"])
            elif row["genre_ou_type"].startswith("nom"):
                self._add_family(row["pays"], row["valeur"])
        self.any_given = {sex: [names for (_, s), names in self.given.items() if s == sex] for sex in "FM"}
        self.any_family = list(self.family.values())

    def _add_given(self, country: str, sex: str, name: str) -> None:
        self.given.setdefault((country, sex), []).append(name)

    def _add_family(self, country: str, name: str) -> None:
        self.family.setdefault(country, []).append(name)


def _communes() -> tuple[list[Row], list[int]]:
    with gzip.open(DATA / "communes_2026.csv.gz", "rt", encoding="utf-8", newline="") as file:
        found = [
            row for row in csv.DictReader(file) if row["codes_postaux"] and int(row["population"] or 0) > 2000
        ]
    return found, [int(row["population"]) * (6 if row["departement"] in CROWDED else 1) for row in found]


def french(day: date) -> str:
    return day.strftime("%d/%m/%Y")


def lines(count: int, seed: int, on: date) -> Iterator[Row]:
    """Yield permits of people who do not exist. The order of the draws makes the bytes: keep it."""
    rng = random.Random(seed)
    names = Names()
    countries = {row["iso2"]: row["code_cog"] for row in _rows(COUNTRIES) if row["iso2"]}
    communes, weights = _communes()
    nationalities, shares = list(NATIONALITIES), list(NATIONALITIES.values())
    homes = rng.choices(communes, weights, k=count)
    for i in range(count):
        nationality = rng.choices(nationalities, shares)[0]
        sex = rng.choice("FM")
        family = rng.choice(names.family.get(nationality) or rng.choice(names.any_family)).upper()
        given = rng.sample(names.given.get((nationality, sex)) or rng.choice(names.any_given[sex]), 1)[0]
        home = homes[i]
        kinds = ALGERIAN if nationality == "DZ" and rng.random() < 0.8 else PERMITS
        kind, article, years, work, _ = rng.choices(kinds, [kind[-1] for kind in kinds])[0]
        # Ends are spread so that the coming months are well filled; a few are already over.
        end = on + timedelta(days=int(rng.triangular(-120, 365 * years, 120)))
        start = end.replace(year=end.year - years, day=min(end.day, 28)) + timedelta(days=1)
        age = rng.randint(19, 70) if kind != "DCEM" else rng.randint(1, 17)
        born = date(on.year - age, rng.randint(1, 12), rng.randint(1, 28))
        head = rng.randint(10, 99)
        block = 75 + i % 20 if i < 1_000_000 else i // 1_000_000
        handed = start + timedelta(days=rng.randint(5, 60))
        yield {
            "numero_etranger": f"{head}{block:02d}{i % 1_000_000:06d}",
            "nom": family,
            "nom_usage": "" if rng.random() < 0.9 else rng.choice(rng.choice(names.any_family)).upper(),
            "prenoms": given.title(),
            "sexe": sex,
            "date_naissance": french(born),
            "commune_naissance": "",
            "pays_naissance": countries[nationality],
            "nationalite": countries[nationality],
            "adresse": f"{rng.randint(1, 220)} {rng.choice(STREETS)}",
            "complement": ""
            if rng.random() < 0.8
            else f"chez M. ou Mme {rng.choice(rng.choice(names.any_family))}",
            "code_postal": home["codes_postaux"].replace("|", " ").replace(";", " ").split()[0],
            "commune": home["nom"],
            "departement": home["departement"],
            "courriel": f"usager{i}@exemple.invalid" if rng.random() < 0.93 else "",
            "telephone": f"+336{rng.randint(0, 99999999):08d}" if rng.random() < 0.9 else "",
            "langue": LANGUAGES.get(nationality, "fr"),
            "numero_titre": f"{kind}{seed:02d}{i:07d}",
            "type_titre": kind,
            "article": article,
            "date_debut": french(start),
            "date_fin": french(end),
            "autorise_travail": work,
            "remise_le": french(handed) if handed <= on else "",
            "statut": "valide" if end >= on else "expire",
        }


def faulty(row: Row, rng: random.Random) -> tuple[str, list[Row | str]]:
    """Return a kind of fault, and the lines to write in place of a row."""
    fault = rng.choice(FAULTS)
    bad = dict(row)
    match fault:
        case "duplicate_line":
            return fault, [row, row]
        case "conflicting_identity":
            bad["nom"] = f"AUTRE-{row['nom']}"
            bad["date_naissance"] = "01/01/1970"
            bad["numero_titre"] = f"{row['numero_titre']}B"
            return fault, [row, bad]
        case "impossible_date":
            bad["date_fin"] = "31/02/2027"
        case "end_before_start":
            bad["date_debut"], bad["date_fin"] = row["date_fin"], row["date_debut"]
        case "foreigner_number":
            bad["numero_etranger"] = row["numero_etranger"][:-1] + rng.choice(["", "A", "12"])
        case "unknown_country":
            bad["nationalite"] = "99999"
        case "unknown_departement":
            bad.update(code_postal="00000", commune="INCONNUE", departement="00")
        case "handover_not_recorded":
            bad["remise_le"] = ""
            bad["date_debut"], bad["date_fin"] = french(date(2025, 1, 15)), french(date(2027, 1, 14))
        case "single_name":
            bad["prenoms"] = rng.choice(["XXX", "SP", "", "-"])
        case "unknown_birth_day":
            bad["date_naissance"] = rng.choice(["00/00/1992", "00/11/1985"])
        case "unusable_email":
            bad["courriel"] = rng.choice(["inconnu", "a@", "usager at exemple", "usager@exemple..fr"])
        case "column_count":
            return fault, [";".join(row.values()) + ";SURPLUS"]
        case "bytes":
            return fault, [";".join(bad.values()).replace(row["nom"], "NOM\udce9")]
    return fault, [bad]


def _write(out: BinaryIO, line: Row | str) -> None:
    if isinstance(line, str):
        # Surrogates stand for the bytes that are not UTF-8.
        out.write(line.encode("utf-8", "surrogateescape") + b"\n")
        return
    buffer = io.StringIO()
    csv.DictWriter(buffer, COLUMNS, delimiter=";", lineterminator="\n").writerow(line)
    out.write(buffer.getvalue().encode())


def write_register(out: BinaryIO, *, count: int, seed: int, on: date, faults: float) -> dict[str, int]:
    """Write an extract; return how many faults of each kind it has."""
    rng = random.Random(seed * 7919)
    counts: dict[str, int] = {}
    out.write((";".join(COLUMNS) + "\n").encode())
    for row in lines(count, seed, on):
        written: list[Row | str] = [row]
        if rng.random() < faults:
            fault, written = faulty(row, rng)
            counts[fault] = counts.get(fault, 0) + 1
        for line in written:
            _write(out, line)
    return counts


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--lines", type=int, default=20000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--on", type=date.fromisoformat, default=date(2026, 11, 23))
    parser.add_argument("--faults", type=float, default=0.0, help="share of lines with a fault")
    parser.add_argument("--report", type=Path, help="where to write how many faults of each kind were put in")
    asked = parser.parse_args()
    counts = write_register(
        sys.stdout.buffer, count=asked.lines, seed=asked.seed, on=asked.on, faults=asked.faults
    )
    if asked.report:
        told = {"lines_asked": asked.lines, "faults": dict(sorted(counts.items()))}
        asked.report.write_text(json.dumps(told, indent=1) + "\n")


if __name__ == "__main__":
    main()
