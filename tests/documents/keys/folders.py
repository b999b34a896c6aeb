"""Folders of keys, as whoever installs them might leave them."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import NameOID

from sejour.documents.deux_d_doc.header import Issuer
from sejour.documents.keys.authority import Authority, make_keys
from tests.factories.days import NOON

ORGANIZATION = "ESSAIS"


def authority(**told: Any) -> Authority:
    days = {"first_day": date(2020, 1, 1), "last_day": date(2049, 12, 31)}
    return Authority(**{"organization": ORGANIZATION, "seals": Issuer("FR98", "ESS1")} | days | told)


def made(folder: Path, **told: Any) -> Path:
    """Make a folder of keys; return it."""
    make_keys(folder, authority(**told))
    return folder


def self_made(private_key: Any, *, years: int = 1, name: str = "Autre") -> x509.Certificate:
    """Return a certificate that its own key signs."""
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(private_key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOON - timedelta(days=1))
        .not_valid_after(NOON + timedelta(days=365 * years))
        .sign(private_key, SHA256())
    )


def pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(Encoding.PEM)


def private_pem(key: Any, password: bytes = b"") -> bytes:
    sealed = BestAvailableEncryption(password) if password else NoEncryption()
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, sealed)


def protect(path: Path, password: bytes) -> None:
    """Put a password on a key."""
    path.write_bytes(private_pem(load_pem_private_key(path.read_bytes(), None), password))


def p256() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def p384() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP384R1())


def rsa_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


LATER = datetime(2050, 1, 1, tzinfo=UTC)
EARLIER = datetime(2019, 12, 31, tzinfo=UTC)
