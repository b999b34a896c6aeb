"""The JSON Schemas of facts and answers, made from the catalogue of the law and its types.

A schema says what a fact may look like; whether facts hold together (a day before another, a fact that the
answer turns out to need) is the law's to say, when it is asked.
"""

import types
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Union, get_args, get_origin, get_type_hints

from sejour.law.asking import QUESTIONS, catalogue
from sejour.law.catalogue import AS_OF, FactEntry, KeyEntry, QuestionEntry, facts_of
from sejour.law.facts import Departement
from sejour.law.periods import Period
from sejour.law.reading import (
    ARTICLE,
    EARLIEST,
    HIGHEST,
    LATEST,
    LONGEST_LIST,
    LONGEST_TEXT,
    Article,
    public_name,
)
from sejour.law.residence import MonthsByYear
from sejour.law.sources import Certainty
from sejour.law.tables import ZONES

Schema = dict[str, Any]

_DAY: Schema = {"type": "string", "format": "date"}
_TOLD: Mapping[Any, Schema] = {
    date: _DAY,
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    str: {"type": "string"},
}
_GIVEN: Mapping[Any, Schema] = {
    **_TOLD,
    int: {"type": "integer", "minimum": 0, "maximum": HIGHEST},
    str: {"type": "string", "minLength": 1, "maxLength": LONGEST_TEXT},
    MonthsByYear: {
        "type": "object",
        "propertyNames": {"pattern": "^[0-9]{4}$"},
        "additionalProperties": {"type": "integer", "minimum": 0, "maximum": 12},
    },
}
# Names of schemas.
PROBLEM = "Problem"
LINE = "BatchLine"
_LINE_PROBLEM = "LineProblem"
_REASON = "Reason"
_DOUBT = "Doubt"


def schemas() -> dict[str, Schema]:
    """Return every schema of the API by name: the facts and the answer of each question, and their parts."""
    made = _Components()
    for entry in catalogue():
        made.add_question(entry)
    return dict(sorted(made.schemas.items()))


def facts_name(question: str) -> str:
    """Return the name of the schema of the facts of a question."""
    return f"{_camel(question)}Facts"


def answer_name(question: str) -> str:
    """Return the name of the schema of the answer to a question."""
    return f"{_camel(question)}Answer"


def operation_id(question: str) -> str:
    """Return the name under which a program calls a question."""
    return f"ask_{question.replace('-', '_')}"


def ref(name: str) -> Schema:
    """Return a reference to a schema of the document."""
    return {"$ref": f"#/components/schemas/{name}"}


def _camel(question: str) -> str:
    return "".join(part.capitalize() for part in question.split("-"))


class _Components:
    """Schemas under way: a part that two questions share is written once."""

    def __init__(self) -> None:
        self.schemas: dict[str, Schema] = {**_shared(), **_answers()}

    def add_question(self, entry: QuestionEntry) -> None:
        """Add the facts and the answer of a question."""
        asked = QUESTIONS[entry.name]
        self.schemas[facts_name(entry.name)] = _described(
            self._facts(entry.facts, {**_hints(asked.facts), AS_OF.name: date}),
            f"Les faits de : {entry.title} Les jours vont de {EARLIEST} à {LATEST}.",
        )
        self.schemas[answer_name(entry.name)] = _described(
            self._answer(entry.answer, _hints(get_type_hints(asked.answer)["return"])),
            f"La réponse à : {entry.title}",
        )

    def _facts(self, entries: Iterable[FactEntry], hints: Mapping[str, Any]) -> Schema:
        given = {}
        for entry in entries:
            schema = self._of(_bare(hints[entry.name]), _GIVEN, maxItems=LONGEST_LIST)
            # A fact that may be left out may be null as well: both mean that it is not told.
            given[entry.name] = _described(schema if entry.required else _or_null(schema), entry.meaning)
        return _closed(given, (entry.name for entry in entries if entry.required))

    def _answer(self, entries: Iterable[KeyEntry], hints: Mapping[str, Any]) -> Schema:
        told = {}
        for entry in entries:
            schema = _COMMON.get(entry.name)
            if schema is None:
                hint = _bare(hints[entry.name])
                schema = self._of(hint, _TOLD)
                schema = schema if hint is hints[entry.name] else _or_null(schema)
            told[entry.name] = _described(schema, entry.meaning)
        return _closed(told, (name for name in told if name != "certainty"))

    def _of(self, hint: Any, plain: Mapping[Any, Schema], **of_a_list: Any) -> Schema:
        """Return the schema of a type; what has a name is written among the components."""
        if get_origin(hint) is tuple:
            return {"type": "array", "items": self._of(get_args(hint)[0], plain), **of_a_list}
        if hint in plain:
            return plain[hint]
        if hint.__name__ not in self.schemas:
            self.schemas[hint.__name__] = self._named(hint)
        return ref(hint.__name__)

    def _named(self, hint: type) -> Schema:
        if issubclass(hint, StrEnum):
            return {"type": "string", "enum": [member.value for member in hint]}
        if not is_dataclass(hint):
            message = f"{hint} has no schema"
            raise TypeError(message)
        return self._facts(facts_of(hint), _hints(hint))


