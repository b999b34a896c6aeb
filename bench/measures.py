"""Figures: beside their yardstick, with their goal, printed as a table and kept as JSON."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from bench.scale import Scale


@dataclass(frozen=True, slots=True)
class Goal:
    """A bound that a figure should keep: its ratio to the yardstick, or the figure itself (`of_value`)."""

    bound: float
    at_most: bool = True
    of_value: bool = False

    def is_met(self, figure: float) -> bool:
        """Tell whether a figure keeps the bound."""
        return figure <= self.bound if self.at_most else figure >= self.bound

    def __str__(self) -> str:
        return f"{'≤' if self.at_most else '≥'} {self.bound:g}"


def at_most(bound: float, *, of_value: bool = False) -> Goal:
    """Return the goal of staying below a bound, or at it."""
    return Goal(bound, of_value=of_value)


def at_least(bound: float) -> Goal:
    """Return the goal of reaching a bound."""
    return Goal(bound, at_most=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One figure. `ratio` compares it with the yardstick; where there is one, the goal is on it.

    `samples` keeps what was measured, round by round, so that a reader can judge the noise.
    """

    what: str
    value: float
    unit: str
    yardstick: str = ""
    yardstick_value: float | None = None
    ratio: float | None = None
    goal: Goal | None = None
    samples: dict[str, list[float]] = field(default_factory=dict)

    @property
    def is_met(self) -> bool | None:
        """Whether the goal holds; None where there is none."""
        if self.goal is None:
            return None
        return self.goal.is_met(self.value if self.ratio is None or self.goal.of_value else self.ratio)

    def cells(self) -> tuple[str, str, str, str, str]:
        """Return the line of the table."""
        beside = "" if self.yardstick_value is None else f"{_short(self.yardstick_value)} {self.unit}"
        return (
            self.what,
            f"{_short(self.value)} {self.unit}".strip(),
            f"{self.yardstick}: {beside}".strip(": "),
            "" if self.ratio is None else f"{self.ratio:.2f}",
            self._goal_in_words(),
        )

    def _goal_in_words(self) -> str:
        if self.goal is None:
            return ""
        unit = "" if self.ratio is not None and not self.goal.of_value else f" {self.unit}"
        return f"{self.goal}{unit} {'yes' if self.is_met else 'NO'}"


def compared(
    what: str,
    pairs: Sequence[tuple[float, float]],
    *,
    unit: str,
    yardstick: str,
    goal: Goal | None = None,
) -> Measure:
    """Return medians of (figure, yardstick) taken turn by turn; the ratio is the median of the ratios."""
    figures, beside = zip(*pairs, strict=True)
    return Measure(
        what=what,
        value=median(figures),
        unit=unit,
        yardstick=yardstick,
        yardstick_value=median(beside),
        ratio=median(figure / other for figure, other in pairs),
        goal=goal,
        samples={"figure": [round(x, 4) for x in figures], "yardstick": [round(x, 4) for x in beside]},
    )


TITLES = ("what", "measured", "yardstick", "ratio", "goal")


def table(measures: Iterable[Measure]) -> str:
    """Return measures as a table of plain text."""
    lines: list[tuple[str, ...]] = [TITLES, *(measure.cells() for measure in measures)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    lines.insert(1, tuple("-" * width for width in widths))
    return "\n".join("  ".join(map(str.ljust, line, widths)).rstrip() for line in lines)


def keep(
    folder: Path, name: str, measures: Sequence[Measure], *, machine: dict[str, object], scale: Scale
) -> Path:
    """Write the measures of one benchmark as JSON; return where."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.json"
    content: dict[str, Any] = {
        "benchmark": name,
        "command": f"python -m bench {name}" + ("" if scale.is_whole else f" --quick {scale.part}"),
        "quick": not scale.is_whole,
        "machine": machine,
        "measures": [_as_json(measure) for measure in measures],
    }
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return path


def _as_json(measure: Measure) -> dict[str, Any]:
    """Return a measure with its line of the table, for those who only read."""
    kept = asdict(measure) | {"goal_is_met": measure.is_met, "line": measure.cells()}
    return kept | {"goal": None if measure.goal is None else str(measure.goal)}


def _short(figure: float) -> str:
    """Return three significant figures, thousands apart."""
    if abs(figure) >= 100:
        return f"{figure:,.0f}"
    return f"{figure:.3g}"
