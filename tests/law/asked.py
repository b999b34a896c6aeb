"""Questions asked as the public contract asks them."""

from datetime import date
from typing import Any

import pytest

from sejour.law.asking import ask
from sejour.law.facts import FactError

TODAY = date(2026, 11, 23)


def answer(question: str, **facts: Any) -> dict[str, Any]:
    """Ask a question on a fixed day; `from_` stands for the word `from`."""
    return ask(question, facts, today=TODAY)


def some(keys: str, found: dict[str, Any]) -> dict[str, Any]:
    """Keep some keys of an answer."""
    return {key: found[key] for key in keys.split()}


def ids(found: dict[str, Any]) -> list[str]:
    """Return the rules that an answer cites."""
    return [rule["id"] for rule in found["rules"]]


def refused(question: str, **facts: Any) -> FactError:
    """Ask a question that cannot be answered, and return the error."""
    with pytest.raises(FactError) as caught:
        answer(question, **facts)
    return caught.value
