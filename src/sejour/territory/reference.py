"""Reads the reference files of `data/` into rows; used when the platform is installed."""

import csv
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources

# Paris is the only département where another authority is competent: the préfet de police (R.431-20).
COMPETENT_KINDS = ("prefecture_de_police", "prefecture", "haut_commissariat", "administration_superieure")


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = (resources.files("sejour.territory") / "data" / name).read_text("utf-8")
    yield from csv.DictReader(text.splitlines())


def _one_line(*parts: str) -> str:
    return ", ".join(part.strip() for part in parts if part.strip())


def _courts() -> dict[str, str]:
    prefix = "Tribunal administratif - "
    return {
        row["nom"].removeprefix(prefix): _one_line(row["adresse"], f"{row['code_postal']} {row['localite']}")
        for row in _rows("ofii_ta_caa.csv")
        if row["nom"].startswith(prefix)
    }


def prefectures() -> Iterator[dict[str, str]]:
    """Yield one row a département: its competent authority, with what is known of its address."""
    authorities: dict[str, dict[str, str]] = {}
    for row in _rows("prefectures_sous_prefectures.csv"):
        if row["type"] in COMPETENT_KINDS:
            known = authorities.get(row["departement"])
            if known is None or _rank(row) < _rank(known):
                authorities[row["departement"]] = row
    courts = _courts()
    for row in _rows("departements.csv"):
        authority = authorities.get(row["code"], {})
        yield {
            "code": row["code"],
            "name": _name(authority, row["nom"]),
            "departement": row["nom"],
            "timezone": row["fuseau_iana"],
            "court": row["tribunal_administratif"],
            "court_address": courts.get(row["tribunal_administratif"], ""),
            "address": _address(authority),
            "phone": authority.get("telephone", ""),
        }


def _rank(row: dict[str, str]) -> int:
    return COMPETENT_KINDS.index(row["type"])


def _name(authority: dict[str, str], departement: str) -> str:
    kind = authority.get("type")
    if kind == "prefecture_de_police":
        return "Préfecture de police de Paris"
    if kind == "haut_commissariat":
        return f"Haut-commissariat de la République — {departement}"
    if kind == "administration_superieure":
        return f"Administration supérieure — {departement}"
    return f"Préfecture — {departement}"


def _address(authority: dict[str, str]) -> str:
    if not authority.get("adresse"):
        return ""
    # Two lines of the directory say more than an address: telephone and fax, temporary counters.
    town = authority["localite"].split("- Tél")[0]
    street = authority["adresse"].removeprefix("Adresse : ").split(" - Guichet")[0]
    return _one_line(street, f"{authority['code_postal']} {town}")


def countries() -> Iterator[dict[str, str]]:
    """Yield the countries by INSEE code, with the name that people use today."""
    for row in _rows("pays.csv"):
        yield {
            "code": row["code_cog"],
            "name": row["nom_cldr_fr"] or row["nom_cog"],
            "nationality": row["nationalite_fr_m"],
        }


@cache
def iso_codes() -> Mapping[str, str]:
    """Return the ISO 3166 code, two letters, of each INSEE code that has one."""
    return {row["code_cog"]: row["iso2"] for row in _rows("pays.csv") if row["iso2"]}
