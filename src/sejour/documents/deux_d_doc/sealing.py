"""Makes the text of a 2D-Doc: header, fields, and an ECDSA signature with the key that the caller holds."""

from base64 import b32encode
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from sejour.documents.deux_d_doc.etranger import TYPE, DocumentEtranger, fields_of
from sejour.documents.deux_d_doc.header import Header, Issuer
from sejour.documents.deux_d_doc.message import US, Field, write_message

_HALF = 32


class SealingKey(Protocol):
    """A key on P-256, wherever it is kept: a file, a token, a service."""

    @property
    def issuer(self) -> Issuer:
        """The identifiers of its certificate."""

    def sign(self, data: bytes) -> bytes:
        """Return the ECDSA signature of data with SHA-256: r then s, 32 bytes each."""


@dataclass(frozen=True, slots=True)
class HeldKey:
    """A sealing key held in memory. A paper sealed again is the same: signatures follow RFC 6979.

    Raises ValueError where the key is not on P-256, the curve of the documents of foreigners.
    """

    issuer: Issuer
    private_key: ec.EllipticCurvePrivateKey

    def __post_init__(self) -> None:
        if not isinstance(self.private_key.curve, ec.SECP256R1):
            raise ValueError("a 2D-Doc is sealed with a key on P-256")  # noqa: TRY004  (the type is right)

    def sign(self, data: bytes) -> bytes:
        """Return r then s, 32 bytes each."""
        r, s = decode_dss_signature(
            self.private_key.sign(data, ec.ECDSA(SHA256(), deterministic_signing=True))
        )
        return r.to_bytes(_HALF) + s.to_bytes(_HALF)


def seal_document(document: DocumentEtranger, *, key: SealingKey, issued_on: date, signed_on: date) -> str:
    """Return the text of the 2D-Doc of a document of type 13.

    Raises FieldRefused where a value cannot stand in its field, HeaderIsWrong where a day cannot be written.
    """
    header = Header(issuer=key.issuer, issued_on=issued_on, signed_on=signed_on, document_type=TYPE)
    return seal(header, fields_of(document), key=key)


def seal(header: Header, fields: Iterable[Field], *, key: SealingKey) -> str:
    """Return the text of a 2D-Doc: what is signed, the separator, the signature in base 32."""
    signed = header.written() + write_message(fields)
    return signed + US + b32encode(key.sign(signed.encode("ascii"))).decode().rstrip("=")
