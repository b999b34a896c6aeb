"""Tickets of a failure: a number that proves by itself when the platform failed.

It is shown even when nothing can be recorded (database down): the day is signed in it, so that the
person may give it later and keep their date (P-3).
"""

import hmac
from datetime import UTC, datetime
from hashlib import sha256

from django.conf import settings

from sejour.core import references

_MINUTES = 6
_SIGNATURE = 8


def issue(at: datetime) -> str:
    """Return a ticket for a failure at that instant, to the minute."""
    minutes = int(at.timestamp()) // 60
    body = ""
    for _ in range(_MINUTES):
        minutes, digit = divmod(minutes, 32)
        body = references.ALPHABET[digit] + body
    return references.grouped(body + _signature(body), 7)


def instant_of(ticket: str) -> datetime | None:
    """Return the instant that a ticket proves, or None when it is not one of ours."""
    code = references.normalize(ticket)
    body, signature = code[:_MINUTES], code[_MINUTES:]
    if len(body) < _MINUTES or any(c not in references.ALPHABET for c in body):
        return None
    if not hmac.compare_digest(signature.encode(), _signature(body).encode()):
        return None
    minutes = 0
    for character in body:
        minutes = minutes * 32 + references.ALPHABET.index(character)
    return datetime.fromtimestamp(minutes * 60, UTC)


def _signature(body: str) -> str:
    digest = hmac.digest(settings.CODES_KEY.encode(), f"ticket {body}".encode(), sha256)
    return "".join(references.ALPHABET[byte % 32] for byte in digest[:_SIGNATURE])
