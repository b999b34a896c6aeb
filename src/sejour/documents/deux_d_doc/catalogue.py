"""What each data identifier holds and what each type of document asks, read from `documents/data`."""

import json
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

_DATA = Path(__file__).parent.parent / "data"


class Kind(StrEnum):
    """How the value of a field is written."""

    TEXT = "text"
    DATE = "date"
    """JJMMAAAA, `00` for what is not known of it."""
    DAYS = "days"
    """Days since 1 January 2000, in hexadecimal."""
    DATE_TIME = "date_time"
    TIME = "time"
    FLAG = "flag"
    URL = "url"
    """UTF-8 in base 32, for addresses have small letters."""
    EORI = "eori"
    """Two letters then digits; official examples end it without a separator."""


@dataclass(frozen=True, slots=True)
class Definition:
    """A data identifier: its French label, its length in characters, how its value is written."""

    identifier: str
    label: str
    shortest: int
    longest: int | None
    kind: Kind


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A type of document: its label, the family it belongs to, the fields that it must have."""

    code: str
    label: str
    family: str
    mandatory: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()
    forbidden: frozenset[str] = frozenset()


def _read(name: str) -> Any:
    return json.loads((_DATA / name).read_text("utf-8"))


_CATALOGUE = _read("2ddoc_catalogue.json")
_LAYOUT = _read("2ddoc_document_etranger.json")


def _definition(identifier: str) -> Definition:
    known = _CATALOGUE["fields"][identifier]
    # The layout of the documents of foreigners is the nearer to the text of the specification.
    given = _LAYOUT["champs"].get(identifier, known)
    return Definition(identifier, given["label"], given["min"], given["max"], Kind(known["kind"]))


def _document_type(code: str) -> DocumentType:
    known, asked = _CATALOGUE["types"][code], _LAYOUT["exigences"].get(code, {})
    parts = (frozenset(asked.get(part, ())) for part in ("mandatory", "facultative", "forbidden"))
    return DocumentType(code, known["label"], known["family"], *parts)


# Fields and types of perimeter 01, the only public one.
PERIMETER = "01"
FIELDS = {identifier: _definition(identifier) for identifier in _CATALOGUE["fields"]}
TYPES = {code: _document_type(code) for code in _CATALOGUE["types"]}
# What 6J says of a document of type 13.
ETRANGER_KINDS: dict[str, str] = _LAYOUT["type_document_etranger_6J"]
