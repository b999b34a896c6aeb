"""Which pieces an application must hold, and why (R.431-10, R.431-11, annex 10)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from sejour.law.sources import Certainty
from sejour.law.tables import InvalidTable, load

_WHEN = frozenset({"always", "first", "renewal"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece: what it is, why it is asked for, and whether a file is examined without it."""

    code: str
    label: str
    hint: str
    because: str
    article: str
    indispensable: bool
    when: str
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground of residence, in the words of people, and the pieces of its own."""

    name: str
    pieces: tuple[Piece, ...]


def _piece(row: Mapping[str, Any], certainty: str) -> Piece:
    if row["when"] not in _WHEN:
        message = f"pieces.toml: {row['code']} is asked for {row['when']!r}, not one of {sorted(_WHEN)}"
        raise InvalidTable(message)
    return Piece(
        code=row["code"],
        label=row["label"],
        hint=row.get("hint", ""),
        because=row["because"],
        article=row["article"],
        indispensable=row["indispensable"],
        when=row["when"],
        certainty=Certainty(certainty),
    )


def _grounds(table: Mapping[str, Any]) -> Iterator[tuple[str, Ground]]:
    for row in table["ground"]:
        ground = Ground(row["name"], tuple(_piece(piece, row["certainty"]) for piece in row["pieces"]))
        for article in row["articles"]:
            yield article, ground


_TABLE = load("pieces")
COMMON = tuple(_piece(row, row["certainty"]) for row in _TABLE["piece"])
GROUNDS: Mapping[str, Ground] = MappingProxyType(dict(_grounds(_TABLE)))


def ground_of(article: str) -> str:
    """Return the ground of an article in the words of people; the article itself where none is known."""
    ground = GROUNDS.get(article)
    return ground.name if ground else f"article {article}"


def pieces_for(article: str, *, renewal: bool) -> tuple[Piece, ...]:
    """Return the pieces that an application for that permit must hold, the common ones first."""
    ground = GROUNDS.get(article)
    wanted = {"always", "renewal" if renewal else "first"}
    return tuple(piece for piece in (*COMMON, *(ground.pieces if ground else ())) if piece.when in wanted)


def piece_named(article: str, code: str) -> Piece | None:
    """Return a piece of that ground by its code, whenever it is asked for."""
    ground = GROUNDS.get(article)
    for piece in (*COMMON, *(ground.pieces if ground else ())):
        if piece.code == code:
            return piece
    return None
