"""Days, months and periods, counted as the texts count them (CPC art. 640 to 642)."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Days from `first_day` to `last_day`, both included."""

    first_day: date
    last_day: date

    def __post_init__(self) -> None:
        if self.last_day < self.first_day:
            message = f"a period cannot end ({self.last_day}) before it begins ({self.first_day})"
            raise ValueError(message)

    def __contains__(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day


def day_after(day: date) -> date:
    """Return the next day."""
    return day + ONE_DAY


def day_before(day: date) -> date:
    """Return the previous day."""
    return day - ONE_DAY


def add_days(day: date, days: int) -> date:
    """Return the day `days` later (earlier if negative); the day itself does not count (CPC 641)."""
    return day + timedelta(days)


def add_months(day: date, months: int) -> date:
    """Return the same day number `months` later, or the last day of a shorter month (CPC 641)."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    month += 1
    number = day.day
    return date(year, month, number if number <= 28 else min(number, monthrange(year, month)[1]))


def add_period(day: date, *, years: int = 0, months: int = 0, days: int = 0) -> date:
    """Return the last day of a limit of years, months and days: months first, then days (CPC 641)."""
    return add_days(add_months(day, 12 * years + months), days)


def last_day_franc(day: date, *, months: int) -> date:
    """Return the last day of a "délai franc": neither its first day nor its last one counts (R-TIM-03)."""
    return day_after(add_months(day, months))


def months_from(first_day: date, months: int) -> Period:
    """Return the period of `months` months that begins on `first_day` (R-TIM-13)."""
    return Period(first_day, day_before(add_months(first_day, months)))


def full_years(first_day: date, last_day: date) -> int:
    """Return how many whole years the period from `first_day` to `last_day` holds."""
    end = day_after(last_day)
    years = end.year - first_day.year
    return years if add_months(first_day, 12 * years) <= end else years - 1


def chain(first_day: date, months: Iterator[int]) -> Iterator[Period]:
    """Yield periods that follow each other without a day between them."""
    for length in months:
        period = months_from(first_day, length)
        yield period
        first_day = day_after(period.last_day)


def days_in_union(spans: list[tuple[date, date]]) -> int:
    """Return how many days the spans count together, overlaps once.

    A span is (day of the event, last day): the first does not count (CPC 641).
    """
    total = 0
    reached = date.min
    for start, end in sorted(spans):
        begin = max(start, reached)
        if end > begin:
            total += (end - begin).days
            reached = end
    return total
