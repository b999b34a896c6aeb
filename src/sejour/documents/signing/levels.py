"""How much proof a signature carries of its time and of its certificate, as the settings ask."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from cryptography import x509
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from pyhanko.sign.timestamps.requests_client import RequestsHTTPTimeStamper
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.fetchers.requests_fetchers import RequestsFetcherBackend

from sejour.documents.keys import SigningKey, require_keys
from sejour.documents.signing.certificates import as_asn1

TIME_STAMP_ROOTS = "time-stamps.crt.pem"
"""In the folder of keys: the authorities of whoever says the time."""
SECONDS = 10


class Level(StrEnum):
    """Levels of PAdES (ETSI EN 319 142-1)."""

    B_B = "B-B"
    """The time is what we say."""
    B_T = "B-T"
    """A time-stamp authority says the time."""
    B_LT = "B-LT"
    """With it, the proof that no certificate was revoked then."""


@dataclass(frozen=True, slots=True)
class Proofs:
    """Whom to ask for the proofs of a level."""

    level: Level
    time_stamper: RequestsHTTPTimeStamper | None = None
    context: ValidationContext | None = None


def require_signing(*, at: datetime) -> None:
    """Check that papers can be signed as the settings ask. Raises ImproperlyConfigured."""
    require_keys(at=at)
    if settings.LONG_TERM and not settings.TIME_STAMPS_URL:
        raise ImproperlyConfigured("SEJOUR_LONG_TERM demande une autorité d'horodatage : SEJOUR_TSA_URL.")
    time_stamp_roots()


def time_stamp_roots() -> tuple[x509.Certificate, ...]:
    """Return the authorities that are believed about the time; none if none is named."""
    path = Path(settings.KEYS_ROOT) / TIME_STAMP_ROOTS
    if not path.exists():
        return ()
    try:
        return tuple(x509.load_pem_x509_certificates(path.read_bytes()))
    except (OSError, ValueError) as error:
        message = f"{path} n'est pas un fichier de certificats PEM lisible : remplacez-le, ou retirez-le."
        raise ImproperlyConfigured(message) from error


def proofs_for(key: SigningKey) -> Proofs:
    """Return how to prove what a key signs, as the settings ask."""
    if not settings.TIME_STAMPS_URL:
        return Proofs(Level.B_B)
    url = settings.TIME_STAMPS_URL
    time_stamper = RequestsHTTPTimeStamper(url, timeout=SECONDS)  # type: ignore[no-untyped-call]
    if not settings.LONG_TERM:
        return Proofs(Level.B_T, time_stamper)
    return Proofs(Level.B_LT, time_stamper, _asking_authorities(key))


def _asking_authorities(key: SigningKey) -> ValidationContext:
    known = (*key.chain, *time_stamp_roots())
    return ValidationContext(
        trust_roots=[as_asn1(one) for one in (*key.chain[-1:], *time_stamp_roots())],
        other_certs=[as_asn1(one) for one in known],
        allow_fetching=True,
        # A certificate that says where to ask must be asked for.
        revocation_mode="hard-fail",
        fetcher_backend=RequestsFetcherBackend(per_request_timeout=SECONDS),
    )
