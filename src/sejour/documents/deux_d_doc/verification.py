"""Says whether a 2D-Doc is authentic, and whether what it proves holds on a day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from sejour.documents.deux_d_doc.catalogue import PERIMETER, TYPES, Kind
from sejour.documents.deux_d_doc.dates import NO_DAY, read_date, read_days
from sejour.documents.deux_d_doc.message import Field
from sejour.documents.deux_d_doc.reading import DeuxDDoc
from sejour.documents.deux_d_doc.trust import Trust, TrustedKey
from sejour.law.periods import day_after

_HASHES: dict[str, type[hashes.HashAlgorithm]] = {
    "secp256r1": hashes.SHA256,
    "secp384r1": hashes.SHA384,
    "secp521r1": hashes.SHA512,
}
# The fields that say from when and until when the document itself holds.
_BEGINS = {"6N", "D3"}
_ENDS = {"6O", "08", "HO", "D4", "D9"}


class SignatureState(StrEnum):
    """What the mathematics say."""

    VALID = "valid"
    INVALID = "invalid"
    UNKNOWN_ISSUER = "unknown_issuer"


class Standing(StrEnum):
    """What may be concluded on the day of the check. Only the first is a yes."""

    VALID = "valid"
    EXPIRED = "expired"
    NOT_YET_VALID = "not_yet_valid"
    CERTIFICATE_NOT_VALID = "certificate_not_valid"
    """The certificate was not valid on the day of the signature."""
    DATES_UNREADABLE = "dates_unreadable"
    """It is authentic, but a day that ends or begins it is none of the calendar."""
    UNKNOWN_ISSUER = "unknown_issuer"
    INVALID_SIGNATURE = "invalid_signature"


class Remark(StrEnum):
    """What does not change the conclusion, but a careful reader wants to know."""

    TEST_ISSUER = "test_issuer"
    UNKNOWN_TYPE = "unknown_type"
    UNKNOWN_FIELD = "unknown_field"
    FIELD_TOO_SHORT = "field_too_short"
    MANDATORY_FIELD_MISSING = "mandatory_field_missing"
    FORBIDDEN_FIELD = "forbidden_field"
    FIELD_TWICE = "field_twice"
    ANNEX_NOT_SIGNED = "annex_not_signed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """The conclusion. Days are those that the document itself gives, both included, or None."""

    document: DeuxDDoc
    on: date
    standing: Standing
    signature: SignatureState
    key: TrustedKey | None
    first_day: date | None
    last_day: date | None
    remarks: tuple[Remark, ...]

    @property
    def is_valid(self) -> bool:
        """Whether the document is authentic and holds on the day of the check."""
        return self.standing is Standing.VALID


def verify(document: DeuxDDoc, *, trust: Trust, on: date) -> Verification:
    """Return what can be concluded of a 2D-Doc on a day, believing the keys of `trust` alone.

    Whether the document was withdrawn since is not known here: the issuer must be asked.
    """
    keys = trust.keys_of(document.header.issuer)
    key = next((key for key in keys if _is_signed_by(document, key.public_key)), None)
    if key:
        signature = SignatureState.VALID
    else:
        signature = SignatureState.INVALID if keys else SignatureState.UNKNOWN_ISSUER
    begins, ends = _days(document.fields, _BEGINS), _days(document.fields, _ENDS)
    return Verification(
        document=document,
        on=on,
        standing=_standing(document, keys, key, begins, ends, on),
        signature=signature,
        key=key,
        # Two ends in one document: the narrower reading wrongs nobody who checks.
        first_day=max((day for day in begins if day), default=None),
        last_day=min((day for day in ends if day), default=None),
        remarks=tuple(_remarks(document)),
    )


def _standing(
    document: DeuxDDoc,
    keys: tuple[TrustedKey, ...],
    key: TrustedKey | None,
    begins: list[date | None],
    ends: list[date | None],
    on: date,
) -> Standing:
    if not keys:
        return Standing.UNKNOWN_ISSUER
    if key is None:
        return Standing.INVALID_SIGNATURE
    if not _was_in_time(document, key):
        return Standing.CERTIFICATE_NOT_VALID
    if None in begins or None in ends:
        return Standing.DATES_UNREADABLE
    if any(day and day < on for day in ends):
        return Standing.EXPIRED
    # A signature of tomorrow is that of another time zone; later, it is of no time that has been.
    signed_on = document.header.signed_on
    if any(day and day > on for day in begins) or (signed_on and signed_on > day_after(on)):
        return Standing.NOT_YET_VALID
    return Standing.VALID


def _is_signed_by(document: DeuxDDoc, key: ec.EllipticCurvePublicKey) -> bool:
    half = (key.curve.key_size + 7) // 8
    raw, algorithm = document.signature, _HASHES.get(key.curve.name)
    if len(raw) != 2 * half or algorithm is None:
        return False
    r, s = int.from_bytes(raw[:half]), int.from_bytes(raw[half:])
    try:
        key.verify(encode_dss_signature(r, s), document.signed, ec.ECDSA(algorithm()))
    except InvalidSignature:
        return False
    return True


def _was_in_time(document: DeuxDDoc, key: TrustedKey) -> bool:
    # The key of the authority of tests is printed in the specification: no period protects it, and its
    # examples are dated after its certificate.
    if key.issuer.is_for_tests:
        return True
    signed_on = document.header.signed_on
    return signed_on is not None and key.covers(signed_on)


def _days(fields: Iterable[Field], identifiers: set[str]) -> list[date | None]:
    """Return the days that fields of these identifiers say; None for one that is no day."""
    said = (field for field in fields if field.identifier in identifiers and field.value != NO_DAY)
    return [_day(field) for field in said]


def _day(field: Field) -> date | None:
    try:
        if field.definition and field.definition.kind is Kind.DAYS:
            return read_days(field.value)
        return read_date(field.value).whole
    except ValueError:
        return None


def _remarks(document: DeuxDDoc) -> Iterator[Remark]:
    header, fields = document.header, document.fields
    present = [field.identifier for field in fields]
    known = TYPES.get(header.document_type) if header.perimeter == PERIMETER else None
    if header.issuer.is_for_tests:
        yield Remark.TEST_ISSUER
    if known is None:
        yield Remark.UNKNOWN_TYPE
    elif not known.mandatory <= set(present):
        yield Remark.MANDATORY_FIELD_MISSING
    if known and not known.forbidden.isdisjoint(present):
        yield Remark.FORBIDDEN_FIELD
    if any(field.definition is None for field in fields):
        yield Remark.UNKNOWN_FIELD
    if any(field.definition and not field.is_sound for field in fields):
        yield Remark.FIELD_TOO_SHORT
    if len(set(present)) < len(present):
        yield Remark.FIELD_TWICE
    if document.annex:
        yield Remark.ANNEX_NOT_SIGNED
