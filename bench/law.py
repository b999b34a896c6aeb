"""How many questions of law one core answers in a second, as `sejour law ask … --batch` asks them.

The question is `deposit-status`, the one that a whole register would be asked. Its lines differ in their
days, their channel and their kind of card. The yardstick is JSON alone: the same lines read, and the same
answers written, by `json` and nothing else. Lines are in memory, so that no disk is measured; seconds are
those of the processor, so that a neighbour on the machine changes little.
"""

import json
import random
from collections import deque
from collections.abc import Callable
from datetime import date, timedelta
from statistics import median
from time import process_time

from bench.measures import Goal, Measure, compared
from bench.scale import Scale
from bench.server import Server, say
from sejour.law.asking import ask
from sejour.law.batch import Batch

QUESTION = "deposit-status"
TODAY = date(2026, 11, 25)
LINES = 200_000
ROUNDS = 5
KINDS = ("carte_temporaire", "carte_pluriannuelle", "carte_resident", "vls_ts")
ARTICLES = ("L.421-1", "L.422-1", "L.423-1", "L.423-23", "L.426-1")


def run(server: Server, *, scale: Scale) -> list[Measure]:  # noqa: ARG001 - the law needs no server
    """Measure lines in and out, and one answer at a time as values."""
    number = scale.of(LINES)
    say(f"  {number:,} filings: {QUESTION}")
    facts = _filings(number)
    lines = [json.dumps(each).encode() for each in facts]
    answers = [ask(QUESTION, each, today=TODAY) for each in facts]
    pairs = [
        (number / _seconds(_answer, lines), number / _seconds(_json_alone, lines, answers))
        for _ in range(scale.rounds(ROUNDS))
    ]
    asked = [number / _seconds(_ask, facts) for _ in range(scale.rounds(ROUNDS))]
    return [
        compared(
            f"{QUESTION} in a batch, {number:,} lines of JSON in and out, one core",
            pairs,
            unit="answers/s",
            yardstick="reading and writing the JSON",
            goal=Goal(100_000, at_most=False, of_value=True),
        ),
        Measure(
            what=f"{QUESTION}, one at a time, as values",
            value=median(asked),
            unit="answers/s",
            samples={"figure": [round(figure) for figure in asked]},
        ),
    ]


def _filings(number: int) -> list[dict[str, object]]:
    """Return the facts of filings around the window of documents that end in one year or another."""
    chance = random.Random(5)
    found = []
    for _ in range(number):
        held_until = date(2026, 1, 1) + timedelta(chance.randrange(730))
        facts: dict[str, object] = {
            "held_kind": chance.choice(KINDS),
            "held_until": held_until.isoformat(),
            "filed_on": (held_until - timedelta(chance.randrange(-60, 150))).isoformat(),
        }
        if chance.random() < 0.5:
            facts["online"] = chance.random() < 0.8
        else:
            facts["article"] = chance.choice(ARTICLES)
        found.append(facts)
    return found


def _answer(lines: list[bytes]) -> None:
    deque(Batch(QUESTION, today=TODAY).answers(lines), maxlen=0)


def _json_alone(lines: list[bytes], answers: list[dict[str, object]]) -> None:
    for line, answer in zip(lines, answers, strict=True):
        json.loads(line.decode())
        json.dumps(answer, ensure_ascii=False)


def _ask(facts: list[dict[str, object]]) -> None:
    for each in facts:
        ask(QUESTION, each, today=TODAY)


def _seconds(work: Callable[..., None], *arguments: object) -> float:
    started = process_time()
    work(*arguments)
    return process_time() - started
