"""Where a private key is: in the memory of this process, or in a token that never lets it out."""

from dataclasses import dataclass, field
from typing import Protocol

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

_HALF = 32


class Holder(Protocol):
    """Whoever holds a private key on P-256."""

    @property
    def place(self) -> str:
        """Where the key is, in words that betray no secret."""

    def sign(self, data: bytes) -> bytes:
        """Return the ECDSA signature of data with SHA-256: r then s, 32 bytes each."""


@dataclass(frozen=True, slots=True)
class InMemory:
    """A key read from a file. What is signed again is the same: signatures follow RFC 6979."""

    place: str
    private_key: ec.EllipticCurvePrivateKey = field(repr=False)

    def sign(self, data: bytes) -> bytes:
        """Return r then s, 32 bytes each."""
        r, s = decode_dss_signature(
            self.private_key.sign(data, ec.ECDSA(SHA256(), deterministic_signing=True))
        )
        return r.to_bytes(_HALF) + s.to_bytes(_HALF)
