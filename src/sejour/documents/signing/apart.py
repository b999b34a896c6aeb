"""Verifies the PDF of a stranger in a process with limits."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from sejour.documents import limited
from sejour.documents.keys import Use, certificates_of
from sejour.documents.signing.levels import time_stamp_roots
from sejour.documents.signing.verdicts import PdfVerdict, from_json
from sejour.documents.signing.verifying import verify_as_json


def verify_ours(content: bytes, *, at: datetime) -> PdfVerdict:
    """Say whether a PDF is ours: signed with the key of papers, present or past. Raises TooMuchWork."""
    return verify_apart(
        content, trusted=certificates_of(Use.PAPERS), time_authorities=time_stamp_roots(), at=at
    )


def verify_apart(
    content: bytes,
    *,
    trusted: Iterable[x509.Certificate],
    time_authorities: Iterable[x509.Certificate],
    at: datetime,
) -> PdfVerdict:
    """Do as `verification.verify_pdf` does, in a process with limits. Raises TooMuchWork."""
    answer: dict[str, Any] = limited.run(
        verify_as_json,
        content,
        trusted=_pem(trusted),
        time_authorities=_pem(time_authorities),
        at=at.isoformat(),
    )
    return from_json(answer)


def _pem(certificates: Iterable[x509.Certificate]) -> str:
    return "".join(one.public_bytes(Encoding.PEM).decode() for one in certificates)
