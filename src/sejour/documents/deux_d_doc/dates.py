"""The two ways in which a 2D-Doc writes days: JJMMAAAA, and days since 1 January 2000 in hexadecimal."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from sejour.core.words import MONTHS, in_words

_EPOCH = date(2000, 1, 1)
NO_DAY = "FFFF"
_HEXADECIMAL = re.compile(r"[0-9A-F]{4}")
_DIGITS = re.compile(r"[0-9]{8}")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day whose day, or day and month, may not be known: 0 then."""

    year: int
    month: int = 0
    day: int = 0

    def __post_init__(self) -> None:
        if self.day and not self.month:
            raise ValueError("a day without its month")
        date(self.year, self.month or 1, self.day or 1)

    @classmethod
    def of(cls, day: date) -> "PartialDate":
        """Return a day that is wholly known."""
        return cls(day.year, day.month, day.day)

    @property
    def whole(self) -> date | None:
        """The day where all of it is known."""
        return date(self.year, self.month, self.day) if self.day else None

    def written(self) -> str:
        """Return the day as JJMMAAAA, `00` for what is not known."""
        return f"{self.day:02d}{self.month:02d}{self.year:04d}"

    def __str__(self) -> str:
        if self.whole:
            return in_words(self.whole)
        return f"{MONTHS[self.month - 1]} {self.year}" if self.month else str(self.year)


def read_date(text: str) -> PartialDate:
    """Read JJMMAAAA. Raises ValueError if it is no day of the calendar."""
    if not _DIGITS.fullmatch(text):
        raise ValueError(text)
    return PartialDate(int(text[4:]), int(text[2:4]), int(text[:2]))


def read_days(text: str) -> date | None:
    """Read four hexadecimal digits of days since 1 January 2000; None for `FFFF`. Raises ValueError."""
    if not _HEXADECIMAL.fullmatch(text):
        raise ValueError(text)
    return None if text == NO_DAY else _EPOCH + timedelta(days=int(text, 16))


def written_days(day: date | None) -> str:
    """Return a day as four hexadecimal digits. Raises ValueError before 2000 and after 5 June 2179."""
    if day is None:
        return NO_DAY
    days = (day - _EPOCH).days
    if not 0 <= days < int(NO_DAY, 16):
        raise ValueError(day)
    return f"{days:04X}"
