"""What each question asks for and answers, in words: for the command line, the API and the public page."""

import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Union, get_args, get_origin, get_type_hints

from sejour.law.facts import Article, Departement
from sejour.law.findings import Reasons
from sejour.law.periods import Period
from sejour.law.reading import is_required, public_name
from sejour.law.residence import MonthsByYear

_WORDS: Mapping[Any, str] = {
    date: "une date (AAAA-MM-JJ)",
    bool: "vrai ou faux",
    int: "un nombre entier",
    str: "un texte",
    Article: "un article, comme L.423-7",
    Departement: "un code de département, comme 75",
    MonthsByYear: "un nombre de mois par année",
    Period: "une période, de `from` à `until` compris",
}
_CHOICE = "un choix"
_OBJECT = "un objet"
_LIST = "une liste"


@dataclass(frozen=True, slots=True)
class FactEntry:
    """A fact: its name, kind in words, whether it is always needed, its choices and its meaning.

    `facts` are those of the object, or of each object of the list, that the fact is made of.
    """

    name: str
    kind: str
    required: bool
    choices: tuple[str, ...]
    meaning: str
    facts: "tuple[FactEntry, ...]" = ()


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """A key of an answer: its name, kind in words, its choices and its meaning."""

    name: str
    kind: str
    choices: tuple[str, ...]
    meaning: str


@dataclass(frozen=True, slots=True)
class QuestionEntry:
    """A question: its name, what it asks in plain words, its facts, and the keys of its answer."""

    name: str
    title: str
    facts: tuple[FactEntry, ...]
    answer: tuple[KeyEntry, ...]


AS_OF = FactEntry(
    "as_of", _WORDS[date], False, (), "jour auquel la loi est lue ; aujourd'hui si rien n'est dit"
)
COMMON_KEYS = (
    KeyEntry("rules", _LIST, (), "règles sur lesquelles la réponse repose, chacune avec sa raison"),
    KeyEntry("certainty", _CHOICE, ("medium", "low"), "certitude, quand elle n'est pas entière"),
)


def describe(name: str, title: str, facts: type, answer: type) -> QuestionEntry:
    """Describe a question from the types of its facts and of its answer."""
    return QuestionEntry(name, title, (*facts_of(facts), AS_OF), (*_keys_of(answer), *COMMON_KEYS))


def facts_of(kind: type) -> tuple[FactEntry, ...]:
    """Describe the facts of a dataclass, each from its type and its meaning."""
    required = {public_name(field): is_required(field) for field in fields(kind)}
    return tuple(
        FactEntry(
            name=name,
            kind=_words(hint),
            required=required[name],
            choices=_choices(hint),
            meaning=meaning,
            facts=_facts_inside(hint),
        )
        for name, hint, meaning in _described(kind)
    )


def _keys_of(kind: type) -> tuple[KeyEntry, ...]:
    return tuple(
        KeyEntry(name, _words(hint), _choices(hint), meaning) for name, hint, meaning in _described(kind)
    )


def _described(kind: type) -> Iterator[tuple[str, Any, str]]:
    """Yield the name, the bare type and the meaning of each field; the reasons of an answer have none."""
    hints = get_type_hints(kind, include_extras=True)
    for field in fields(kind):
        hint = hints[field.name]
        if hint != Reasons:
            bare, meaning = get_args(hint)
            yield public_name(field), _without_none(bare), meaning


def _without_none(hint: Any) -> Any:
    if get_origin(hint) in (Union, types.UnionType):
        (hint,) = [arg for arg in get_args(hint) if arg is not type(None)]
    return hint


def _item(hint: Any) -> Any:
    """Return the type of the items of a list; None where the type is no list."""
    return get_args(hint)[0] if get_origin(hint) is tuple else None


def _words(hint: Any) -> str:
    item = _item(hint)
    if item is not None:
        return f"{_LIST}, chaque élément : {_words(item)}"
    if hint in _WORDS:
        return _WORDS[hint]
    return _OBJECT if is_dataclass(hint) else _CHOICE


def _choices(hint: Any) -> tuple[str, ...]:
    hint = _item(hint) or hint
    is_choice = isinstance(hint, type) and issubclass(hint, StrEnum)
    return tuple(member.value for member in hint) if is_choice else ()


def _facts_inside(hint: Any) -> tuple[FactEntry, ...]:
    hint = _item(hint) or hint
    is_object = isinstance(hint, type) and is_dataclass(hint) and hint not in _WORDS
    return facts_of(hint) if is_object else ()
