"""Values of the law that change with time."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Dated(Generic[T]):
    """Something that the law fixes, and its successive values, each with the first day on which it applies.

    A day before the first value gets the first value: the text that we know is applied to the
    documents of the people whom the platform inherits.
    """

    name: str
    first_days: tuple[date, ...]
    values: tuple[T, ...]

    @classmethod
    def of(cls, name: str, versions: Sequence[tuple[date, T]]) -> "Dated[T]":
        """Return the dated value of these versions, the oldest first; raise ValueError otherwise."""
        if not versions:
            message = f"{name} has no value"
            raise ValueError(message)
        first_days = tuple(first_day for first_day, _ in versions)
        if any(a >= b for a, b in zip(first_days, first_days[1:], strict=False)):
            message = f"{name}: the first days of its values must go up"
            raise ValueError(message)
        return cls(name, first_days, tuple(value for _, value in versions))

    def on(self, day: date) -> T:
        """Return the value in force on `day`."""
        if day >= self.first_days[-1]:
            return self.values[-1]
        return self.values[max(bisect_right(self.first_days, day) - 1, 0)]
