"""Whom to believe: the certificates that the verifier brings, by authority and certificate identifier."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from cryptography.x509.oid import NameOID

from sejour.documents.deux_d_doc.errors import CertificateIsUnreadable
from sejour.documents.deux_d_doc.header import Issuer

_SUFFIXES = {".pem", ".crt", ".cer", ".der"}
_NAMED_KEY = re.compile(r"([A-Z]{2}[0-9A-Z]{2})[_-]?([0-9A-Z]{4})")
_LARGEST_FILE = 1_000_000
_BARE_KEY = b"-----BEGIN PUBLIC KEY-----"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustedKey:
    """A public key that may sign 2D-Docs. Its days are those of its certificate; a bare key has none."""

    issuer: Issuer
    public_key: ec.EllipticCurvePublicKey
    subject: str = ""
    first_day: date | None = None
    last_day: date | None = None

    def covers(self, day: date) -> bool:
        """Tell whether the certificate was valid on a day."""
        return (self.first_day or date.min) <= day <= (self.last_day or date.max)


class Trust:
    """The keys that a verifier believes."""

    def __init__(self, keys: Iterable[TrustedKey] = ()) -> None:
        self._keys: dict[Issuer, list[TrustedKey]] = {}
        for key in keys:
            self._keys.setdefault(key.issuer, []).append(key)

    def keys_of(self, issuer: Issuer) -> tuple[TrustedKey, ...]:
        """Return the keys of an issuer: none if it is unknown, several after a renewal."""
        return tuple(self._keys.get(issuer, ()))


def trust_in(paths: Iterable[Path]) -> Trust:
    """Return the trust in files, and in the certificates of folders.

    Each certificate is believed as it is given: whoever gives it has checked where it comes from.
    Certificates of authorities may stand among them; they sign no 2D-Doc and are left aside.
    Raises CertificateIsUnreadable.
    """
    return Trust(key for path in paths for file in _files(path) for key in _keys_in(file))


def certificates_in(paths: Iterable[Path]) -> list[x509.Certificate]:
    """Return every certificate of files and folders, whatever it is for. Raises CertificateIsUnreadable."""
    return [found for path in paths for file in _files(path) for found in _certificates(file, _read(file))]


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    yield from sorted(file for file in path.iterdir() if file.suffix.lower() in _SUFFIXES)


def _keys_in(file: Path) -> Iterator[TrustedKey]:
    content = _read(file)
    try:
        if _BARE_KEY in content:
            yield _bare_key(file, content)
        yield from filter(None, map(trusted, _certificates(file, content)))
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise CertificateIsUnreadable(name=file.name) from error


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            content = opened.read(_LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        raise CertificateIsUnreadable(name=file.name) from error
    if len(content) > _LARGEST_FILE:
        raise CertificateIsUnreadable(name=file.name)
    return content


def _certificates(file: Path, content: bytes) -> list[x509.Certificate]:
    if _BARE_KEY in content:
        return []
    try:
        if b"-----BEGIN CERTIFICATE-----" in content:
            return x509.load_pem_x509_certificates(content)
        return [x509.load_der_x509_certificate(content)]
    except (ValueError, TypeError, x509.InvalidVersion) as error:
        raise CertificateIsUnreadable(name=file.name) from error


def is_authority(certificate: x509.Certificate) -> bool:
    """Tell whether a certificate is that of an authority, which certifies and signs no document."""
    try:
        return certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except (x509.ExtensionNotFound, ValueError):
        return False


def trusted(certificate: x509.Certificate) -> TrustedKey | None:
    """Return the key of a certificate of 2D-Doc; None for that of an authority, or for another use."""
    authority, name = _common_name(certificate.issuer), _common_name(certificate.subject)
    public_key = certificate.public_key()
    if not isinstance(public_key, ec.EllipticCurvePublicKey) or not _NAMED_KEY.fullmatch(authority + name):
        return None
    organizations = certificate.subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)
    return TrustedKey(
        issuer=Issuer(authority, name),
        public_key=public_key,
        subject=str(organizations[0].value) if organizations else "",
        first_day=certificate.not_valid_before_utc.date(),
        last_day=certificate.not_valid_after_utc.date(),
    )


def _common_name(name: x509.Name) -> str:
    found = name.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(found[0].value) if found else ""


def _bare_key(file: Path, content: bytes) -> TrustedKey:
    named = _NAMED_KEY.fullmatch(file.stem)
    key = load_pem_public_key(content)
    if named is None or not isinstance(key, ec.EllipticCurvePublicKey):
        raise CertificateIsUnreadable(name=file.name)
    return TrustedKey(issuer=Issuer(*named.groups()), public_key=key)
