"""Show typed answers as the JSON of the contract: as values, or written on one line of text."""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from enum import StrEnum
from operator import attrgetter
from types import NoneType
from typing import Any, NamedTuple

from sejour.law.findings import certainty_of
from sejour.law.periods import Period
from sejour.law.reading import public_name
from sejour.law.sources import Certainty

_REASONS = "reasons"


def as_json(answer: Any) -> dict[str, Any]:
    """Turn a typed answer into a JSON object: its own keys, `rules`, and `certainty` when in doubt."""
    form = _FORMS[type(answer)]
    *values, reasons = form.values(answer)
    shown: dict[str, Any] = dict(zip(form.keys, map(show, values), strict=True))
    shown["rules"] = [reason.as_json() for reason in reasons]
    certainty = certainty_of(reasons)
    if certainty is not Certainty.HIGH:
        shown["certainty"] = certainty.value
    return shown


def as_text(answer: Any) -> str:
    """Turn a typed answer into the text of its JSON object, on one line."""
    form = _FORMS[type(answer)]
    *values, reasons = form.values(answer)
    rules = ", ".join([reason.text for reason in reasons])
    return form.texts[certainty_of(reasons)] % (*map(text, values), rules)


def show(value: Any) -> Any:
    """Turn a value of an answer into a value of JSON."""
    if isinstance(value, tuple):
        return [show(item) for item in value]
    if isinstance(value, Period):
        return {"from": value.first_day.isoformat(), "until": value.last_day.isoformat()}
    return value if value is None or type(value) in (bool, int) else str(value)


def text(value: Any) -> str:
    """Turn a value of an answer into the text of its JSON."""
    write = _WRITTEN.get(type(value))
    if write is not None:
        return write(value)
    return f'"{value}"' if isinstance(value, StrEnum) else json.dumps(show(value), ensure_ascii=False)


_WRITTEN: Mapping[type, Callable[[Any], str]] = {
    NoneType: lambda _: "null",
    bool: lambda value: "true" if value else "false",
    int: str,
    date: lambda value: f'"{value}"',
}


class _Form(NamedTuple):
    """The keys of an answer, its values with the reasons last, and the text around them by certainty."""

    keys: tuple[str, ...]
    values: Callable[[Any], tuple[Any, ...]]
    texts: Mapping[Certainty, str]


class _FormsByKind(dict[type, _Form]):
    """The form of each kind of answer, made when it is first shown."""

    def __missing__(self, kind: type) -> _Form:
        shown = [field for field in fields(kind) if field.name != _REASONS]
        keys = tuple(public_name(field) for field in shown)
        body = "".join(f'"{key}": %s, ' for key in keys) + '"rules": [%s]'
        texts = {certainty: f'{{{body}, "certainty": "{certainty}"}}' for certainty in Certainty}
        texts[Certainty.HIGH] = f"{{{body}}}"
        values = attrgetter(*(field.name for field in shown), _REASONS)
        found = self[kind] = _Form(keys, values, texts)
        return found


_FORMS = _FormsByKind()
