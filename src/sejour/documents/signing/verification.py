"""Says of a PDF whether it is signed, whole, untouched, and by whom. No database, no setting, no network."""

import logging
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import NamedTuple

from asn1crypto import cms
from asn1crypto import x509 as asn1
from cryptography import x509
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from sejour.documents.signing.certificates import as_asn1
from sejour.documents.signing.coroutines import done
from sejour.documents.signing.verdicts import PdfVerdict, Signer, Standing

# What it would warn of is in the verdict; in a log, it would name who signs.
for _name in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)

# Clocks of two machines differ by less.
_AHEAD = timedelta(minutes=10)
# A file made to break its reader breaks it in any of these ways; none of them is ever a yes.
_BROKEN = (PdfError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError,
           NotImplementedError, RecursionError)  # fmt: skip


def verify_pdf(
    content: bytes,
    *,
    trusted: Iterable[x509.Certificate],
    at: datetime,
    time_authorities: Iterable[x509.Certificate] = (),
) -> PdfVerdict:
    """Return what can be concluded of a PDF at an instant.

    `trusted` are certificates that sign, believed as they are given, or authorities: then everybody whom
    they certify is believed. `time_authorities` are believed about the time alone. Whether a certificate
    was revoked since is not asked. Contents of strangers are verified apart (`signing.apart`).
    """
    try:
        found = list(PdfFileReader(BytesIO(content)).embedded_signatures)
    except _BROKEN:
        return PdfVerdict(standing=Standing.UNREADABLE)
    signatures = [one for one in found if one.sig_object_type == "/Sig"]
    if len(found) != 1 or not signatures:
        return PdfVerdict(standing=Standing.SEVERAL_SIGNATURES if signatures else Standing.UNSIGNED)
    trust = _Trust(tuple(map(as_asn1, trusted)), tuple(map(as_asn1, time_authorities)))
    try:
        _require_empty_padding(signatures[0])
        return _verdict(signatures[0], trust, at)
    except _BROKEN:
        return PdfVerdict(standing=Standing.ALTERED)


class _Trust(NamedTuple):
    signers: tuple[asn1.Certificate, ...]
    time: tuple[asn1.Certificate, ...]


def _verdict(signature: EmbeddedPdfSignature, trust: _Trust, at: datetime) -> PdfVerdict:
    claimed = _aware(signature.self_reported_timestamp)
    status = _validated(signature, trust, claimed)
    stamp = status.timestamp_validity
    proven = stamp is not None and stamp.trusted
    signed_at = stamp.timestamp if stamp and proven else claimed
    if signed_at != claimed:
        status = _validated(signature, trust, signed_at)
    signer = _signer(signature.signer_cert)
    return PdfVerdict(
        standing=_standing(status, signature.signer_cert, signed_at, at),
        signer=signer,
        signed_at=signed_at,
        is_time_proven=proven,
        covers_whole_file=status.coverage is SignatureCoverageLevel.ENTIRE_FILE,
        forbids_changes=signature.docmdp_level is MDPPerm.NO_CHANGES,
    )


def _validated(signature: EmbeddedPdfSignature, trust: _Trust, moment: datetime) -> PdfSignatureStatus:
    of_signer, of_time = (ValidationContext(trust_roots=list(roots), moment=moment) for roots in trust)
    # A file that its signature does not cover whole is refused: there is no difference to look into.
    return done(async_validate_pdf_signature(signature, of_signer, of_time, skip_diff=True))


def _standing(
    status: PdfSignatureStatus, certificate: asn1.Certificate, signed_at: datetime, at: datetime
) -> Standing:
    stamp = status.timestamp_validity
    if not (status.intact and status.valid) or (stamp and not (stamp.intact and stamp.valid)):
        return Standing.ALTERED
    if status.coverage is not SignatureCoverageLevel.ENTIRE_FILE:
        return Standing.ADDED_TO
    is_in_time = certificate.not_valid_before <= signed_at <= certificate.not_valid_after
    if not is_in_time or signed_at > at + _AHEAD:
        return Standing.CERTIFICATE_NOT_VALID
    return Standing.AUTHENTIC if status.trusted and _commits(certificate) else Standing.UNKNOWN_SIGNER


def _commits(certificate: asn1.Certificate) -> bool:
    """Tell whether a certificate is for documents: a key for messages or credentials signs no paper."""
    usage = certificate.key_usage_value
    return usage is None or "non_repudiation" in usage.native


def _require_empty_padding(signature: EmbeddedPdfSignature) -> None:
    """Refuse a signature whose room, which it does not cover, hides anything behind it."""
    held = signature.pkcs7_content
    if held[len(cms.ContentInfo.load(held).dump()) :].strip(b"\0"):
        raise ValueError("something is hidden behind the signature")


def _aware(moment: datetime | None) -> datetime:
    if moment is None:
        raise ValueError("a signature without its time is none of ours")
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _signer(certificate: asn1.Certificate) -> Signer:
    named = certificate.subject.native
    return Signer(
        name=_text(named.get("common_name")),
        organization=_text(named.get("organization_name")),
        first_day=certificate.not_valid_before.date(),
        last_day=certificate.not_valid_after.date(),
        fingerprint=certificate.sha256.hex(),
    )


def _text(value: str | list[str] | None) -> str:
    return value if isinstance(value, str) else ", ".join(value or [])
