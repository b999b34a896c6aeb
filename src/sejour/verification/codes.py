"""Share codes: twelve characters of Crockford's alphabet and a check, sixty bits, easy to read aloud."""

import hmac
from hashlib import sha256

from django.conf import settings

from sejour.core import references

LENGTH = 12


def draw() -> str:
    """Draw a code, in groups: ABCD-EFGH-JKMN-P."""
    while True:
        body = references.draw(LENGTH)
        check = references.check_of(body)
        # Five of the thirty-seven checks are signs that nobody can dictate.
        if check in references.ALPHABET:
            return references.grouped(body + check)


def normalized(typed: str) -> str | None:
    """Return the code that was typed, or None when its check character says it is mistyped."""
    code = references.normalize(typed)
    body, check = code[:LENGTH], code[LENGTH:]
    if len(code) != LENGTH + 1 or any(c not in references.ALPHABET for c in body):
        return None
    return code if check == references.check_of(body) else None


def digest_of(code: str) -> bytes:
    """Return the keyed digest under which a code is kept."""
    return hmac.digest(settings.CODES_KEY.encode(), f"share {code}".encode(), sha256)
