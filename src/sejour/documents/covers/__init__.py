"""The page that comes before a paper for whoever reads another language; the French text decides.

One file a language, `LANGUAGE.toml`: the words that all papers share, and those of each kind.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from sejour.documents.checking import check_address
from sejour.law.kinds import Work

Section = dict[str, Any]
LANGUAGES = ("ar", "en", "es", "pt", "tr", "uk", "zh")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a paper says, in values that any language can write.

    `stay` is None where the paper says nothing of rights; `last_day` where the stay has no known end.
    `days` and `texts` fill the words of the kind. `number_checks` tells that the number can be checked.
    """

    kind: str
    title: str
    number: str
    stay: bool | None = None
    work: Work | None = None
    first_day: date | None = None
    last_day: date | None = None
    days: Mapping[str, date] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    number_checks: bool = False


def cover(language: str, told: Told) -> dict[str, Any] | None:
    """Return the words of the cover of a paper; None where no cover is written in that language."""
    if language not in LANGUAGES:
        return None
    speech = _speech(language)
    words, kind = speech["words"], speech["kinds"][told.kind]
    filled = {name: _day(speech, day) for name, day in told.days.items()} | dict(told.texts)
    return {
        "lang": language,
        "direction": speech["direction"],
        "language": speech["language"],
        "title": kind["title"],
        "french_title": told.title,
        "legal": words["legal"],
        "sections": [
            {"title": words["what"], "paragraphs": [kind["what"].format(**filled)]},
            {"title": words["proves"], "facts": _proves(speech, told)},
            {"title": words["todo"], "lines": [line.format(**filled) for line in kind["todo"]]},
            {"title": words["check"], "lines": _checks(words, told)},
        ],
    }


@cache
def _speech(language: str) -> dict[str, Any]:
    return tomllib.loads((resources.files(__package__) / f"{language}.toml").read_text("utf-8"))


def _day(speech: dict[str, Any], day: date) -> str:
    written: str = speech["day"]
    return written.format(number=day.day, month=speech["months"][day.month - 1], year=day.year)


def _proves(speech: dict[str, Any], told: Told) -> list[dict[str, str]]:
    words = speech["words"]
    facts = [{"name": words["number"], "value": told.number}]
    if told.first_day is not None:
        facts.append({"name": words["valid"], "value": _period(speech, told.first_day, told.last_day)})
    if told.stay is not None:
        facts.append({"name": words["stay"], "value": words["stay_yes" if told.stay else "stay_no"]})
    if told.work is not None:
        facts.append({"name": words["work"], "value": words[f"work_{told.work}"]})
    return facts


def _period(speech: dict[str, Any], first_day: date, last_day: date | None) -> str:
    written: str = speech["words"]["between" if last_day else "without_end"]
    last = _day(speech, last_day) if last_day else ""
    return written.format(first=_day(speech, first_day), last=last)


def _checks(words: dict[str, str], told: Told) -> list[str]:
    ways = ("check_number", "check_code", "check_pdf") if told.number_checks else ("check_pdf",)
    return [words[way].format(address=check_address()) for way in ways]


@cache
def characters() -> frozenset[str]:
    """Return every character of every cover, for the fonts to hold."""
    texts = (text for language in LANGUAGES for text in _texts(_speech(language)))
    return frozenset(character for text in texts for character in text)


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value
    return [text for part in parts for text in _texts(part)]