def _shared() -> dict[str, Schema]:
    """Return the types whose values are written as a text or an object of their own."""
    article = ARTICLE.pattern.replace(r"\d", "[0-9]")
    return {
        Article.__name__: {
            "type": "string",
            "pattern": f"^{article}$",
            "description": "Un article d'un code, ou une clause d'un accord, écrit comme L.423-7.",
        },
        Departement.__name__: {
            "type": "string",
            "enum": sorted(ZONES),
            "description": "Le code d'un département, comme 75.",
        },
        Period.__name__: _described(
            _closed({"from": _DAY, "until": _DAY}, ("from", "until")),
            "Une période, premier et dernier jours compris.",
        ),
    }


def _answers() -> dict[str, Schema]:
    """Return what all answers share: reasons, errors, lines of a batch."""
    reason = {
        "id": {"type": "string", "description": "règle appliquée, comme R-API-01"},
        "article": {"type": "string", "description": "article qui la fonde"},
        "because": {"type": "string", "description": "raison, en mots simples"},
    }
    problem = {
        "error": {"type": "string", "description": "ce qui ne va pas, en anglais"},
        "fact": {"type": "string", "description": "fait en cause, comme requests[0].due_on"},
    }
    line = {"line": {"type": "integer", "description": "numéro de la ligne, à partir de 1"}, **problem}
    return {
        _REASON: _described(
            _closed(reason, reason), "Une règle sur laquelle repose une réponse, et pourquoi."
        ),
        PROBLEM: _described(_closed(problem, ("error",)), "Ce qui ne va pas, et le fait en cause."),
        LINE: {
            "description": "La réponse à une ligne, ou son erreur.",
            "anyOf": [
                *(ref(answer_name(question)) for question in QUESTIONS),
                ref(_LINE_PROBLEM),
            ],
        },
        _LINE_PROBLEM: _described(_closed(line, ("line", "error")), "Une ligne sans réponse, et pourquoi."),
        _DOUBT: {"type": "string", "enum": [each for each in Certainty if each is not Certainty.HIGH]},
    }


_COMMON: Mapping[str, Schema] = {
    "rules": {"type": "array", "items": ref(_REASON)},
    "certainty": ref(_DOUBT),
}


def _hints(kind: type) -> dict[str, Any]:
    """Return the types of a dataclass by the names of the contract."""
    hints = get_type_hints(kind)
    return {public_name(field): hints[field.name] for field in fields(kind)}


def _bare(hint: Any) -> Any:
    """Return a type without None."""
    if get_origin(hint) in (Union, types.UnionType):
        (hint,) = [arg for arg in get_args(hint) if arg is not type(None)]
    return hint


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _described(schema: Schema, meaning: str) -> Schema:
    return {**schema, "description": meaning}


def _closed(properties: Mapping[str, Schema], required: Iterable[str]) -> Schema:
    """Return the schema of an object that holds these properties and no other."""
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(required),
        "additionalProperties": False,
    }
