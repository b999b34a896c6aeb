"""Values of the law that change with time."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Dated(Generic[T]):
    """A parameter and its successive values, each with the first day on which it applies.

    A day before the first value gets the first value: the text that we know is applied to the
    documents of the people whom the platform inherits.
    """

    name: str
    rule: str
    first_days: tuple[date, ...]
    values: tuple[T, ...]

    def __post_init__(self) -> None:
        if not self.values or len(self.values) != len(self.first_days):
            message = f"{self.name}: a dated parameter has one first day a value, and one at least"
            raise ValueError(message)
        if any(a >= b for a, b in zip(self.first_days, self.first_days[1:], strict=False)):
            message = f"{self.name}: first days must go up"
            raise ValueError(message)

    def on(self, day: date) -> T:
        """Return the value in force on `day`."""
        if day >= self.first_days[-1]:
            return self.values[-1]
        return self.values[max(bisect_right(self.first_days, day) - 1, 0)]
