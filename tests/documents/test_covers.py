"""Covers: every kind in every language, in letters that the fonts hold, and never instead of the French."""

import re
from datetime import date
from string import Formatter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sejour.documents import covers, rendering
from sejour.documents.covers import LANGUAGES, Told, cover
from sejour.law.kinds import Work
from tests.documents.fonts import characters_of
from tests.documents.specimens import KINDS
from tests.factories.days import NOON

LETTERS = {
    "ar": re.compile(r"[\u0600-\u06ff]"),
    "uk": re.compile(r"[\u0400-\u04ff]"),
    "zh": re.compile(r"[\u4e00-\u9fff]"),
}
SPEECHES = {language: covers._speech(language) for language in LANGUAGES}
# What each paper tells its cover, by the name of its place there.
PLACES = {"filed", "silence", "due", "closed", "until", "day", "time", "place"}


def told(kind: str, **more: Any) -> Told:
    days = {name: date(2027, 2, 1) for name in PLACES - {"time", "place"}}
    said = {"title": "Un papier", "number": "K7M2P-4QX9D-42", "texts": {"time": "12:30", "place": "Paris"}}
    return Told(kind=kind, days=days, **said | more)


def leaves(value: Any) -> list[tuple[str, str]]:
    """Return the paths and texts of a file of words."""
    if isinstance(value, str):
        return [("", value)]
    parts = value.items() if isinstance(value, dict) else enumerate(value)
    return [(f"/{key}{path}", text) for key, part in parts for path, text in leaves(part)]


def holes(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_says_all_that_english_says(language):
    assert {path for path, _ in leaves(SPEECHES[language])} == {path for path, _ in leaves(SPEECHES["en"])}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_fills_in_what_english_fills_in(language):
    english = dict(leaves(SPEECHES["en"]))
    for path, text in leaves(SPEECHES[language]):
        if not path.startswith("/months"):
            assert holes(text) == holes(english[path]), path


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_paper_has_a_cover_in_every_language(language):
    assert set(SPEECHES[language]["kinds"]) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_cover_leaves_no_hole_and_names_the_french_title(language, kind):
    found = cover(language, told(kind, stay=True, work=Work.LIMITED, first_day=date(2027, 1, 1)))
    assert found is not None
    assert found["french_title"] == "Un papier"
    for _, text in leaves(found):
        assert "{" not in text
        assert "None" not in text


@pytest.mark.parametrize("language", ["fr", "", "de", "xx", "FR"])
def test_whoever_reads_french_or_a_language_not_written_gets_no_cover(language):
    assert cover(language, told("receipt")) is None


@pytest.mark.parametrize("language", LETTERS)
def test_a_cover_is_in_the_letters_of_its_language(language):
    for path, text in leaves(SPEECHES[language]["words"]):
        assert LETTERS[language].search(text), path


@pytest.mark.parametrize("weight", ["Regular", "Bold"])
def test_the_fonts_hold_every_character_of_every_cover(weight):
    held = {c for name in ("NotoSans", "Amiri", "NotoSansSC") for c in characters_of(f"{name}-{weight}.ttf")}
    missing = {c for c in covers.characters() if c not in held and not c.isspace()}
    assert not missing, "cut the Chinese font again: documents/fonts/SOURCES.md"


@pytest.mark.parametrize("weight", ["Regular", "Bold"])
def test_the_letters_that_are_drawn_without_question_are_in_the_fonts(weight):
    held = {c for name in ("NotoSans", "Amiri", "NotoSansSC") for c in characters_of(f"{name}-{weight}.ttf")}
    unknown = {0x38B, 0x38D, 0x3A2, *range(0x7F, 0xA0)}  # no letters at all
    letters = {chr(n) for part in rendering._LETTERS for n in part if n not in unknown}
    assert letters <= held


days = st.dates(date(2000, 1, 1), date(2100, 12, 31))


@given(st.sampled_from(LANGUAGES), days, days, st.sampled_from([None, *Work]))
def test_the_days_and_the_work_that_a_cover_says_are_those_of_the_paper(language, first, last, work):
    said = told("attestation_prolongation", stay=True, work=work, first_day=first, last_day=last)
    found = cover(language, said)
    assert found is not None
    text = "\n".join(text for _, text in leaves(found["sections"]))
    for day in (first, last):
        assert str(day.year) in text
        assert SPEECHES[language]["months"][day.month - 1] in text
    words = SPEECHES[language]["words"]
    assert [w for w in Work if words[f"work_{w}"] in text] == ([work] if work else [])
    assert words["stay_yes"] in text


def test_a_paper_that_proves_no_stay_by_itself_does_not_say_that_it_does():
    for language in LANGUAGES:
        found = cover(language, told("attestation_depot", stay=False))
        text = [text for _, text in leaves(found)]
        assert SPEECHES[language]["words"]["stay_no"] in text
        assert SPEECHES[language]["words"]["stay_yes"] not in text


def test_a_name_in_letters_that_no_font_holds_leaves_the_cover_as_it_is():
    content = {
        "title": "Essai",
        "number": "1",
        "made_on": "",
        "authority": "Préfecture",
        "authority_address": "",
        "mention": "",
        "statement": "ⴰⵣⵓⵍ",
        "sections": [],
        "footer": "",
        "cover": cover("zh", told("receipt")),
    }
    assert rendering._drawable(content)["cover"] == content["cover"]
    assert rendering._drawable(content)["statement"] == "????"
    assert rendering.draw(content, at=NOON)[:5] == b"%PDF-"
