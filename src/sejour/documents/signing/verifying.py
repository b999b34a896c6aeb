"""The verification of a PDF as a call that crosses from one process to another: JSON in, JSON out."""

from datetime import datetime
from typing import Any

from cryptography import x509

from sejour.documents.signing.verification import verify_pdf


def verify_as_json(content: bytes, *, trusted: str, time_authorities: str, at: str) -> dict[str, Any]:
    """Return the verdict on a PDF (`PdfVerdict.as_json`). Certificates are PEM, the instant ISO 8601."""
    verdict = verify_pdf(
        content,
        trusted=_read(trusted),
        time_authorities=_read(time_authorities),
        at=datetime.fromisoformat(at),
    )
    return verdict.as_json()


def _read(pem: str) -> list[x509.Certificate]:
    return x509.load_pem_x509_certificates(pem.encode()) if pem else []
