"""Tell what is known of the law as plain French text, for a terminal."""

from collections.abc import Iterable, Iterator, Mapping
from functools import singledispatch
from typing import Any

from sejour.law.catalogue import FactEntry, KeyEntry, QuestionEntry
from sejour.law.explaining import ArticleExplained, ExplainedParameter, Explanation, QuestionExplained
from sejour.law.sources import Certainty, Rule

_CERTAINTY = {
    Certainty.HIGH: "sûre",
    Certainty.MEDIUM: "déduite, à confirmer",
    Certainty.LOW: "non lue, à vérifier",
}
_INDENT = "  "
_DEEPER = _INDENT + _INDENT


@singledispatch
def told(what: Any) -> Iterator[str]:
    """Yield the lines that tell an entry of the catalogue or an explanation."""
    raise TypeError(type(what))


@told.register
def _question(entry: QuestionEntry) -> Iterator[str]:
    yield f"{entry.name} : {entry.title}"
    yield f"{_INDENT}Faits (* : toujours nécessaire)"
    yield from _facts(entry.facts, _DEEPER)
    yield f"{_INDENT}Réponse"
    for key in entry.answer:
        yield f"{_DEEPER}{key.name} : {key.meaning} ({_kind(key)})"


@told.register
def _question_explained(found: QuestionExplained) -> Iterator[str]:
    yield from told(found.entry)
    yield f"{_INDENT}Règles que la réponse peut citer"
    yield from _rules(found.rules)


@told.register
def _rule_explained(found: Explanation) -> Iterator[str]:
    yield from _rule(found.rule, "")
    for parameter in found.parameters:
        yield f"{_INDENT}{_parameter(parameter)}"
    for table in found.tables:
        yield f"{_INDENT}{_place(table.file, table.place)}"
        yield from _content(table.content)
    questions = ", ".join(found.questions) or "aucune, la plateforme s'en sert elle-même"
    yield f"{_INDENT}Questions qui peuvent la citer : {questions}"


@told.register
def _article_explained(found: ArticleExplained) -> Iterator[str]:
    yield found.article + (f" : {found.ground}" if found.ground else "")
    if found.rules:
        yield f"{_INDENT}Règles qui reposent sur cet article"
        yield from _rules(found.rules)
    if found.lists:
        yield f"{_INDENT}Listes où il se trouve"
    for listed in found.lists:
        rule = f" ({listed.rule.id}, {listed.rule.article})" if listed.rule else ""
        yield f"{_DEEPER}{_place(listed.file, listed.place)}{rule}"


def _facts(facts: Iterable[FactEntry], indent: str) -> Iterator[str]:
    for fact in facts:
        star = "*" if fact.required else ""
        yield f"{indent}{fact.name}{star} : {fact.meaning} ({_kind(fact)})"
        yield from _facts(fact.facts, indent + _INDENT)


def _kind(entry: FactEntry | KeyEntry) -> str:
    return f"{entry.kind} : {', '.join(entry.choices)}" if entry.choices else entry.kind


def _rules(rules: Iterable[Rule]) -> Iterator[str]:
    for rule in rules:
        yield from _rule(rule, _DEEPER)


def _rule(rule: Rule, indent: str) -> Iterator[str]:
    yield f"{indent}{rule.id}, {rule.article} ({_CERTAINTY[rule.certainty]})"
    yield f"{indent}{_INDENT}{rule.statement}"


def _parameter(parameter: ExplainedParameter) -> str:
    values = ", ".join(f"{value.value} depuis le {value.first_day}" for value in parameter.values)
    return f"{parameter.name} : {values} ({parameter.unit})"


def _place(file: str, place: str) -> str:
    return f"{file}.toml, {place}" if place else f"{file}.toml"


def _content(content: Mapping[str, Any]) -> Iterator[str]:
    for key, value in content.items():
        if key != "rule":
            shown = ", ".join(map(str, value)) if isinstance(value, list) else value
            yield f"{_DEEPER}{key} : {shown}"
