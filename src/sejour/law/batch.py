"""One question about many people: JSON Lines in, JSON Lines out."""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from sejour.law.asking import question_named
from sejour.law.facts import FactError
from sejour.law.showing import as_text

_BLANK = b" \t\r\n"
_decode = json.JSONDecoder().decode


class Batch:
    """A question asked for each line of facts; `failed` counts the lines that could not be answered so far.

    `today` is the day on which the law is read unless the facts name another in `as_of`. Raises FactError
    where the question is unknown.
    """

    def __init__(self, question: str, *, today: date) -> None:
        self._question = question_named(question)
        self._today = today
        self.failed = 0

    def answers(self, lines: Iterable[bytes]) -> Iterator[str]:
        """Yield what is written for each line, in their order; a blank line is passed over.

        A line that cannot be answered gives `{"line", "error", "fact"}`, and the next ones are answered all
        the same.
        """
        answered, today = self._question.answered, self._today
        for number, line in enumerate(lines, start=1):
            if line.strip(_BLANK):
                try:
                    yield as_text(answered(_facts(line), today))
                except FactError as error:
                    self.failed += 1
                    yield json.dumps({"line": number} | error.as_json(), ensure_ascii=False)


def _facts(line: bytes) -> Any:
    try:
        return _decode(line.decode())
    except (ValueError, RecursionError) as error:
        raise FactError("facts", f"the line cannot be read as JSON: {error}") from None
