"""Translates one value of the register at a time: days, names, grounds, addresses.

Millions of values pass here, and they repeat: what was worked out once is remembered.
"""

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from sejour.identity.names import folded, given_names
from sejour.law.articles import is_long_term_union
from sejour.law.kinds import PermitKind, Work
from sejour.law.periods import full_years
from sejour.legacy.reasons import Reason

# What stands for NULL in a row: no value can hold it, control characters are refused.
NULL = "\x01"
KINDS = {
    "CST": PermitKind.CARTE_TEMPORAIRE,
    "CSP": PermitKind.CARTE_PLURIANNUELLE,
    "CR": PermitKind.CARTE_RESIDENT,
    "VLSTS": PermitKind.VLS_TS,
    "CRA": PermitKind.CERTIFICAT_RESIDENCE_ALGERIEN,
    "DCEM": PermitKind.DCEM,
}
WORK = {"oui": Work.FULL, "non": Work.NONE, "964h": Work.LIMITED}
FIRST_YEAR, LAST_YEAR = 1900, 2199

_ARTICLE = re.compile(r"[LRD]\.\d{3}-\d+(-\d+)*([ ,].*)?|ACCORD-[0-9A-Z-]+")
_LOOSE_ARTICLE = re.compile(r"([LRD])\.? ?(\d{3}-)")
_EMAIL = re.compile(
    r"[^@\s\"(),:;<>\[\]\\.]+(\.[^@\s\"(),:;<>\[\]\\.]+)*@([^\W_]([\w-]{0,62})?\.)+[^\W\d_][\w-]{1,62}"
)
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_DAY = re.compile(r"(\d\d)/(\d\d)/(\d{4})", re.ASCII)


class LineRefused(Exception):
    """A line does not name a person and a permit."""

    def __init__(self, reason: Reason) -> None:
        self.reason = reason
        super().__init__(reason)


fold = lru_cache(maxsize=65536)(folded)


@lru_cache(maxsize=65536)
def names_of(nom: str, prenoms: str) -> tuple[str, str]:
    """Return family name and given names; a single name is the family name, wherever it stood."""
    family, given = given_names(nom), given_names(prenoms)
    return (family, given) if family else (given, "")


def search_name(family_name: str, usage_name: str, given_names: str) -> str:
    """Return what a search by name looks through, as for a person registered by hand."""
    parts = (fold(family_name), fold(usage_name), fold(given_names))
    return " ".join(part for part in parts if part)


@lru_cache(maxsize=65536)
def iso_day(text: str) -> str:
    """Return a day `DD/MM/YYYY` as `YYYY-MM-DD`, which compares as days do. Raises LineRefused."""
    found = _DAY.fullmatch(text)
    if found is None:
        raise LineRefused(Reason.INVALID_DATE)
    day, month, year = map(int, found.groups())
    try:
        known = date(year, month, day)
    except ValueError:
        raise LineRefused(Reason.INVALID_DATE) from None
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise LineRefused(Reason.INVALID_DATE)
    return known.isoformat()


@lru_cache(maxsize=65536)
def iso_birth(text: str) -> tuple[str, str]:
    """Return a date of birth to compare, and as the three columns of a row; `00` is unknown.

    Raises LineRefused.
    """
    found = _DAY.fullmatch(text)
    if found is None:
        raise LineRefused(Reason.INVALID_DATE)
    day, month, year = found.groups()
    if day != "00" and month != "00":
        known = iso_day(text)
    elif FIRST_YEAR <= int(year) <= LAST_YEAR and month <= "12" and day <= "31":
        known = f"{year}-{month}-{day}"
    else:
        raise LineRefused(Reason.INVALID_DATE)
    return known, "\t".join([year, *(NULL if part == "00" else part for part in (month, day))])


@lru_cache(maxsize=65536)
def years_between(first_day: str, last_day: str) -> int:
    """Return the whole years of a permit."""
    return full_years(date.fromisoformat(first_day), date.fromisoformat(last_day))


class Terms(NamedTuple):
    """What a permit is and gives."""

    kind: str
    article: str
    work: str
    has_known_article: bool


@lru_cache(maxsize=4096)
def terms_of(type_titre: str, article: str, autorise_travail: str) -> Terms:
    """Return what a permit is and gives. Raises LineRefused."""
    kind = KINDS.get(type_titre.upper())
    if kind is None:
        raise LineRefused(Reason.UNKNOWN_PERMIT_TYPE)
    work = WORK.get(autorise_travail.lower())
    if work is None:
        raise LineRefused(Reason.UNKNOWN_WORK)
    written = _LOOSE_ARTICLE.sub(r"\1.\2", article.upper())
    if len(written) > 20:
        raise LineRefused(Reason.VALUE_TOO_LONG)
    if kind is PermitKind.CARTE_RESIDENT and is_long_term_union(written):
        kind = PermitKind.CARTE_RESIDENT_LONGUE_DUREE_UE
    return Terms(kind.value, written, work.value, _ARTICLE.fullmatch(written) is not None)


def departement_code(written: str) -> str:
    """Return the code of a département as it is kept: `1` is `01`, `2a` is `2A`."""
    code = written.upper()
    return f"0{code}" if len(code) == 1 and code.isdigit() else code


def language_of(written: str) -> str:
    """Return a language as it is kept, or nothing where none is written."""
    code = written.lower()
    return code if _LANGUAGE.fullmatch(code) else ""


def is_usable_email(address: str) -> bool:
    """Tell whether a message could be sent to an address, by its form alone."""
    return len(address) <= 254 and _EMAIL.fullmatch(address) is not None
