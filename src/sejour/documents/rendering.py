"""Draws papers as PDF (PDF/UA-1 and PDF/A-2a) with typst, from words alone."""

import json
import unicodedata
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

HERE = Path(__file__).parent
# Latin, Greek, Cyrillic, and the Latin letters of Vietnamese.
_LETTERS = (range(0x20, 0x250), range(0x386, 0x3CF), range(0x400, 0x460), range(0x1E00, 0x1F00))
# Direction controls in a name would turn the words around it.
_CONTROLS = dict.fromkeys(map(ord, "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))


@cache
def _compiler() -> typst.Compiler:
    # One a process, made after any fork: the engine's threads do not survive one.
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(HERE / "fonts")],
    )
    return typst.Compiler(str(HERE / "paper.typ"), root=str(HERE), font_paths=fonts)


def draw(content: dict[str, Any], *, at: datetime) -> bytes:
    """Return the PDF of a paper. `content` is what `paper.typ` reads; `at` is its time of making.

    Names in a script that the fonts do not hold are drawn in their nearest Latin form.
    """
    try:
        return _compile(content, at)
    except typst.TypstError:
        # A glyph is missing: a paper in plain letters is better than none, and the row holds the name.
        return _compile(_plain(content), at)


def _compile(content: dict[str, Any], at: datetime) -> bytes:
    text = json.dumps(content, ensure_ascii=False).translate(_CONTROLS)
    drawn = _compiler().compile(
        format="pdf",
        sys_inputs={"content": text},
        pdf_standards=["a-2a", "ua-1"],
        timestamp=int(at.timestamp()),
    )
    assert isinstance(drawn, bytes)
    return drawn


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return "".join(map(_nearest, unicodedata.normalize("NFC", value)))
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list) else value


def _nearest(character: str) -> str:
    """Return a character that the fonts hold: itself, the letter it is made of, or a question mark."""
    if _is_held(character):
        return character
    parts = unicodedata.normalize("NFKD", character)
    return "".join(part for part in parts if _is_held(part)) or "?"


def _is_held(character: str) -> bool:
    return any(ord(character) in letters for letters in _LETTERS) or character in "\n–—’…€"
