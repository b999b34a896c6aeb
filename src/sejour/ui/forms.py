"""Forms of the theme: every field with its label, its hint and its errors tied together for all readers."""

import re
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import DjangoTemplates

_PARTS = re.compile(r"\s*(\d{1,2})\s*[/.\- ]\s*(\d{1,2})\s*[/.\- ]\s*(\d{4})\s*", re.ASCII)
_PACKED = re.compile(r"\s*(\d{2})(\d{2})(\d{4})\s*", re.ASCII)
# Beyond these a typing error is all that a year can be.
_YEARS = range(1880, 2201)
_ISO = re.compile(r"\s*(\d{4})-(\d{2})-(\d{2})\s*", re.ASCII)


class Renderer(DjangoTemplates):
    """Draws fields with the templates of the theme."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"


def _numbers(typed: str) -> tuple[int, int, int] | None:
    """Return year, month, day as typed in any usual way, or None."""
    found = _ISO.fullmatch(typed)
    if found:
        year, month, day = map(int, found.groups())
        return year, month, day
    found = _PARTS.fullmatch(typed) or _PACKED.fullmatch(typed)
    if not found:
        return None
    day, month, year = map(int, found.groups())
    return year, month, day


class DayInput(forms.TextInput):
    """A date in one box, typed with digits: it works everywhere, with any reader."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "numeric", "autocomplete": "off", "class": "short", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        """Show a date as people write it."""
        return value.strftime("%d/%m/%Y") if isinstance(value, date) else value


class DayField(forms.Field):
    """A date that exists, typed day first."""

    widget = DayInput
    default_error_messages: ClassVar = {
        "invalid": "Écrivez la date avec le jour, le mois et l'année, comme 07/08/2026.",
        "impossible": "Cette date n'existe pas dans le calendrier.",
        "year": "Vérifiez l'année : elle a quatre chiffres, comme 2026.",
    }

    def to_python(self, value: Any) -> date | None:
        """Return the date, None where nothing was typed."""
        if value in self.empty_values:
            return None
        if isinstance(value, date):
            return value
        numbers = _numbers(str(value))
        if numbers is None:
            raise ValidationError(self.error_messages["invalid"], "invalid")
        if numbers[0] not in _YEARS:
            raise ValidationError(self.error_messages["year"], "year")
        try:
            return date(*numbers)
        except ValueError:
            raise ValidationError(self.error_messages["impossible"], "impossible") from None


class BirthDateField(forms.Field):
    """A date of birth as documents print it: `00` for an unknown day or month."""

    widget = DayInput
    default_error_messages: ClassVar = {
        "invalid": "Écrivez la date comme sur votre titre : 07/08/1982 ; 00 pour ce qui est inconnu.",
        "impossible": "Cette date n'existe pas dans le calendrier.",
    }

    def to_python(self, value: Any) -> tuple[int, int, int] | None:
        """Return year, month and day, 0 for what is unknown."""
        if value in self.empty_values:
            return None
        numbers = _numbers(str(value))
        if numbers is None or numbers[0] not in _YEARS:
            raise ValidationError(self.error_messages["invalid"], "invalid")
        year, month, day = numbers
        try:
            date(year, month or 1, day or 1)
        except ValueError:
            raise ValidationError(self.error_messages["impossible"], "impossible") from None
        return year, month, day
