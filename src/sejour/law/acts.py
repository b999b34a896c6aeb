"""The articles on which the platform's acts and documents rest, as its journal and its papers cite them."""

from datetime import date

from sejour.law.tables.acts import ACTS


def articles_of(act: str, on: date) -> tuple[str, ...]:
    """Return the articles that an act, or a kind of document, rests on that day; none for a plain gesture."""
    found = ACTS.get(act)
    return found.on(on) if found else ()


def article_of(act: str, on: date) -> str:
    """Return the articles that an act, or a kind of document, rests on, in one text; KeyError for none."""
    return ", ".join(ACTS[act].on(on))
