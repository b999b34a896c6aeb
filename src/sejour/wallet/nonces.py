"""Nonces: given to whoever asks, kept nowhere, good once.

A nonce carries its own end and our signature, so that asking for a million of them writes nothing. Only one
that came back in a proof that holds is written down, until its end (`UsedNonce`).
"""

import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from datetime import UTC, datetime
from hashlib import sha256

from django.conf import settings

from sejour.wallet.spans import NONCE

_DRAWN = 16
_INSTANT = 8


def draw(at: datetime) -> str:
    """Draw a nonce that is good for a few minutes."""
    end = int((at + NONCE).timestamp())
    body = secrets.token_bytes(_DRAWN) + end.to_bytes(_INSTANT)
    return urlsafe_b64encode(body + _signature(body)).rstrip(b"=").decode()


def end_of(nonce: str) -> datetime | None:
    """Return until when a nonce is good; None where we did not draw it."""
    try:
        decoded = urlsafe_b64decode(nonce + "=" * (-len(nonce) % 4))
    except (Error, ValueError):
        return None
    body, signature = decoded[: _DRAWN + _INSTANT], decoded[_DRAWN + _INSTANT :]
    if not hmac.compare_digest(signature, _signature(body)):
        return None
    return datetime.fromtimestamp(int.from_bytes(body[_DRAWN:]), UTC)


def digest_of(nonce: str) -> bytes:
    """Return the digest under which a used nonce is kept."""
    return sha256(nonce.encode()).digest()


def _signature(body: bytes) -> bytes:
    return hmac.digest(settings.CODES_KEY.encode(), b"wallet nonce" + body, sha256)
