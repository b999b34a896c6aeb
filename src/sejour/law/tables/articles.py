"""`data/articles.toml`: what an article says by itself of whoever asks or holds under it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sejour.law.editions import in_force
from sejour.law.kinds import Category
from sejour.law.reading import Article, read
from sejour.law.tables.files import Table, distinct, naming, once
from sejour.law.tables.rules import rule


@dataclass(frozen=True, slots=True)
class Articles:
    """The articles of protected people, with their category; those of long-term residents of the Union."""

    protected: Mapping[str, Category]
    long_term_union: frozenset[str]


@dataclass(frozen=True)
class _Protected:
    category: Category
    rule: str
    from_: date
    articles: tuple[Article, ...]


@dataclass(frozen=True)
class _Listed:
    rule: str
    from_: date
    articles: tuple[Article, ...]


@dataclass(frozen=True)
class _File:
    protected: tuple[_Protected, ...]
    long_term_union: _Listed


def read_articles(table: Table) -> Articles:
    """Read both lists; an article has one category."""
    with naming("articles"):
        file = read(_File, table)
        for cited in (*(row.rule for row in file.protected), file.long_term_union.rule):
            rule(cited)
        protected = once((article, row.category) for row in file.protected for article in row.articles)
        return Articles(protected, distinct(file.long_term_union.articles))


ARTICLES = in_force("articles", read_articles)
