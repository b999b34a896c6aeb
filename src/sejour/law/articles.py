"""What an article says by itself of whoever asks or holds under it."""

from sejour.law.kinds import Category
from sejour.law.tables.articles import ARTICLES


def protection_of(article: str) -> Category | None:
    """Return the protection of whoever asks for a first permit under an article; None for other grounds."""
    return ARTICLES.protected.get(article)


def is_long_term_union(article: str) -> bool:
    """Tell whether a resident card under an article is that of a long-term resident of the Union."""
    return article in ARTICLES.long_term_union
