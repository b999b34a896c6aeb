"""What proves who a client is: drawn at random, shown once, kept as keyed digests.

256 random bits cannot be guessed: a slow digest, as for passwords, would only slow the body down.
"""

import hmac
import secrets
from hashlib import sha256

from django.conf import settings


def draw() -> str:
    """Draw a secret, 256 bits."""
    return secrets.token_urlsafe(32)


def draw_identifier() -> str:
    """Draw the public name of a client."""
    return secrets.token_hex(12)


def digest_of(kind: str, secret: str) -> bytes:
    """Return the digest under which a secret of a kind is kept."""
    return hmac.digest(settings.CODES_KEY.encode(), f"body {kind} {secret}".encode(), sha256)


def is_secret(kind: str, secret: str, digest: bytes) -> bool:
    """Tell whether this is the secret that was kept; takes as long whether it is or not."""
    return hmac.compare_digest(digest_of(kind, secret), digest)
