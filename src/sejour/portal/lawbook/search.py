"""Find rules, questions and articles by words, as people type them."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sejour.law.asking import catalogue
from sejour.law.catalogue import QuestionEntry
from sejour.law.editions import once_an_edition
from sejour.law.explaining import explain
from sejour.law.sources import Rule
from sejour.law.tables import RULES
from sejour.portal.lawbook.articles import Article, articles
from sejour.portal.lawbook.shown import parameter

LONGEST = 100
# « L. 423-7 », « l423-7 », « art. L.423-7 » are one article; a star of the code is typed by nobody.
_ARTICLE = re.compile(r"\b([lrd])\.?\s*\*?\s*(?=\d)")
_EMPTY = frozenset({"", "art.", "art", "article", "regle", "de", "du", "des", "la", "le", "les", "un", "une"})


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found."""

    questions: tuple[QuestionEntry, ...]
    rules: tuple[Rule, ...]
    articles: tuple[Article, ...]

    @property
    def count(self) -> int:
        """Return how many things were found."""
        return len(self.questions) + len(self.rules) + len(self.articles)


def search(typed: str) -> Found:
    """Return what holds every word typed, whatever its accents and capitals; nothing for no word."""
    words = [word for word in re.split(r"[\s,;:?!]+", _plain(typed[:LONGEST])) if word not in _EMPTY]

    def holding(kind: type) -> tuple[Any, ...]:
        return tuple(
            thing
            for thing, text in _texts()
            if isinstance(thing, kind) and words and all(word in text for word in words)
        )

    return Found(holding(QuestionEntry), holding(Rule), holding(Article))


@once_an_edition
def _texts() -> tuple[tuple[Any, str], ...]:
    return tuple((thing, _plain(text)) for thing, text in _things())


def _things() -> Iterator[tuple[Any, str]]:
    for entry in catalogue():
        yield entry, " ".join((entry.name, entry.title, *(fact.meaning for fact in entry.facts)))
    for rule in RULES.values():
        numbers = (parameter(found).name for found in explain(rule.id).parameters)
        yield rule, " ".join((rule.id, rule.article, rule.statement, *numbers))
    for article in articles().values():
        yield article, f"{article.name} {article.ground}"


def _plain(text: str) -> str:
    """Return a text without capitals and accents, its articles written in one way."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))
    return _ARTICLE.sub(r"\1", bare.replace("’", "'"))
