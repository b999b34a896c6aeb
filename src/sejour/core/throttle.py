"""Limits on guesses: sign-in, the proof of a foreigner number, share codes.

Counters live in PostgreSQL, so that every web process sees the same ones. A counter's key is a
keyed digest: the table tells nobody what was tried.
"""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.db import connection

from sejour.core.errors import TooManyAttempts


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `attempts` failures in `window`, for each thing named in a guess."""

    name: str
    attempts: int
    window: timedelta


def _key(limit: Limit, subject: str) -> bytes:
    text = f"{limit.name}\x1f{subject}".encode()
    return hmac.digest(settings.CODES_KEY.encode(), text, sha256)


def check(limit: Limit, subject: str, *, at: datetime) -> None:
    """Raise TooManyAttempts when `subject` has used its attempts."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT failures, until FROM core_throttle WHERE key = %s AND until > %s",
            [_key(limit, subject), at],
        )
        row = cursor.fetchone()
    if row is not None and row[0] >= limit.attempts:
        minutes = int((row[1] - at).total_seconds() // 60) + 1
        raise TooManyAttempts(minutes=minutes)


def fail(limit: Limit, subject: str, *, at: datetime) -> None:
    """Count one failure for `subject`."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO core_throttle (key, failures, until) VALUES (%(key)s, 1, %(until)s)"
            " ON CONFLICT (key) DO UPDATE SET"
            " failures = CASE WHEN core_throttle.until > %(at)s THEN core_throttle.failures + 1 ELSE 1 END,"
            " until = CASE WHEN core_throttle.until > %(at)s THEN core_throttle.until"
            " ELSE excluded.until END",
            {"key": _key(limit, subject), "until": at + limit.window, "at": at},
        )


def forget(limit: Limit, subject: str) -> None:
    """Forget the failures of `subject`, after a success."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM core_throttle WHERE key = %s", [_key(limit, subject)])


def prune(*, at: datetime) -> int:
    """Remove counters that no longer count; return how many."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM core_throttle WHERE until <= %s", [at])
        return int(cursor.rowcount)
