"""`sejour law`: ask the law a question, of one person or of many; check cases; explain what is known."""

import argparse
import json
import sys
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from sejour.core import clock
from sejour.law.asking import QUESTIONS, ask, catalogue, check
from sejour.law.batch import Batch
from sejour.law.explaining import explain_anything
from sejour.law.facts import FactError
from sejour.law.telling import told

NAME = "law"
HELP = "pose une question à la loi, vérifie des cas, explique une règle"
STANDARD_INPUT = "-"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="ask|check|list|explain")
    asking = verbs.add_parser(
        "ask",
        help="répond à une question, en JSON",
        description="Répond à une question, en JSON. Sort avec 2 si un fait manque ou ne convient pas.",
    )
    asking.add_argument("question", metavar="QUESTION", help=", ".join(QUESTIONS))
    asking.add_argument(
        "facts", nargs="?", metavar="FAITS.json", help="fichier JSON des faits ; - pour l'entrée standard"
    )
    asking.add_argument(
        "--batch",
        nargs="?",
        const=STANDARD_INPUT,
        metavar="FICHIER",
        help="un objet de faits par ligne (entrée standard si rien n'est dit), une réponse par ligne ; une "
        "ligne fautive donne son numéro et sa faute, les suivantes ont leur réponse",
    )
    checking = verbs.add_parser("check", help="vérifie des cas {id, question, facts, expect}")
    checking.add_argument(
        "cases", type=Path, metavar="CAS.jsonl", help="fichier de cas, un objet JSON par ligne"
    )
    listing = verbs.add_parser("list", help="les questions, leurs faits et leurs réponses")
    listing.add_argument("questions", nargs="*", metavar="QUESTION", help="celles-là seulement")
    listing.add_argument("--json", action="store_true", help="une liste JSON")
    explaining = verbs.add_parser(
        "explain", help="ce qui est connu d'une règle, d'une question ou d'un article"
    )
    explaining.add_argument(
        "what", metavar="RÈGLE|QUESTION|ARTICLE", help="R-API-01, grace, ou un article, comme L.423-7"
    )
    explaining.add_argument("--json", action="store_true", help="un objet JSON")


def run(options: argparse.Namespace) -> int:
    """Run the command; return its exit status."""
    return {"ask": _ask, "check": _check, "list": _list, "explain": _explain}[options.verb](options)


def _ask(options: argparse.Namespace) -> int:
    if (options.facts is None) is (options.batch is None):
        print("Donnez un fichier de faits, ou bien --batch et un fichier de lignes.", file=sys.stderr)
        return 2
    try:
        if options.batch is not None:
            return _ask_for_each_line(options.question, options.batch)
        answer = ask(options.question, _facts(options.facts), today=clock.today())
    except FactError as error:
        print(json.dumps(error.as_json(), ensure_ascii=False), file=sys.stderr)
        return 2
    print(json.dumps(answer, ensure_ascii=False, indent=2))
    return 0


def _facts(name: str) -> Any:
    try:
        with _opened(name) as source:
            return json.loads(source.read())
    except (ValueError, RecursionError) as error:
        raise FactError("facts", f"the file cannot be read as JSON: {error}") from None


def _ask_for_each_line(question: str, name: str) -> int:
    batch = Batch(question, today=clock.today())
    with _opened(name) as source:
        for text in batch.answers(source):
            sys.stdout.write(text + "\n")
    return 2 if batch.failed else 0


def _opened(name: str) -> AbstractContextManager[IO[bytes]]:
    if name == STANDARD_INPUT:
        return nullcontext(sys.stdin.buffer)
    try:
        return Path(name).open("rb")
    except OSError as error:
        raise FactError("facts", f"the file cannot be read: {error}") from None


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


def _list(options: argparse.Namespace) -> int:
    if unknown := [name for name in options.questions if name not in QUESTIONS]:
        known = ", ".join(QUESTIONS)
        print(f"« {unknown[0]} » n'est pas une question. Questions connues : {known}.", file=sys.stderr)
        return 2
    entries = [entry for entry in catalogue() if not options.questions or entry.name in options.questions]
    if options.json:
        print(json.dumps([asdict(entry) for entry in entries], ensure_ascii=False, indent=2))
    else:
        print("\n\n".join("\n".join(told(entry)) for entry in entries))
    return 0


def _explain(options: argparse.Namespace) -> int:
    try:
        found = explain_anything(options.what)
    except FactError:
        print(
            f"« {options.what} » n'est ni une règle, ni une question, ni un article connus. "
            "`sejour law list` donne les questions ; `sejour law explain QUESTION`, leurs règles.",
            file=sys.stderr,
        )
        return 2
    if options.json:
        print(json.dumps(found.as_json(), ensure_ascii=False, indent=2))
    else:
        print("\n".join(told(found)))
    return 0
