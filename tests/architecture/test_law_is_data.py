"""The numbers and lists of the law are dated data, never code: what a simple reading can tell."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sejour.law.reading import ARTICLE
from sejour.law.tables import PARAMETERS, SILENCE_DELAYS
from tests.architecture.tree import LAW, MODULES, SRC, each, name_of, nodes

# Arithmetic of the calendar, which no text fixes: months of a year, days of a week, the date of Easter.
CALENDAR = {"periods.py", "calendars.py"}
ORDINARY = {-1, 0, 1}
NUMBERS = {value for dated in PARAMETERS.values() for value in dated.values} | {
    days
    for dated in SILENCE_DELAYS.values()
    for delay in dated.values
    for days in (delay.days, delay.days_with_blue_card)
    if days is not None
}
DELAYS = re.compile(
    r"(\d+|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|vingt|trente|soixante|cent)"
    r"\s+(jours?|mois|ans?|années?|heures?|euros?|€)(?!\w)",
    re.IGNORECASE,
)


def constants(path: Path, kind: type) -> Iterator[ast.Constant]:
    """Yield the constants of a module that are of this very kind, its docstrings left out."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docstrings = {node.body[0].value.lineno for node in nodes(path, *documented) if ast.get_docstring(node)}
    for node in nodes(path, ast.Constant):
        if type(node.value) is kind and node.lineno not in docstrings:
            yield node


def test_the_numbers_of_the_law_are_known_here():
    assert {3, 4, 6, 10, 30, 60, 90, 120, 180} <= NUMBERS


@each([path for path in LAW if path.name not in CALENDAR])
def test_no_number_of_the_law_is_code(path):
    found = [(node.lineno, node.value) for node in constants(path, int) if node.value in NUMBERS - ORDINARY]
    assert not found, f"{found}: give it a name, a day and a rule in data/parameters.toml"


@each([path for path in LAW if path.name != "periods.py"])
def test_days_are_added_by_name(path):
    found = [
        node.lineno
        for node in nodes(path, ast.Name, ast.Attribute)
        if "timedelta" in (getattr(node, "id", ""), getattr(node, "attr", ""))
    ]
    assert not found, f"lines {found}: use the words of law/periods.py with a dated parameter"


@each(LAW)
def test_no_list_of_articles_is_code(path):
    found = [(node.lineno, node.value) for node in constants(path, str) if ARTICLE.fullmatch(node.value)]
    assert not found, f"{found}: an article that changes an answer stands in a file of data/"


@each(LAW)
def test_no_sentence_says_a_number_that_the_law_may_change(path):
    found = [(node.lineno, node.value) for node in constants(path, str) if DELAYS.search(node.value)]
    assert not found, f"{found}: write the sentence with the value of the dated parameter"


@each(LAW)
def test_no_day_is_code(path):
    found = [
        node.lineno
        for node in nodes(path, ast.Call)
        if getattr(node.func, "id", "") == "date"
        and all(isinstance(part, ast.Constant) for part in node.args)
        and path.name != "reading.py"  # the days between which a fact can be
    ]
    assert not found, f"lines {found}: a day of the law stands in a file of data/"


# Outside the law, a text is named by what rests on it (law/acts.py, law/articles.py); a page may give an
# example of how an article is written.
CITED = re.compile(r"\b[LRD]\.\s?\*?\d{3}-\d+|\b(CRPA|CJA)\s[LRD]\.")
EXAMPLE = re.compile(r"comme [LRD]\.\d{3}-\d+")
ELSEWHERE = [path for path in MODULES if path not in LAW]
# The legal notice states what it rests on itself.
NOTICE = "personal_data.html"
TEMPLATES = sorted(
    path for path in SRC.rglob("templates/**/*") if path.suffix in {".html", ".txt"} and path.name != NOTICE
)


def cited_in(text: str) -> bool:
    return CITED.search(EXAMPLE.sub("", text)) is not None


@each(ELSEWHERE)
def test_no_article_is_cited_outside_the_law(path):
    found = [(node.lineno, node.value) for node in constants(path, str) if cited_in(node.value)]
    assert not found, f"{found}: name the act, or the kind of document, in law/data/acts.toml"


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_no_article_is_cited_in_a_page(path):
    found = [line for line in path.read_text("utf-8").splitlines() if cited_in(line)]
    assert not found, f"{found}: let the law's answer bring its article"


# Spans of time that no text of law fixes: limits of attempts, leases, how long things are kept or looked for.
NOT_OF_THE_LAW = {
    "api/partners/oauth.py",  # how long a signed proof is good for
    "api/partners/tokens.py",  # guesses of secrets
    "applications/services/file.py",  # how old a ticket may be
    "bodies/services/ask.py",  # dates of birth tried
    "bodies/services/deliver.py",  # waits between tries
    "bodies/services/quota.py",  # the minute and the day that are counted
    "bodies/services/tokens.py",  # how long a token lasts
    "core/clock.py",  # a demonstration that plays ahead
    "core/throttle.py",
    "documents/deux_d_doc/dates.py",  # days as the seal writes them
    "documents/signing/verification.py",  # clocks of two machines
    "identity/services/accounts.py",
    "identity/services/people.py",
    "instruction/services/take.py",  # the lease of a file
    "legacy/services/import_register.py",  # how long an import took
    "legacy/translation.py",  # what the register should have noted by then
    "portal/appointments.py",  # how long an appointment is kept free
    "portal/situation/calendar.py",  # alarms of a calendar
    "notifications/selectors.py",  # messages that no job carries any more
    "verification/limits.py",  # wrong guesses
    "project/commands/run.py",  # the day on which a demonstration plays
    "wallet/services/exchange.py",  # guesses of the code of an offer
    "wallet/services/offer.py",  # offers that a person makes in an hour
    "wallet/spans.py",  # how long offers, tokens and status lists last
}
ARITHMETIC = {"timedelta", "relativedelta", "monthrange"}


def adds_days(path: Path) -> bool:
    return any(
        ARITHMETIC & {getattr(node, "id", ""), getattr(node, "attr", "")}
        for node in nodes(path, ast.Name, ast.Attribute)
    )


@each([path for path in ELSEWHERE if name_of(path) not in NOT_OF_THE_LAW])
def test_days_are_counted_by_the_law(path):
    assert not adds_days(path), "use law/periods.py; a span of another kind is listed above"


def test_what_is_not_of_the_law_still_counts_days():
    assert {name_of(path) for path in ELSEWHERE if adds_days(path)} == NOT_OF_THE_LAW
