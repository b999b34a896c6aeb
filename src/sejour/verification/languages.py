"""The languages in which a check is answered. French is the legal text; the others say the same."""

from datetime import date
from enum import StrEnum

from sejour.core.words import in_words


class Language(StrEnum):
    """A language of the check, by its code."""

    FRENCH = "fr"
    ENGLISH = "en"
    ARABIC = "ar"

    @property
    def direction(self) -> str:
        """The way in which it is written."""
        return "rtl" if self is Language.ARABIC else "ltr"


NAMES = {Language.FRENCH: "Français", Language.ENGLISH: "English", Language.ARABIC: "العربية"}
_ENGLISH_MONTHS = "January February March April May June July August September October November December"
_ARABIC_MONTHS = "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر"
_MONTHS = {Language.ENGLISH: _ENGLISH_MONTHS.split(), Language.ARABIC: _ARABIC_MONTHS.split()}


def language_of(code: str) -> Language:
    """Return the language of a code, French where it is none of ours."""
    return Language(code) if code in set(Language) else Language.FRENCH


def day_in(language: Language, day: date) -> str:
    """Return a day as people write it in that language."""
    if language is Language.FRENCH:
        return in_words(day)
    return f"{day.day} {_MONTHS[language][day.month - 1]} {day.year}"
