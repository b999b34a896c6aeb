"""What comes in and goes out: JSON, within bounds, and no trace of it kept."""

import json
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from django.http import HttpRequest, HttpResponse

from sejour.law.facts import FactError

JSON = "application/json"
# One JSON text a line; the lines of a batch and of its answers.
JSON_LINES = "application/x-ndjson"


class TooLarge(Exception):
    """A body is larger than what is read."""


class NotFound(Exception):
    """Nothing has the name that an address gives; `cause` says which names there are."""

    def __init__(self, cause: FactError) -> None:
        self.cause = cause
        super().__init__(str(cause))


def read_bytes(request: HttpRequest, *, at_most: int) -> bytes:
    """Return the body of a request; raise TooLarge beyond `at_most` bytes, of which no more is read."""
    found = bytes(request.read(at_most + 1))
    if len(found) > at_most:
        message = f"the body is larger than {at_most:,} bytes"
        raise TooLarge(message)
    return found


def read_json(text: bytes) -> Any:
    """Return what a JSON text says, or raise FactError."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise FactError("facts", f"this cannot be read as JSON: {error}") from None


def lines_of(body: bytes, *, at_most: int) -> Iterator[bytes]:
    """Return the lines of a body, one after the other.

    Raises TooLarge if there are more than `at_most`, FactError if there is none: what a program that does
    not say how much it sends looks like from here.
    """
    if not body.strip():
        raise FactError("facts", "the body holds no line")
    if body.count(b"\n") + (not body.endswith(b"\n")) > at_most:
        message = f"the body has more than {at_most:,} lines"
        raise TooLarge(message)
    return iter(BytesIO(body))


def written(value: Any) -> bytes:
    """Return a value as JSON, in UTF-8."""
    return in_utf8(json.dumps(value, ensure_ascii=False))


def in_utf8(text: str) -> bytes:
    """Return a JSON text in UTF-8; half a character, which what is sent may hold, becomes its number."""
    return text.encode("utf-8", "backslashreplace")


def in_pieces(lines: Iterable[bytes], *, at_least: int = 16 * 1024) -> Iterator[bytes]:
    """Gather lines into pieces worth sending: a line by itself costs more to send than to answer."""
    piece, size = [], 0
    for line in lines:
        piece.append(line)
        size += len(line)
        if size >= at_least:
            yield b"".join(piece)
            piece, size = [], 0
    if piece:
        yield b"".join(piece)


def json_response(value: Any, status: int = 200) -> HttpResponse:
    """Answer in JSON. No cache on the way keeps what was asked about somebody."""
    response = HttpResponse(written(value), status=status, content_type=JSON)
    response["Cache-Control"] = "no-store"
    return response


def problem(error: str, *, fact: str | None = None, status: int) -> HttpResponse:
    """Say what is wrong, and with which fact: the same words as on the command line."""
    return json_response({"error": error, **({} if fact is None else {"fact": fact})}, status)
