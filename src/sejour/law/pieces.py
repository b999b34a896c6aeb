"""Which pieces an application must hold, and why (R.431-10, R.431-11, annex 10)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sejour.law.editions import Table, in_force
from sejour.law.reading import Article, read
from sejour.law.sources import Certainty
from sejour.law.tables.files import distinct, naming, once


class When(StrEnum):
    """For which applications a piece is asked for: all, a first issue or a new ground, a renewal."""

    ALWAYS = "always"
    FIRST = "first"
    RENEWAL = "renewal"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece: what it is, why it is asked for, and whether a file is examined without it."""

    code: str
    label: str
    hint: str
    because: str
    article: str
    indispensable: bool
    when: When
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground of residence, or a request of another kind, in the words of people, and the pieces of its own.

    `without`: codes of the common pieces that are not asked for there.
    """

    name: str
    pieces: tuple[Piece, ...]
    without: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces that every application must hold, the grounds by article, and other requests by name.

    A request that is no application for a permit (a duplicate, a new address) holds its own pieces only.
    """

    common: tuple[Piece, ...]
    grounds: Mapping[str, Ground]
    requests: Mapping[str, Ground]


@dataclass(frozen=True)
class _Piece:
    code: str
    label: str
    because: str
    article: str
    indispensable: bool
    when: When
    hint: str = ""
    certainty: Certainty | None = None


@dataclass(frozen=True)
class _Ground:
    name: str
    articles: tuple[Article, ...]
    certainty: Certainty
    pieces: tuple[_Piece, ...]
    without: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Request:
    code: str
    name: str
    certainty: Certainty
    pieces: tuple[_Piece, ...]


@dataclass(frozen=True)
class _File:
    piece: tuple[_Piece, ...]
    ground: tuple[_Ground, ...]
    request: tuple[_Request, ...] = ()


def read_pieces(table: Table) -> Pieces:
    """Read the pieces; an article has one ground, and a file never asks twice for a code."""
    with naming("pieces"):
        file = read(_File, table)
        common = tuple(_piece(row, Certainty.MEDIUM) for row in file.piece)
        grounds = once((article, _ground(row, common)) for row in file.ground for article in row.articles)
        return Pieces(common, grounds, once((row.code, _request(row)) for row in file.request))


def _ground(row: _Ground, common: tuple[Piece, ...]) -> Ground:
    known = {piece.code for piece in common}
    for code in row.without:
        if code not in known:
            raise ValueError(f"{row.name}: {code} is no common piece")
    pieces = tuple(_piece(piece, row.certainty) for piece in row.pieces)
    distinct(piece.code for piece in (*common, *pieces))
    return Ground(row.name, pieces, frozenset(row.without))


def _request(row: _Request) -> Ground:
    pieces = tuple(_piece(piece, row.certainty) for piece in row.pieces)
    distinct(piece.code for piece in pieces)
    return Ground(row.name, pieces)


def _piece(row: _Piece, certainty: Certainty) -> Piece:
    return Piece(
        row.code,
        row.label,
        row.hint,
        row.because,
        row.article,
        row.indispensable,
        row.when,
        row.certainty or certainty,
    )


PIECES = in_force("pieces", read_pieces)


def ground_of(article: str) -> str:
    """Return the ground of an article, or of another request, in the words of people."""
    ground = _ground_named(article)
    return ground.name if ground else f"article {article}"


def pieces_for(article: str, *, renewal: bool) -> tuple[Piece, ...]:
    """Return the pieces that an application for that permit must hold, the common ones first.

    A request that is no application for a permit is named by its code instead of an article.
    """
    wanted = {When.ALWAYS, When.RENEWAL if renewal else When.FIRST}
    return tuple(piece for piece in _all_pieces(article) if piece.when in wanted)


def piece_named(article: str, code: str) -> Piece | None:
    """Return a piece of that ground by its code, whenever it is asked for."""
    return next((piece for piece in _all_pieces(article) if piece.code == code), None)


def _all_pieces(article: str) -> tuple[Piece, ...]:
    request = PIECES.requests.get(article)
    if request is not None:
        return request.pieces
    ground = PIECES.grounds.get(article)
    if ground is None:
        return PIECES.common
    return (*(piece for piece in PIECES.common if piece.code not in ground.without), *ground.pieces)


def _ground_named(article: str) -> Ground | None:
    return PIECES.requests.get(article) or PIECES.grounds.get(article)
