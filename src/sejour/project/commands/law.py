"""`sejour law`: ask the law a question; check worked cases."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from sejour.core import clock
from sejour.law.asking import QUESTIONS, ask, check
from sejour.law.facts import FactError

NAME = "law"
HELP = "pose une question à la loi, ou vérifie des cas"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="ask|check")
    asking = verbs.add_parser("ask", help="répond à une question, en JSON")
    asking.add_argument("question", help=", ".join(QUESTIONS))
    asking.add_argument("facts", help="fichier JSON des faits ; - pour l'entrée standard")
    checking = verbs.add_parser("check", help="vérifie des cas {id, question, facts, expect}")
    checking.add_argument("cases", type=Path, help="fichier de cas, un objet JSON par ligne")


def run(options: argparse.Namespace) -> int:
    """Run the command; return its exit status."""
    return _ask(options) if options.verb == "ask" else _check(options)


def _ask(options: argparse.Namespace) -> int:
    try:
        answer = ask(options.question, _facts(options.facts), today=clock.today())
    except FactError as error:
        print(json.dumps(error.as_json(), ensure_ascii=False), file=sys.stderr)
        return 2
    print(json.dumps(answer, ensure_ascii=False, indent=2))
    return 0


def _facts(name: str) -> Any:
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text("utf-8")
        return json.loads(text)
    except (OSError, ValueError, RecursionError) as error:
        raise FactError("facts", f"the file cannot be read as JSON: {error}") from None


def _check(options: argparse.Namespace) -> int:
    passed = failed = 0
    try:
        text = options.cases.read_text("utf-8")
    except (OSError, ValueError) as error:
        print(f"{options.cases}: {error}", file=sys.stderr)
        return 2
    cases = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            cases.append(_case(number, line))
    for failure in check(cases, today=clock.today()):
        if failure is None:
            passed += 1
        else:
            failed += 1
            print(failure)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


def _case(number: int, line: str) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return {"id": f"line {number}"}
