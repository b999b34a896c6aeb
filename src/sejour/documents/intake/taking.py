"""The door for what people give: files in, what is known of them out, or the refusal that says why not."""

from base64 import b64decode
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from sejour.documents import limited
from sejour.documents.errors import (
    FileIsEmpty,
    FileIsProtected,
    FileIsTooLarge,
    FileIsUnreadable,
    PictureIsTooLarge,
    PieceIsTooHeavy,
    TooManyPages,
    TypeNotAccepted,
)
from sejour.documents.intake import examining
from sejour.documents.intake.limits import LARGEST_PIECE, MEGABYTE, MOST_PAGES
from sejour.documents.intake.media import MediaType

_REFUSALS = (FileIsProtected, FileIsUnreadable, PictureIsTooLarge, TooManyPages, TypeNotAccepted)
_LARGEST_ANSWER = 2 * LARGEST_PIECE
# Processes that one request may have: a person waits, and so do others.
_AT_A_TIME = 2


@dataclass(frozen=True, slots=True)
class Given:
    """A file as it came."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Taken:
    """What is known of the files of a piece, and what agents see of them: a JPEG, or one PDF of all pages.

    `advice` gives, by its code, the numbers of the pages that it is about.
    """

    given: tuple[Given, ...]
    media_types: tuple[MediaType, ...]
    pages: int
    advice: dict[str, list[int]]
    seen: bytes
    seen_type: MediaType


@dataclass(frozen=True, slots=True)
class _Examined:
    media_type: MediaType
    advice: list[list[str]]
    seen: bytes


def take(given: Sequence[Given], *, limit: int, reads: bool = True) -> Taken:
    """Examine the files of one piece, each of at most `limit` bytes. Raises the FileRefused that says why.

    `reads`: whether it has words to be read; of a portrait nothing is advised.
    """
    weigh([len(file.content) for file in given], limit=limit)
    examined = _examined(given, reads=reads)
    pages = [of_page for one in examined for of_page in one.advice]
    if len(pages) > MOST_PAGES:
        raise TooManyPages(limit=MOST_PAGES)
    seen = examined[0].seen if len(examined) == 1 else _joined([one.seen for one in examined])
    return Taken(
        given=tuple(given),
        media_types=tuple(one.media_type for one in examined),
        pages=len(pages),
        advice=_by_code(pages),
        seen=seen,
        seen_type=MediaType.PDF if seen.startswith(b"%PDF-") else MediaType.JPEG,
    )


def weigh(sizes: Sequence[int], *, limit: int) -> None:
    """Raise the FileRefused that says why files of so many bytes cannot make a piece."""
    for size in sizes:
        if not size:
            raise FileIsEmpty
        if size > limit:
            raise FileIsTooLarge(size=_megabytes(size), limit=limit // MEGABYTE)
    if sum(sizes) > LARGEST_PIECE:
        raise PieceIsTooHeavy(size=_megabytes(sum(sizes)), limit=LARGEST_PIECE // MEGABYTE)
    # Each file has a page at least: nothing is opened in vain.
    if len(sizes) > MOST_PAGES:
        raise TooManyPages(limit=MOST_PAGES)


def _megabytes(size: int) -> int:
    return -(-size // MEGABYTE)


def _examined(given: Sequence[Given], *, reads: bool) -> list[_Examined]:
    """Return what each file is, in order, a few being opened at a time. The first refusal ends it."""
    pool = ThreadPoolExecutor(_AT_A_TIME)
    try:
        return list(pool.map(lambda file: _one(file.content, reads=reads), given))
    finally:
        pool.shutdown(cancel_futures=True)


def _one(content: bytes, *, reads: bool) -> _Examined:
    try:
        answer = limited.run(
            examining.examine, content, refusals=_REFUSALS, largest_answer=_LARGEST_ANSWER, reads=reads
        )
    except limited.TooMuchWork as error:
        raise FileIsUnreadable from error
    return _Examined(MediaType(answer["media_type"]), answer["advice"], b64decode(answer["seen"]))


def _joined(parts: list[bytes]) -> bytes:
    try:
        answer = limited.run(
            examining.join,
            b"".join(parts),
            largest_answer=_LARGEST_ANSWER,
            sizes=[len(part) for part in parts],
        )
    except limited.TooMuchWork as error:
        raise FileIsUnreadable from error
    return b64decode(answer)


def _by_code(pages: list[list[str]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, codes in enumerate(pages, start=1):
        for code in codes:
            found.setdefault(code, []).append(number)
    return found
