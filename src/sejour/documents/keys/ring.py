"""The keys of this installation, as its settings name them. Each is read once a process."""

from datetime import datetime
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from django.conf import settings

from sejour.documents.errors import SignatureUnavailable
from sejour.documents.keys import folder as files
from sejour.documents.keys.authority import is_for_development
from sejour.documents.keys.errors import KeyIsWrong
from sejour.documents.keys.holders import Holder, InMemory
from sejour.documents.keys.seals import Seal, seal_with
from sejour.documents.keys.signing_key import SigningKey, public_key_of
from sejour.documents.keys.tokens import InToken, read_address
from sejour.documents.keys.uses import Use


def key_of(use: Use) -> SigningKey:
    """Return the key of a use. Raises KeyIsWrong, SignatureUnavailable if its token is away."""
    uri = settings.KEYS_IN_TOKENS.get(use, "")
    return _read(use, Path(settings.KEYS_ROOT), uri, settings.KEYS_PASSWORD, settings.KEYS_PIN)


def sealing_key() -> Seal:
    """Return the key that seals 2D-Docs. Raises what `key_of` raises."""
    return seal_with(key_of(Use.SEALS))


def certificates_of(use: Use) -> tuple[x509.Certificate, ...]:
    """Return the certificates of a use, the present one first, then those that it had before.

    They say what is ours. Their authorities do not: an authority certifies others too.
    """
    root = Path(settings.KEYS_ROOT)
    present = files.certificates(files.certificate_file(root, use), use)
    return tuple(chain[0] for chain in (present, *files.retired(root, use)))


def require_keys(*, at: datetime) -> None:
    """Check that every use has its key, and that the key signs. Raises KeyIsWrong.

    Called where signing processes start (`sejour run`, the web server, the worker) and by `manage check
    --deploy`; not when Django loads: `manage migrate` and the offline commands need no key.
    """
    for use in Use:
        _require(use, at)


def forget() -> None:
    """Read keys again at the next signature."""
    _read.cache_clear()


@lru_cache
def _read(use: Use, root: Path, uri: str, password: str, pin: str) -> SigningKey:
    certificate, *chain = files.certificates(files.certificate_file(root, use), use)
    holder = _in_token(use, uri, pin, certificate) if uri else _in_file(use, root, password, certificate)
    return SigningKey(use=use, certificate=certificate, chain=tuple(chain), holder=holder)


def _in_file(use: Use, root: Path, password: str, certificate: x509.Certificate) -> Holder:
    path = files.key_file(root, use)
    private_key = files.private_key(path, use, password=password)
    if private_key.public_key() != certificate.public_key():
        why = f"la clé {path} n'est pas celle du certificat {files.certificate_file(root, use)}."
        raise KeyIsWrong(use, why, "Installez les deux fichiers de la même clé.")
    return InMemory(str(path), private_key)


def _in_token(use: Use, uri: str, pin: str, certificate: x509.Certificate) -> Holder:
    setting = f"SEJOUR_KEY_{use.name}"
    try:
        address = read_address(uri, pin=pin)
    except ValueError as error:
        remedy = f"Écrivez-le ainsi : {error}."
        raise KeyIsWrong(use, f"{setting} n'est pas l'adresse d'une clé dans un jeton.", remedy) from error
    except OSError as error:
        why = f"le fichier du code que nomme {setting} ne peut pas être lu ({error.strerror})."
        raise KeyIsWrong(use, why, "Corrigez pin-source.") from error
    return InToken(address, public_key_of(certificate))


def _require(use: Use, at: datetime) -> None:
    key = key_of(use)
    _require_certificate(key, at)
    if use is Use.SEALS:
        seal_with(key)
    try:
        # A signature is the only proof that a token holds the key, and lets us use it.
        key.sign(b"")
    except SignatureUnavailable as error:
        why = f"{key.holder.place} ne signe pas : {error.__cause__!r}."
        remedy = "Vérifiez que le jeton est là, son code, et que sa clé est celle du certificat."
        raise KeyIsWrong(use, why, remedy) from error


def _require_certificate(key: SigningKey, at: datetime) -> None:
    path = files.certificate_file(Path(settings.KEYS_ROOT), key.use)
    if is_for_development(key.certificate) and not settings.DEMO:
        why = f"{path} est un certificat de développement, sans valeur."
        raise KeyIsWrong(key.use, why, "Installez un vrai certificat ; « sejour run --demo » pour essayer.")
    if not key.covers(at):
        why = f"le certificat {path} vaut {key.days_in_words}."
        raise KeyIsWrong(key.use, why, "« sejour keys rotate » installe le suivant.")
    try:
        for issued, issuer in pairwise((key.certificate, *key.chain)):
            issued.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature) as error:
        remedy = "Rangez-y le certificat, ses intermédiaires, puis la racine."
        raise KeyIsWrong(key.use, f"la chaîne de {path} ne se suit pas.", remedy) from error
