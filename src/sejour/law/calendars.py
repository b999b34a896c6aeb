"""Working days, which depend on the place (C. trav. L.3133-1, L.3134-13, L.3422-2)."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from sejour.law.periods import ONE_DAY, add_days


@dataclass(frozen=True, slots=True)
class Zone:
    """A territory with its own public holidays.

    `fixed` holds (month, day); `easter` holds days after Easter Sunday (negative before).
    """

    name: str
    fixed: frozenset[tuple[int, int]]
    easter: frozenset[int]

    def is_holiday(self, day: date) -> bool:
        """Tell whether `day` is a public holiday here."""
        return (day.month, day.day) in self.fixed or (day - easter(day.year)).days in self.easter

    def is_working_day(self, day: date) -> bool:
        """Tell whether `day` is a "jour ouvré": Monday to Friday, no holiday (R-TIM-06)."""
        return day.isoweekday() <= 5 and not self.is_holiday(day)

    def is_workable_day(self, day: date) -> bool:
        """Tell whether `day` is a "jour ouvrable": any day but Sundays and holidays (R-TIM-06)."""
        return day.isoweekday() <= 6 and not self.is_holiday(day)

    def working_day_from(self, day: date) -> date:
        """Return `day`, or the next working day where it is none: court limits only (CPC 642 al. 2)."""
        while not self.is_working_day(day):
            day += ONE_DAY
        return day

    def add_working_days(self, day: date, working_days: int) -> date:
        """Return the `working_days`-th working day after `day`, which itself does not count."""
        while working_days:
            day += ONE_DAY
            working_days -= self.is_working_day(day)
        return day

    def add_workable_days(self, day: date, workable_days: int) -> date:
        """Return the `workable_days`-th workable day after `day`, or before it if negative."""
        step = ONE_DAY if workable_days > 0 else -ONE_DAY
        left = abs(workable_days)
        while left:
            day += step
            left -= self.is_workable_day(day)
        return day


@cache
def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (anonymous algorithm, Nature, 1876)."""
    golden = year % 19
    century, in_century = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - correction + 15) % 30
    leaps, rest = divmod(in_century, 4)
    weekday = (32 + 2 * century_rest + 2 * leaps - epact - rest) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    march = epact + weekday - 7 * shift + 21
    return add_days(date(year, 3, 1), march)
