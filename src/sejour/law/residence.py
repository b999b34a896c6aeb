"""Whether a person habitually resides in France (L.433-3-1)."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sejour.law.findings import Reason, Reasons
from sejour.law.reading import FactError, read_year
from sejour.law.sources import Certainty
from sejour.law.tables import parameter, rule

# Which years count is a reading of "the last three years" that a jurist must confirm.
_DOUBT = Certainty.MEDIUM
_CENTRE = Reason(rule("R-NEW-03"), "Le centre de vos intérêts doit aussi être en France.")


class MonthsByYear(dict[int, int]):
    """Months spent in France, by calendar year."""

    __slots__ = ()

    @classmethod
    def read_fact(cls, where: str, value: Any) -> "MonthsByYear":
        """Read an object whose keys are years and values months, or raise FactError naming the year."""
        if not isinstance(value, dict):
            raise FactError(where, 'an object of months by year is expected, such as {"2025": 8}')
        return cls(
            (read_year(f"{where}.{year}", year), _read_months(f"{where}.{year}", months))
            for year, months in value.items()
        )


def _read_months(where: str, value: Any) -> int:
    if type(value) is not int or not 0 <= value <= 12:
        raise FactError(where, "a number of months between 0 and 12 is expected")
    return value


@cache
def _rule(months: int, years: int) -> Reason:
    because = (
        f"Il faut {months} mois en France dans chacune des {years} années civiles complètes "
        "avant celle de la demande."
    )
    return Reason(rule("R-NEW-03"), because, _DOUBT)


@cache
def _too_short(year: int) -> Reason:
    return Reason(rule("R-NEW-03"), f"Le temps passé en France en {year} ne suffit pas.", _DOUBT)


@cache
def _not_told(year: int) -> Reason:
    because = f"Le temps passé en France en {year} manque ; un titre plus récent ne compte que ses années."
    return Reason(rule("R-NEW-03"), because, _DOUBT)


@dataclass(frozen=True, slots=True)
class HabitualResidence:
    """Whether residence is habitual, None where a year is not told and the others suffice, and why."""

    met: bool | None
    reasons: Reasons


def habitual_residence(*, filed_on: date, months_in_france: MonthsByYear) -> HabitualResidence:
    """Answer whether enough months of each of the last complete years were spent in France."""
    least = parameter("habitual_residence_months", filed_on)
    number = parameter("habitual_residence_years", filed_on)
    years = range(filed_on.year - number, filed_on.year)
    short = tuple(_too_short(year) for year in years if months_in_france.get(year, least) < least)
    if short:
        return HabitualResidence(False, (_rule(least, number), *short))
    not_told = tuple(_not_told(year) for year in years if year not in months_in_france)
    met = None if not_told else True
    return HabitualResidence(met, (_rule(least, number), *not_told, _CENTRE))
