"""The header of a 2D-Doc, versions 02 to 04: who signed, when, for what type of document."""

import re
from dataclasses import dataclass
from datetime import date

from sejour.documents.deux_d_doc.catalogue import PERIMETER
from sejour.documents.deux_d_doc.dates import read_days, written_days
from sejour.documents.deux_d_doc.errors import HeaderIsWrong, NotADeuxDDoc, VersionNotRead

_COUNTRY = "FR"
_LENGTHS = {"02": 22, "03": 24, "04": 26}
_AUTHORITY = "l'autorité"
_SHAPES = {
    _AUTHORITY: re.compile(r"[A-Z]{2}[0-9A-Z]{2}"),
    "le certificat": re.compile(r"[0-9A-Z]{4}"),
    "le type de document": re.compile(r"[0-9A-Z]{2}"),
    "le périmètre": re.compile(r"[0-9A-Z]{2}"),
    "le pays": re.compile(r"[A-Z]{2}"),
}


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who signs: the identifiers of a certification authority and of one of its certificates."""

    authority: str
    certificate: str

    def __str__(self) -> str:
        return f"{self.authority}/{self.certificate}"

    @property
    def is_for_tests(self) -> bool:
        """Whether this is the authority of tests and examples (`FR00`), which proves nothing."""
        return self.authority.endswith("00")


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The header. `issued_on` is None where the type of document has no day of issue."""

    issuer: Issuer
    issued_on: date | None
    signed_on: date | None
    document_type: str
    perimeter: str = PERIMETER
    country: str = _COUNTRY
    version: str = "04"

    @property
    def length(self) -> int:
        """Number of characters of the header."""
        return _LENGTHS[self.version]

    def written(self) -> str:
        """Return the text of the header. Raises HeaderIsWrong if a part cannot be written."""
        try:
            days = written_days(self.issued_on) + written_days(self.signed_on)
        except ValueError:
            raise HeaderIsWrong(part="une date") from None
        text = (
            f"DC{self.version}{_checked(_AUTHORITY, self.issuer.authority)}"
            f"{_checked('le certificat', self.issuer.certificate)}{days}"
            f"{_checked('le type de document', self.document_type)}"
            f"{_checked('le périmètre', self.perimeter)}{_checked('le pays', self.country)}"
        )
        return text[: self.length]


def read_header(text: str) -> Header:
    """Read the header at the beginning of a text. Raises the Unreadable that says what is wrong."""
    if not text.startswith("DC"):
        raise NotADeuxDDoc
    version = text[2:4]
    if version not in _LENGTHS:
        raise VersionNotRead(version=version if version.isascii() and version.isprintable() else "?")
    # Older versions say less: one perimeter and one country were all there was.
    return Header(
        version=version,
        issuer=Issuer(_checked(_AUTHORITY, text[4:8]), _checked("le certificat", text[8:12])),
        issued_on=_day(text[12:16]),
        signed_on=_day(text[16:20]),
        document_type=_checked("le type de document", text[20:22]),
        perimeter=PERIMETER if version == "02" else _checked("le périmètre", text[22:24]),
        country=_checked("le pays", text[24:26]) if version == "04" else _COUNTRY,
    )


def _checked(part: str, text: str) -> str:
    if not _SHAPES[part].fullmatch(text):
        raise HeaderIsWrong(part=part)
    return text


def _day(text: str) -> date | None:
    try:
        return read_days(text)
    except ValueError:
        raise HeaderIsWrong(part="une date") from None
