"""How large a run is: whole, or a part of it that only shows that everything works."""

from dataclasses import dataclass

QUICK = 50


@dataclass(frozen=True, slots=True)
class Scale:
    """A run of one `part`-th of the size."""

    part: int = 1

    @property
    def is_whole(self) -> bool:
        """Whether the figures mean anything."""
        return self.part == 1

    def of(self, size: int, *, least: int = 1) -> int:
        """Return how many stand for `size` of them."""
        return max(size // self.part, min(least, size))

    def rounds(self, rounds: int) -> int:
        """Return how often to measure."""
        return rounds if self.is_whole else 1
