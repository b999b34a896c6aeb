"""A key with its certificate, as the rest of the house signs with it."""

from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

from sejour.core.words import in_words
from sejour.documents.keys.holders import Holder
from sejour.documents.keys.uses import Use


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningKey:
    """A key on P-256, its certificate, and who certified it: intermediates first, the root last if known."""

    use: Use
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]
    holder: Holder

    @property
    def public_key(self) -> ec.EllipticCurvePublicKey:
        """The key with which others verify."""
        return public_key_of(self.certificate)

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of the certificate, in hexadecimal."""
        return fingerprint_of(self.certificate)

    def sign(self, data: bytes) -> bytes:
        """Return the ECDSA signature of data with SHA-256: r then s, 32 bytes each.

        Raises SignatureUnavailable while the token that holds the key does not answer.
        """
        return self.holder.sign(data)

    @property
    def days_in_words(self) -> str:
        """The days of the certificate, as people say them."""
        first, last = self.certificate.not_valid_before_utc, self.certificate.not_valid_after_utc
        return f"du {in_words(first.date())} au {in_words(last.date())}"

    def covers(self, at: datetime) -> bool:
        """Tell whether the certificate is valid at an instant."""
        return self.certificate.not_valid_before_utc <= at <= self.certificate.not_valid_after_utc


def public_key_of(certificate: x509.Certificate) -> ec.EllipticCurvePublicKey:
    """Return the public key of a certificate that is known to be on a curve."""
    found = certificate.public_key()
    assert isinstance(found, ec.EllipticCurvePublicKey)
    return found


def fingerprint_of(certificate: x509.Certificate) -> str:
    """Return the SHA-256 of a certificate, in hexadecimal."""
    return certificate.fingerprint(SHA256()).hex()
