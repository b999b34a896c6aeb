"""The folder of keys: `USE.key.pem`, `USE.crt.pem` with its chain, and `retired`, what was used before."""

from pathlib import Path

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from sejour.documents.keys.errors import KeyIsWrong
from sejour.documents.keys.uses import Use

RETIRED = "retired"
Certificates = tuple[x509.Certificate, ...]
"""The certificate of a key, then those of its authorities, the root last."""


def key_file(folder: Path, use: Use) -> Path:
    """Return where the private key of a use stands."""
    return folder / f"{use}.key.pem"


def certificate_file(folder: Path, use: Use) -> Path:
    """Return where the certificate of a use stands, its chain after it."""
    return folder / f"{use}.crt.pem"


def certificates(path: Path, use: Use) -> Certificates:
    """Return the certificates of a file. Raises KeyIsWrong."""
    try:
        found = tuple(x509.load_pem_x509_certificates(path.read_bytes()))
    except OSError as error:
        raise _unreadable(path, use, error, "son certificat, suivi de ceux de ses autorités (PEM)") from error
    except ValueError as error:
        raise KeyIsWrong(use, f"{path} n'est pas un certificat PEM.", "Remplacez ce fichier.") from error
    key = found[0].public_key()
    if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, ec.SECP256R1):
        remedy = "Faites certifier une clé sur cette courbe."
        raise KeyIsWrong(use, f"le certificat {path} n'est pas celui d'une clé P-256.", remedy)
    return found


def retired(folder: Path, use: Use) -> tuple[Certificates, ...]:
    """Return the certificates that a use had before, in the order of their files. Raises KeyIsWrong."""
    return tuple(certificates(path, use) for path in sorted((folder / RETIRED).glob(f"{use}-*.crt.pem")))


def private_key(path: Path, use: Use, *, password: str) -> ec.EllipticCurvePrivateKey:
    """Return the private key of a file, opened by its password if there is one. Raises KeyIsWrong."""
    try:
        content = path.read_bytes()
        sealed = b"ENCRYPTED" in content
        found = load_pem_private_key(content, password.encode() if sealed else None)
    except OSError as error:
        raise _unreadable(path, use, error, "sa clé privée (PEM)") from error
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        why = f"{path} ne s'ouvre pas : ce n'est pas une clé PEM, ou son mot de passe est faux."
        raise KeyIsWrong(use, why, "Corrigez le fichier ou SEJOUR_KEYS_PASSWORD.") from error
    if not isinstance(found, ec.EllipticCurvePrivateKey) or not isinstance(found.curve, ec.SECP256R1):
        raise KeyIsWrong(use, f"{path} n'est pas une clé P-256.", "Faites-en une sur cette courbe.")
    return found


def _unreadable(path: Path, use: Use, error: OSError, what: str) -> KeyIsWrong:
    why = (
        f"{path} n'existe pas."
        if isinstance(error, FileNotFoundError)
        else f"{path} ne se lit pas ({error})."
    )
    return KeyIsWrong(use, why, f"Mettez-y {what}, lisible par la plateforme seule.")
