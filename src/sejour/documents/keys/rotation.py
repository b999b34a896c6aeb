"""Puts a key in the place of another, keeping the certificate of the one before; gives certificates away."""

import shutil
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from sejour.documents.keys import folder as files
from sejour.documents.keys.errors import KeyIsWrong
from sejour.documents.keys.signing_key import fingerprint_of
from sejour.documents.keys.uses import Use


def rotate(root: Path, use: Use, *, certificate: Path, key: Path | None, password: str, at: datetime) -> Path:
    """Install a certificate, and its key unless a token holds it; return where the one before is kept.

    All is checked before anything is changed. The private key before is gone: nothing more can be signed
    with it. Raises KeyIsWrong, OSError.
    """
    new = files.certificates(certificate, use)[0]
    if not new.not_valid_before_utc <= at <= new.not_valid_after_utc:
        raise KeyIsWrong(use, f"{certificate} n'est pas valable aujourd'hui.", "Rien n'a été changé.")
    if key and files.private_key(key, use, password=password).public_key() != new.public_key():
        raise KeyIsWrong(use, f"{key} n'est pas la clé de {certificate}.", "Rien n'a été changé.")
    present = files.certificate_file(root, use)
    kept = root / files.RETIRED / f"{use}-{fingerprint_of(files.certificates(present, use)[0])[:16]}.crt.pem"
    kept.parent.mkdir(exist_ok=True)
    shutil.copyfile(present, kept)
    if key:
        _put(key, files.key_file(root, use), mode=0o600)
    _put(certificate, present, mode=0o644)
    return kept


def _put(source: Path, place: Path, *, mode: int) -> None:
    """Copy a file to its place, whole or not at all."""
    draft = place.with_suffix(".draft")
    draft.touch(mode=mode)
    draft.write_bytes(source.read_bytes())
    draft.replace(place)


def export(folder: Path, certificates: Mapping[Use, tuple[x509.Certificate, ...]]) -> Iterator[Path]:
    """Write the certificates of keys present and past, one a file, for verifiers; yield their places."""
    folder.mkdir(parents=True, exist_ok=True)
    for use, ours in certificates.items():
        for certificate in ours:
            path = folder / f"{use}-{fingerprint_of(certificate)[:16]}.crt.pem"
            path.write_bytes(certificate.public_bytes(Encoding.PEM))
            yield path
