"""Makes an authority of one's own, with a key a use, for development and tests. It proves nothing."""

import os
import shutil
import tempfile
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from sejour.documents.deux_d_doc.header import Issuer
from sejour.documents.development import ORGANIZATION
from sejour.documents.keys.folder import certificate_file, key_file
from sejour.documents.keys.uses import Use

SEALS = Issuer("FR00", "DEV1")
"""Of the authority that the specification keeps for tests: every verifier says that it proves nothing."""
_NAMES = {
    Use.PAPERS: "Cachet électronique des papiers",
    Use.CREDENTIALS: "Attestations de portefeuille",
    Use.WEBHOOKS: "Messages aux organismes",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """Whom the certificates name, and from when until when they are valid."""

    organization: str = ORGANIZATION
    seals: Issuer = SEALS
    first_day: date
    last_day: date
    site: str = ""
    """Under which credentials are issued: a wallet's verifier reads it in their certificate."""


@dataclass(frozen=True, slots=True)
class _Certified:
    key: ec.EllipticCurvePrivateKey
    chain: tuple[x509.Certificate, ...]


def is_for_development(certificate: x509.Certificate) -> bool:
    """Tell whether a certificate was made for development."""
    names = (*certificate.subject, *certificate.issuer)
    return any(part.value == ORGANIZATION for part in names)


def make_keys(folder: Path, authority: Authority) -> None:
    """Make a folder of keys, whole or not at all; one that is there already is left as it is.

    The keys of the authority itself are thrown away: it certifies nothing more.
    """
    if folder.exists() and any(folder.iterdir()):
        return
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        _fill(draft, authority)
        draft.rename(folder)
    except OSError:
        # Another process was first: its keys are those of the folder.
        if not any(folder.glob("*.key.pem")):
            raise
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _fill(folder: Path, authority: Authority) -> None:
    root = _certified(authority, "Autorité racine", by=None, may_certify=True)
    middle = _certified(authority, "Autorité intermédiaire", by=root, may_certify=True)
    of_seals = _certified(authority, authority.seals.authority, by=root, may_certify=True)
    for use, name in _NAMES.items():
        # A paper commits whoever signs it; a message or a credential does not: no key does for another.
        site = authority.site if use is Use.CREDENTIALS else ""
        _write(folder, use, _certified(authority, name, by=middle, commits=use is Use.PAPERS, site=site))
    _write(folder, Use.SEALS, _certified(authority, authority.seals.certificate, by=of_seals))


def _certified(
    authority: Authority,
    name: str,
    *,
    by: _Certified | None,
    may_certify: bool = False,
    commits: bool = False,
    site: str = "",
) -> _Certified:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = _name(authority, name)
    issuer, signer, chain = (by.chain[0].subject, by.key, by.chain) if by else (subject, key, ())
    begins, ends = (datetime.combine(day, time(), UTC) for day in (authority.first_day, authority.last_day))
    unsigned = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(ends)
        .add_extension(x509.BasicConstraints(ca=may_certify, path_length=None), critical=True)
        .add_extension(_usage(may_certify=may_certify, commits=commits), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False
        )
    )
    if site:
        addresses = x509.SubjectAlternativeName([x509.UniformResourceIdentifier(site)])
        unsigned = unsigned.add_extension(addresses, critical=False)
    return _Certified(key, (unsigned.sign(signer, SHA256()), *chain))


def _name(authority: Authority, name: str) -> x509.Name:
    parts = {
        NameOID.COUNTRY_NAME: "FR",
        NameOID.ORGANIZATION_NAME: authority.organization,
        NameOID.COMMON_NAME: name,
    }
    return x509.Name([x509.NameAttribute(oid, value) for oid, value in parts.items()])


def _usage(*, may_certify: bool, commits: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not may_certify,
        content_commitment=commits,
        key_cert_sign=may_certify,
        crl_sign=may_certify,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _write(folder: Path, use: Use, certified: _Certified) -> None:
    private = certified.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    with os.fdopen(os.open(key_file(folder, use), os.O_WRONLY | os.O_CREAT, 0o600), "wb") as file:
        file.write(private)
    pem = b"".join(certificate.public_bytes(Encoding.PEM) for certificate in certified.chain)
    certificate_file(folder, use).write_bytes(pem)
