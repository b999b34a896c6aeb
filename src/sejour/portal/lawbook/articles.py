"""The articles that rules rest on and that lists name, each with its address."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sejour.law.editions import once_an_edition
from sejour.law.explaining import explain
from sejour.law.pieces import PIECES
from sejour.law.reading import ARTICLE
from sejour.law.sources import Rule
from sejour.law.tables import RULES
from sejour.portal.lawbook.shown import slug, title_of

# `L.431-5, 1°`; `CRPA L.121-1, L.121-2`: the name of a code holds for the articles after it in its part.
_CITED = re.compile(r"(?:(CRPA|CJA|CSS|C\. trav\.) )?\b([LRD]\.\*?\d+(?:-\d+)*)")


@dataclass(frozen=True, slots=True)
class Listed:
    """A list that names an article: its title, and the rule that it carries."""

    title: str
    rule: Rule


@dataclass(frozen=True, slots=True)
class Article:
    """An article, or another source: the rules that rest on it, and the lists that name it.

    `ground` is what the article is for people, where it is the ground of a permit.
    """

    name: str
    ground: str
    rules: tuple[Rule, ...]
    lists: tuple[Listed, ...]

    @property
    def slug(self) -> str:
        """Its name in an address."""
        return slug(self.name)


def names_in(citation: str) -> Iterator[str]:
    """Yield the articles that a citation names; a citation that names none is a source by itself."""
    for part in citation.split(" ; "):
        code = ""
        found = list(_CITED.finditer(part))
        for match in found:
            code = match[1] or code
            yield f"{code} {match[2]}".strip()
        if not found:
            yield part


@once_an_edition
def articles() -> Mapping[str, Article]:
    """Return every article by its address, in the order in which rules name them."""
    rules: dict[str, list[Rule]] = {}
    lists: dict[str, list[Listed]] = {}
    for rule in RULES.values():
        for name in names_in(rule.article):
            rules.setdefault(name, []).append(rule)
        for name, listed in _listed(rule):
            lists.setdefault(name, []).append(listed)
    return {
        slug(name): Article(
            name=name,
            ground=PIECES.grounds[name].name if name in PIECES.grounds else "",
            rules=tuple(rules.get(name, ())),
            lists=tuple(dict.fromkeys(lists.get(name, ()))),
        )
        for name in dict.fromkeys((*rules, *lists))
    }


def _listed(rule: Rule) -> Iterator[tuple[str, Listed]]:
    for table in explain(rule.id).tables:
        for value in table.content.values():
            for name in value if isinstance(value, list) else ():
                if isinstance(name, str) and ARTICLE.fullmatch(name):
                    yield name, Listed(title_of(table), rule)
