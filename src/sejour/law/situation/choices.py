"""`data/situation.toml`: what people may tell, in their words, and what the law reads in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sejour.law.kinds import Category, FirstBasis, PermitKind
from sejour.law.reading import Article, read
from sejour.law.tables import InvalidTable, load, rule
from sejour.law.tables.files import Table, distinct, naming, once


@dataclass(frozen=True)
class Held:
    """A document that people hold; `article` is given where it has one ground only."""

    code: str
    words: str
    kind: PermitKind
    years: int | None = None
    article: Article | None = None


@dataclass(frozen=True)
class Ground:
    """A ground of residence in the words of people."""

    code: str
    words: str
    article: Article


@dataclass(frozen=True)
class Family:
    """Grounds that go together, and the documents held that have such a ground, by code."""

    name: str
    held: tuple[str, ...]
    grounds: tuple[Ground, ...]


@dataclass(frozen=True)
class Start:
    """How a first application begins: the day that is asked for, and what is known by that alone.

    `by_month`: the day is that of a birth, of which only the month is asked for.
    """

    code: str
    words: str
    day: str
    basis: FirstBasis | None = None
    category: Category = Category.FIRST
    article: Article | None = None
    by_month: bool = False

    @property
    def asks_ground(self) -> bool:
        """Whether the ground of the permit must be asked for besides."""
        return self.article is None and self.basis is not FirstBasis.LONG_STAY_VISA_VALIDATION


@dataclass(frozen=True)
class _Listed:
    rule: str
    from_: date
    articles: tuple[Article, ...]


@dataclass(frozen=True)
class _File:
    held: tuple[Held, ...]
    family: tuple[Family, ...]
    start: tuple[Start, ...]
    young_adults_with_right: _Listed


@dataclass(frozen=True)
class Choices:
    """What people may tell, by code."""

    held: Mapping[str, Held]
    families: tuple[Family, ...]
    grounds: Mapping[str, Ground]
    starts: Mapping[str, Start]
    young_adults_with_right: frozenset[str]


def read_choices(table: Table) -> Choices:
    """Read what people may tell; a code stands once, and a family names documents that are listed."""
    with naming("situation"):
        file = read(_File, table)
        held = once((row.code, row) for row in file.held)
        for family in file.family:
            for code in family.held:
                if code not in held:
                    message = f"{family.name}: {code} is no document held"
                    raise InvalidTable(message)
        rule(file.young_adults_with_right.rule)
        return Choices(
            held=held,
            families=file.family,
            grounds=once((ground.code, ground) for family in file.family for ground in family.grounds),
            starts=once((row.code, row) for row in file.start),
            young_adults_with_right=distinct(file.young_adults_with_right.articles),
        )


CHOICES = read_choices(load("situation"))
