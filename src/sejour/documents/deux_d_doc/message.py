"""The fields of a 2D-Doc: read from its message whatever they are, and written back."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sejour.documents.deux_d_doc.catalogue import FIELDS, PERIMETER, Definition, Kind

GS = "\x1d"
"""Ends a value shorter than the longest that its field can hold."""
RS = "\x1e"
"""Ends a value that was cut because it did not fit."""
US = "\x1f"
"""Ends the message; the signature follows."""
_SEPARATORS = re.compile(f"[{GS}{RS}]")
_EORI = re.compile(r"[A-Z]{2}[0-9]+")


@dataclass(frozen=True, slots=True)
class Field:
    """A value as written, under its data identifier. `definition` is None where the identifier is unknown."""

    identifier: str
    value: str
    is_cut: bool = False
    definition: Definition | None = None

    @property
    def is_sound(self) -> bool:
        """Whether its identifier is known and its length allowed."""
        return self.definition is not None and len(self.value) >= self.definition.shortest


def read_message(text: str, *, perimeter: str = PERIMETER) -> tuple[Field, ...]:
    """Return the fields of a message, in their order; never raises.

    The length of an unknown field is not known either: it goes to the next separator.
    """
    known = FIELDS if perimeter == PERIMETER else {}
    found: list[Field] = []
    place = 0
    while place < len(text):
        separator = _SEPARATORS.search(text, place)
        limit = separator.start() if separator else len(text)
        begin = min(place + 2, limit)
        definition = known.get(text[place:begin])
        end = _end(text, begin, limit, definition)
        if begin > place:
            found.append(Field(text[place:begin], text[begin:end], text[end : end + 1] == RS, definition))
        place = end + (end == limit)
    return tuple(found)


def _end(text: str, begin: int, limit: int, definition: Definition | None) -> int:
    """Return where the value that begins there ends: at the separator, or at its full length."""
    if definition is None:
        return limit
    if definition.kind is Kind.EORI and (number := _EORI.match(text, begin, limit)):
        return number.end()
    return limit if definition.longest is None else min(limit, begin + definition.longest)


def write_message(fields: Iterable[Field]) -> str:
    """Return the text of fields, each followed by the separator that it asks for, if any."""
    return "".join(field.identifier + field.value + _separator(field) for field in fields)


def _separator(field: Field) -> str:
    if field.is_cut:
        return RS
    definition = field.definition
    if definition is not None and len(field.value) == definition.longest:
        return ""
    return GS
