"""Explain a rule: what it says, the numbers and lists that carry it, the questions that can cite it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sejour.law.asking import QUESTIONS
from sejour.law.citations import rules_cited_by
from sejour.law.facts import FactError
from sejour.law.sources import Rule
from sejour.law.tables import RULES, file_names, load

_PARAMETERS = "parameters"


@dataclass(frozen=True, slots=True)
class DatedValue:
    """A value, and the first day on which it applies."""

    first_day: date
    value: int


@dataclass(frozen=True, slots=True)
class ExplainedParameter:
    """A number of the law that a rule fixes: its name, its unit and its successive values."""

    name: str
    unit: str
    values: tuple[DatedValue, ...]


@dataclass(frozen=True, slots=True)
class ExplainedTable:
    """A part of a data file that a rule fixes: its file, its place, and what it holds."""

    file: str
    place: str
    content: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A rule, the data that carry it, and the questions whose answers can cite it."""

    rule: Rule
    parameters: tuple[ExplainedParameter, ...]
    tables: tuple[ExplainedTable, ...]
    questions: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the explanation as the command line and the API print it."""
        return {
            "id": self.rule.id,
            "article": self.rule.article,
            "certainty": self.rule.certainty.value,
            "statement": self.rule.statement,
            "parameters": [
                {
                    "name": parameter.name,
                    "unit": parameter.unit,
                    "values": [{"from": v.first_day.isoformat(), "value": v.value} for v in parameter.values],
                }
                for parameter in self.parameters
            ],
            "tables": [
                {"file": table.file, "place": table.place, "content": _plain(table.content)}
                for table in self.tables
            ],
            "questions": list(self.questions),
        }


def explain(rule_id: str) -> Explanation:
    """Explain a rule of the register; raise FactError where it is unknown."""
    try:
        rule = RULES[rule_id]
    except (KeyError, TypeError):
        raise FactError("rule", "unknown rule, such as R-API-01 is expected") from None
    carried = tuple(_carried(rule.id))
    return Explanation(
        rule=rule,
        parameters=tuple(_parameter(table.content) for table in carried if table.file == _PARAMETERS),
        tables=tuple(table for table in carried if table.file != _PARAMETERS),
        questions=tuple(name for name, cited in _cited().items() if rule.id in cited),
    )


@cache
def _cited() -> Mapping[str, frozenset[str]]:
    return {name: rules_cited_by(question.answer, RULES) for name, question in QUESTIONS.items()}


def _parameter(row: Mapping[str, Any]) -> ExplainedParameter:
    values = tuple(DatedValue(value["from"], value["value"]) for value in row["values"])
    return ExplainedParameter(row["name"], row["unit"], values)


def _carried(rule_id: str) -> Iterator[ExplainedTable]:
    for table in _all_tables():
        if table.content.get("rule") == rule_id:
            yield table


@cache
def _all_tables() -> tuple[ExplainedTable, ...]:
    return tuple(
        ExplainedTable(file, place, content)
        for file in file_names()
        for place, content in _tables(load(file))
    )


def _tables(value: Any, place: str = "") -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield each table of a data file with its place: `special[3]`, `early`; the file itself has none."""
    if isinstance(value, Mapping):
        yield place, value
        for key, inner in value.items():
            yield from _tables(inner, f"{place}.{key}" if place else key)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _tables(inner, f"{place}[{index}]")


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value
