"""Explain a rule, a question or an article: what it says, the data that carry it, who cites it.

A rule: its numbers and lists, and the questions that can cite it. A question: its facts, its answer and the
rules that it can cite. An article: the rules that rest on it, and the lists that hold it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from typing import Any

from sejour.law.asking import QUESTIONS, catalogue, question_named
from sejour.law.catalogue import QuestionEntry
from sejour.law.citations import rules_cited_by
from sejour.law.editions import once_an_edition
from sejour.law.facts import FactError
from sejour.law.pieces import PIECES
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
            **_rule_as_json(self.rule),
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


@dataclass(frozen=True, slots=True)
class QuestionExplained:
    """A question: what it asks for and answers, and the rules that its answers can cite."""

    entry: QuestionEntry
    rules: tuple[Rule, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the explanation as the command line prints it."""
        return {**asdict(self.entry), "rules": [_rule_as_json(rule) for rule in self.rules]}


@dataclass(frozen=True, slots=True)
class Listed:
    """Where a data file lists an article: its file, the place of the list, and the rule that it carries."""

    file: str
    place: str
    rule: Rule | None


@dataclass(frozen=True, slots=True)
class ArticleExplained:
    """An article: the ground of residence that it is, the rules that rest on it, the lists that hold it."""

    article: str
    ground: str | None
    rules: tuple[Rule, ...]
    lists: tuple[Listed, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the explanation as the command line prints it."""
        return {
            "article": self.article,
            "ground": self.ground,
            "rules": [_rule_as_json(rule) for rule in self.rules],
            "lists": [
                {"file": listed.file, "place": listed.place, "rule": listed.rule and listed.rule.id}
                for listed in self.lists
            ],
        }


def _rule_as_json(rule: Rule) -> dict[str, str]:
    return {
        "id": rule.id,
        "article": rule.article,
        "certainty": rule.certainty.value,
        "statement": rule.statement,
    }


def explain_anything(what: str) -> Explanation | QuestionExplained | ArticleExplained:
    """Explain the rule, the question or the article of that name; raise FactError where there is none."""
    if what in RULES:
        return explain(what)
    if what in QUESTIONS:
        return explain_question(what)
    found = explain_article(what)
    if not (found.rules or found.lists):
        raise FactError("what", "no rule, question or article of that name is known")
    return found


def explain_question(name: str) -> QuestionExplained:
    """Explain a question; raise FactError where it is unknown."""
    question_named(name)
    (entry,) = (entry for entry in catalogue() if entry.name == name)
    cited = _cited()[name]
    return QuestionExplained(entry, tuple(rule for rule in RULES.values() if rule.id in cited))


def explain_article(article: str) -> ArticleExplained:
    """Explain an article, written `L.423-7`, `L. 423-7` or `L423-7`; perhaps nothing is known of it."""
    wanted = _plainly_written(article)
    named = re.compile(rf"(?<![\w.-]){re.escape(wanted)}(?![\w-])")
    ground = PIECES.grounds.get(wanted)
    return ArticleExplained(
        article=wanted,
        ground=None if ground is None else ground.name,
        rules=tuple(r for r in RULES.values() if wanted and named.search(_plainly_written(r.article))),
        lists=tuple(_lists_holding(wanted)),
    )


def _plainly_written(article: str) -> str:
    """Return an article without the space and the star that some write after its letter."""
    return re.sub(r"\b([LRD])\.?\s?\*?(?=\d)", r"\1.", article.strip())


def _lists_holding(article: str) -> Iterator[Listed]:
    for table in _all_tables():
        for key, value in table.content.items():
            if isinstance(value, list) and article in value:
                rule_id = table.content.get("rule")
                place = f"{table.place}.{key}" if table.place else key
                yield Listed(table.file, place, RULES[rule_id] if rule_id else None)


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


@once_an_edition
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
