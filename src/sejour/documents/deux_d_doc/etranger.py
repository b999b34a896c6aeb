"""Type 13, « document étranger »: the fields of an attestation, from what is printed on it.

Nationality and address are mandatory there: a 2D-Doc seals what the paper shows, it hides nothing.
"""

import re
from base64 import b32encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sejour.documents.deux_d_doc.catalogue import FIELDS
from sejour.documents.deux_d_doc.dates import PartialDate, written_days
from sejour.documents.deux_d_doc.errors import FieldRefused
from sejour.documents.deux_d_doc.letters import plain, shortened
from sejour.documents.deux_d_doc.message import Field

TYPE = "13"
_MOST_NAMES = 6
_NO_POSTAL_CODE = " " * 5


class EtrangerKind(StrEnum):
    """What 6J can say. The standard has no value for a récépissé."""

    ATTESTATION_DEPOT = "1"
    ATTESTATION_PROLONGATION = "2"
    ATTESTATION_DECISION_FAVORABLE = "3"
    ATTESTATION_DEPOT_DCEM = "4"
    DCEM = "5"


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """An address by the lines of the postal standard. `country` is an ISO 3166 code of two letters."""

    street: str
    postal_code: str
    city: str
    flat: str = ""
    """Line 2: flat, floor, staircase."""
    building: str = ""
    """Line 3: building, residence, entrance."""
    locality: str = ""
    """Line 5: hamlet or special delivery."""
    country: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentEtranger:
    """What a paper of type 13 says: names as people write them, countries as ISO 3166 codes of two letters.

    `request_number` has 19 digits. `sex` is M or F: the standard has no other value. Empty text and None
    stand for what is not said; mandatory fields that allow it are then present and empty.
    """

    kind: EtrangerKind
    request_number: str
    filed_on: date
    authorization: str
    foreigner_number: str
    family_name: str
    given_names: Sequence[str]
    sex: str
    born: PartialDate
    birth_place: str
    birth_country: str
    nationality: str
    address: Address
    usage_name: str = ""
    first_name: str = ""
    """The first of the given names, or the one in use."""
    category: str = ""
    first_day: date | None = None
    last_day: date | None = None
    visa_number: str = ""
    identity_document: str = ""
    url: str = ""
    """Where the document can be checked on line."""
    expires_on: date | None = None
    """Complementary field 08, where the end of validity of the document is not 6O."""


# What each value may be made of, as the descriptions of the layout say.
_SHAPES = {
    identifier: re.compile(pattern)
    for identifiers, pattern in (
        ("6J", "[1-5]"),
        ("6K", "[0-9]*"),
        ("6L 69 6N 6O", "[0-9]{8}"),
        ("61 62 63 6M 6P 6X", "[A-Z ]*"),
        ("60", "[A-Z /]*"),
        ("6A 6S 6T 6U 6V", "[A-Z0-9 ]*"),
        ("66 6Q 6R", "[A-Z0-9]*"),
        ("67 6C 6Y", "[A-Z]{2}"),
        ("68", "[MF]"),
        ("6W", "[0-9]{5}|[ ]{5}"),
        ("08", "[0-9A-F]{4}"),
        ("0C", "[A-Z2-7]+"),
    )
    for identifier in identifiers.split()
}


def fields_of(document: DocumentEtranger) -> tuple[Field, ...]:
    """Return the fields of a document, in the order of the official example.

    Names, places and addresses that do not fit are cut, and told so; anything else that does not
    fit raises FieldRefused: a right cut in the middle would say another right.
    """
    return (*_mandatory(document), *_optional(document))


def _mandatory(document: DocumentEtranger) -> Iterator[Field]:
    address = document.address
    yield _field("6J", document.kind.value)
    yield _field("6K", document.request_number)
    yield _field("6L", PartialDate.of(document.filed_on).written())
    yield _field("6P", plain(document.authorization))
    yield _field("6Q", _packed(document.foreigner_number))
    yield _cut("62", plain(document.family_name))
    yield _cut("63", plain(document.usage_name))
    yield _given_names(document.given_names)
    yield _field("68", document.sex)
    yield _field("69", document.born.written())
    yield _cut("6A", plain(document.birth_place))
    yield _field("6C", document.birth_country)
    yield _field("67", document.nationality)
    yield _line("6U", address.street)
    yield _field("6W", address.postal_code or _NO_POSTAL_CODE)
    yield _cut("6X", plain(address.city))


def _optional(document: DocumentEtranger) -> Iterator[Field]:
    address = document.address
    if document.first_name:
        yield _cut("61", plain(document.first_name))
    if document.identity_document:
        yield _field("66", _packed(document.identity_document))
    if document.category:
        yield _cut("6M", plain(document.category))
    if document.first_day:
        yield _field("6N", PartialDate.of(document.first_day).written())
    if document.last_day:
        yield _field("6O", PartialDate.of(document.last_day).written())
    if document.visa_number:
        yield _field("6R", _packed(document.visa_number))
    for identifier, line in (("6S", address.flat), ("6T", address.building), ("6V", address.locality)):
        if line:
            yield _line(identifier, line)
    if address.country:
        yield _field("6Y", address.country)
    if document.expires_on:
        yield _field("08", written_days(document.expires_on))
    if document.url:
        yield _field("0C", b32encode(document.url.encode()).decode().rstrip("="))


def _given_names(names: Sequence[str]) -> Field:
    written = [name for name in map(plain, names) if name]
    kept = _cut("60", "/".join(written[:_MOST_NAMES]))
    if len(written) > _MOST_NAMES:
        return Field("60", kept.value, True, kept.definition)
    return kept


def _line(identifier: str, text: str) -> Field:
    longest = FIELDS[identifier].longest
    return _cut(identifier, shortened(plain(text), longest or len(text)))


def _packed(text: str) -> str:
    return plain(text).replace(" ", "")


def _cut(identifier: str, text: str) -> Field:
    longest = FIELDS[identifier].longest
    value = text[:longest].rstrip()
    return _field(identifier, value, is_cut=value != text)


def _field(identifier: str, value: str, *, is_cut: bool = False) -> Field:
    definition = FIELDS[identifier]
    fits = definition.shortest <= len(value) and (
        definition.longest is None or len(value) <= definition.longest
    )
    if not fits or not _SHAPES[identifier].fullmatch(value):
        raise FieldRefused(identifier=identifier, label=definition.label)
    return Field(identifier, value, is_cut, definition)
