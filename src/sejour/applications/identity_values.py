"""A piece of identity as one text, as a person of the register holds it, and in words."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from sejour.applications.errors import ValueRefused
from sejour.applications.purposes import CorrectedField
from sejour.identity.models import Person, Sex
from sejour.identity.names import cleaned, has_letters, is_latin
from sejour.territory import selectors as territory

Fields = dict[str, Any]
_BORN = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_COUNTRIES = (CorrectedField.BIRTH_COUNTRY, CorrectedField.NATIONALITY)
_NAMES = {CorrectedField.FAMILY_NAME: 120, CorrectedField.GIVEN_NAMES: 160, CorrectedField.USAGE_NAME: 120}
NOTHING = "non renseigné"


def value_of(person: Person, field: CorrectedField) -> str:
    """Return what the register says of a person, as a text; nothing where it says nothing."""
    if field is CorrectedField.BORN:
        return born_text(person.born_year, person.born_month, person.born_day)
    return str(getattr(person, field.value))


def born_text(year: int | None, month: int | None, day: int | None) -> str:
    """Return a birth date as a text, 00 for a day or a month that nobody knows."""
    return f"{year:04d}-{month or 0:02d}-{day or 0:02d}" if year else ""


def fields_of(field: CorrectedField, value: str) -> Fields:
    """Return a text as fields of a person. Raises ValueRefused for what this piece cannot be."""
    if field is CorrectedField.BORN:
        return _born(value)
    if field in _COUNTRIES:
        return _one(field, value, is_right=value in territory.country_codes())
    if field is CorrectedField.SEX:
        return _one(field, value, is_right=value in ("", *Sex.values))
    name = cleaned(value)
    if field is CorrectedField.NATIVE_NAME:
        return _one(field, name, is_right=len(name) <= 240)
    is_missing = field is CorrectedField.FAMILY_NAME and not has_letters(name)
    return _one(field, name, is_right=is_latin(name) and len(name) <= _NAMES[field] and not is_missing)


def _one(field: CorrectedField, value: str, *, is_right: bool) -> Fields:
    if not is_right:
        raise ValueRefused
    return {field.value: value}


def _born(value: str) -> Fields:
    found = _BORN.fullmatch(value)
    if found is None:
        raise ValueRefused
    year, month, day = map(int, found.groups())
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        raise ValueRefused from None
    return {"born_year": year, "born_month": month or None, "born_day": day or None}


def in_words(field: CorrectedField, value: str) -> str:
    """Return a text as people read it."""
    return _WORDS.get(field, str)(value) if value else NOTHING


def _born_said(value: str) -> str:
    return "/".join(reversed(value.split("-")))


_WORDS: dict[CorrectedField, Callable[[str], str]] = {
    CorrectedField.BORN: _born_said,
    CorrectedField.BIRTH_COUNTRY: territory.country_name,
    CorrectedField.NATIONALITY: territory.nationality_name,
    CorrectedField.SEX: lambda value: str(Sex(value).label),
}
