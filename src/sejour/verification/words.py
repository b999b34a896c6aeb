"""Texts in the languages of the check, read from data: each has them all, with the same places to fill."""

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from string import Formatter

from sejour.verification.languages import Language, day_in


class Words:
    """The texts of one file, by name."""

    def __init__(self, path: Path) -> None:
        """Read the file. Raises ValueError where a text lacks a language, or says something else in it."""
        self._texts: Mapping[str, Mapping[str, str]] = dict(_named(tomllib.loads(path.read_text("utf-8"))))
        for name, texts in self._texts.items():
            if set(texts) != set(Language) or len({_places(text) for text in texts.values()}) != 1:
                message = f"{path.name}: « {name} » is not the same text in every language"
                raise ValueError(message)

    def __contains__(self, name: str) -> bool:
        return name in self._texts

    def say(self, name: str, language: Language, **values: object) -> str:
        """Return a text with its places filled; days are written in its language."""
        filled = {
            key: day_in(language, value) if isinstance(value, date) else value
            for key, value in values.items()
        }
        return self._texts[name][language].format(**filled)

    def all_in(self, prefix: str, language: Language) -> dict[str, str]:
        """Return the texts whose name begins so, by the rest of their name, as they stand in the file."""
        begins = f"{prefix}."
        return {
            name.removeprefix(begins): texts[language]
            for name, texts in self._texts.items()
            if name.startswith(begins)
        }


def _named(tables: Mapping[str, Mapping[str, Mapping[str, str]]]) -> list[tuple[str, Mapping[str, str]]]:
    return [(f"{group}.{name}", texts) for group, named in tables.items() for name, texts in named.items()]


def _places(text: str) -> frozenset[str]:
    return frozenset(place for _, place, _, _ in Formatter().parse(text) if place)


ANSWERS = Words(Path(__file__).parent / "data" / "answers.toml")
