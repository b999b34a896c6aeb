"""An event as it is told: what it says, and the signature that proves that we say it.

The three headers are those of Standard Webhooks. The signature is a JWS whose payload is left out (RFC 7515,
appendix F): the public key suffices to verify it, so that no secret is shared with anybody.
"""

import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from joserfc.jwk import ECKey

from sejour.bodies.models import Event
from sejour.documents.keys import SigningKey, Use, certificates_of, key_of
from sejour.documents.keys.signing_key import public_key_of

JSON = "application/json"


def content_of(event: Event) -> dict[str, Any]:
    """Return what an event says: a number, a subscription, days. Nobody is named."""
    return {
        "id": str(event.public_id),
        "number": event.number,
        "type": event.kind,
        "subscription": str(event.subscription.public_id),
        "purpose": event.subscription.purpose,
        "on": event.on.isoformat(),
        "right": event.level,
        "last_day": event.last_day.isoformat() if event.last_day else None,
    }


def written(event: Event) -> bytes:
    """Return an event as it is sent: the same bytes at each try."""
    return json.dumps(content_of(event), ensure_ascii=False, separators=(",", ":")).encode()


def headers_of(event: Event, body: bytes, *, at: datetime) -> Mapping[str, str]:
    """Return the headers of one try. Raises SignatureUnavailable."""
    identifier, seconds = str(event.public_id), str(int(at.timestamp()))
    signed = f"{identifier}.{seconds}.".encode() + body
    return {
        "Content-Type": JSON,
        "User-Agent": "sejour",
        "webhook-id": identifier,
        "webhook-timestamp": seconds,
        "webhook-signature": _signature(key_of(Use.WEBHOOKS), signed),
    }


def public_keys() -> dict[str, Any]:
    """Return the keys that verify signatures, as a JWK Set: the present one, and those before it."""
    found = [public_key_of(certificate) for certificate in certificates_of(Use.WEBHOOKS)]
    return {"keys": [{**_public(key), "use": "sig", "alg": "ES256", "kid": _name(key)} for key in found]}


def _signature(key: SigningKey, signed: bytes) -> str:
    head = _base64(json.dumps({"alg": "ES256", "kid": _name(key.public_key)}, separators=(",", ":")).encode())
    return f"{head}..{_base64(key.sign(f'{head}.{_base64(signed)}'.encode()))}"


def _public(key: ec.EllipticCurvePublicKey) -> dict[str, Any]:
    return dict(ECKey.import_key(key).as_dict(private=False))


def _name(key: ec.EllipticCurvePublicKey) -> str:
    """Return the name of a key: its thumbprint (RFC 7638)."""
    return str(ECKey.import_key(key).thumbprint())


def _base64(value: bytes) -> str:
    return urlsafe_b64encode(value).rstrip(b"=").decode()
