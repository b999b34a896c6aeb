"""Opens what a stranger gave, in the process apart: what it is, what to advise, and what agents see of it."""

from base64 import b64encode
from collections.abc import Iterable
from typing import Any

from PIL import Image

from sejour.documents.errors import TooManyPages
from sejour.documents.intake import advice, pdfs, pictures
from sejour.documents.intake.advice import Advice
from sejour.documents.intake.limits import MOST_PAGES
from sejour.documents.intake.media import MediaType, sniff

Answer = dict[str, Any]


def examine(content: bytes, *, reads: bool) -> Answer:
    """Return {media_type, pages, advice, seen}: `advice` by page, `seen` in base64. Raises a FileRefused.

    `reads`: whether it has words to be read; a portrait has none, and is measured in no way.
    """
    media_type = sniff(content)
    if media_type is MediaType.PDF:
        said, seen = _pdf(content)
    else:
        said, seen = _picture(content, media_type)
    return {
        "media_type": media_type,
        "pages": len(said),
        "advice": said if reads else [[] for _ in said],
        "seen": b64encode(seen).decode(),
    }


def _picture(content: bytes, media_type: MediaType) -> tuple[list[list[Advice]], bytes]:
    picture, longer = pictures.opened(content, media_type)
    said = advice.on_page(picture, longer=longer)
    return [said], pictures.as_jpeg(picture)


def _pdf(content: bytes) -> tuple[list[list[Advice]], bytes]:
    with pdfs.opened(content) as document:
        if len(document) > MOST_PAGES:
            raise TooManyPages(limit=MOST_PAGES)
        return _on_pages(pdfs.drawn(document)), pdfs.remade(document)


def _on_pages(pages: Iterable[tuple[Image.Image, bool]]) -> list[list[Advice]]:
    """Return the advice by page; the back of a sheet may be blank, a whole document may not."""
    said = [advice.on_page(page, drawn=letters) for page, letters in pages]
    if all(Advice.BLANK in of_page for of_page in said):
        return said
    return [[one for one in of_page if one is not Advice.BLANK] for of_page in said]


def join(content: bytes, *, sizes: list[int]) -> str:
    """Return, in base64, one PDF of what agents see of several files, given end to end."""
    parts, start = [], 0
    for size in sizes:
        parts.append(content[start : start + size])
        start += size
    return b64encode(pdfs.joined(parts)).decode()
