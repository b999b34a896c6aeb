"""Worked cases, published with the law: facts, and what must be answered."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True)
class WorkedCase:
    """A question with its facts, and the keys of its answer that were worked out apart."""

    id: str
    question: str
    facts: Mapping[str, Any]
    expect: Mapping[str, Any]

    def as_json(self) -> dict[str, Any]:
        """Return the case as `sejour law check` reads it."""
        return {
            "id": self.id,
            "question": self.question,
            "facts": dict(self.facts),
            "expect": dict(self.expect),
        }


@cache
def worked_cases() -> tuple[WorkedCase, ...]:
    """Return the cases of `examples/law-cases.jsonl`, in their order."""
    text = (resources.files("sejour.law") / "examples" / "law-cases.jsonl").read_text("utf-8")
    return tuple(WorkedCase(**json.loads(line)) for line in text.splitlines())
