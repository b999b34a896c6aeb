"""Draws papers as PDF (PDF/UA-1 and PDF/A) with typst, from words alone.

`content` holds the words of a paper: `title`, `number`, `made_on`, `authority`, `authority_address`,
`mention`, `statement`, `footer`, and `sections`: each has a `title` and any of `paragraphs`, `facts` (name,
value), `lines`, `table` (head, rows), and the one that `checks` gets the 2D-Doc. `cover` is the page in
the language of the holder (`covers`); `attachments` are files that the PDF carries (PDF/A-3).
"""

import json
import threading
import unicodedata
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

from sejour.documents import covers

HERE = Path(__file__).parent
FONTS = HERE / "fonts"
# Latin, Greek, Cyrillic, the Latin letters of Vietnamese (Noto Sans), Arabic (Amiri).
_LETTERS = (
    range(0x20, 0x250),
    range(0x386, 0x3CF),
    range(0x400, 0x460),
    range(0x606, 0x700),
    range(0x1E00, 0x1F00),
)
_INVISIBLE = "Cf"
_SIGNS = frozenset("\n–—’…€•«»№")
# Direction controls in a name would turn the words around it.
_CONTROLS = dict.fromkeys(
    map(ord, "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
)
SEAL_ALT = (
    "Cachet 2D-Doc : les informations de ce document, signées, pour une application qui lit les 2D-Doc."
)
_compilers = threading.local()


def _compiler() -> typst.Compiler:
    # One a thread, made after any fork: the engine serves one call at a time, and its own threads do not
    # survive a fork.
    known: typst.Compiler | None = getattr(_compilers, "compiler", None)
    if known is None:
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
        known = typst.Compiler(str(HERE / "typst/paper.typ"), root=str(HERE / "typst"), font_paths=fonts)
        _compilers.compiler = known
    return known


def draw(content: dict[str, Any], *, at: datetime, seal: str | None = None) -> bytes:
    """Return the PDF of a paper. `at` is its time of making; `seal` the drawing (SVG) of its 2D-Doc.

    Names in a script that the fonts do not hold are drawn in their nearest Latin form.
    """
    try:
        return _compile(content, at, seal)
    except typst.TypstError:
        # A glyph is missing: a paper in plain letters is better than none, and the row holds the name.
        return _compile(_drawable(content), at, seal)


def _compile(content: dict[str, Any], at: datetime, seal: str | None) -> bytes:
    text = json.dumps({**content, "seal_alt": SEAL_ALT}, ensure_ascii=False).translate(_CONTROLS)
    drawn = _compiler().compile(
        format="pdf",
        sys_inputs={"content": text, "seal": seal or ""},
        pdf_standards=["a-3a" if content.get("attachments") else "a-2a", "ua-1"],
        timestamp=int(at.timestamp()),
    )
    assert isinstance(drawn, bytes)
    return drawn


def _drawable(content: dict[str, Any]) -> dict[str, Any]:
    """Return a content in letters that the fonts hold; what is attached is not drawn, and stays as it is."""
    drawn = {**_plain(content, _SIGNS), "attachments": content.get("attachments", [])}
    # The Chinese font holds the characters of the cover: beside them, a name would lose some letters only.
    return {**drawn, "cover": _plain(content.get("cover"), _SIGNS | covers.characters())}


def _plain(value: Any, more: frozenset[str]) -> Any:
    """Return texts in the letters of all papers and in `more`, whatever holds them."""
    if isinstance(value, str):
        return "".join(_nearest(character, more) for character in unicodedata.normalize("NFC", value))
    if isinstance(value, dict):
        return {key: _plain(item, more) for key, item in value.items()}
    return [_plain(item, more) for item in value] if isinstance(value, list | tuple) else value


def _nearest(character: str, more: frozenset[str]) -> str:
    """Return a character that is held: itself, the letters that it is made of, or a question mark."""
    if _is_held(character, more):
        return character
    if unicodedata.category(character) == _INVISIBLE:
        return ""
    parts = unicodedata.normalize("NFKD", character)
    return "".join(part for part in parts if _is_held(part, more)) or "?"


def _is_held(character: str, more: frozenset[str]) -> bool:
    if character in more:
        return True
    # Controls, and places of the ranges where there is no letter.
    is_letter = unicodedata.category(character) not in {"Cc", "Cn", _INVISIBLE}
    return is_letter and any(ord(character) in letters for letters in _LETTERS)
