"""The secrets of an offer: drawn here, shown once, kept only as keyed digests."""

import hmac
import secrets
from hashlib import sha256

from django.conf import settings

CONFIRMATION_DIGITS = 6


def draw() -> str:
    """Draw the code of an offer, or an access token: 128 bits."""
    return secrets.token_urlsafe(16)


def draw_confirmation() -> str:
    """Draw the code that the holder reads on the page and types in the wallet."""
    return f"{secrets.randbelow(10**CONFIRMATION_DIGITS):0{CONFIRMATION_DIGITS}d}"


def digest_of(kind: str, code: str) -> bytes:
    """Return the digest under which a secret of some kind is kept."""
    text = f"wallet {kind}\x1f{code}".encode("utf-8", "backslashreplace")
    return hmac.digest(settings.CODES_KEY.encode(), text, sha256)


def are_same(digest: bytes, other: bytes) -> bool:
    """Compare two digests in a time that tells nothing."""
    return hmac.compare_digest(digest, other)
