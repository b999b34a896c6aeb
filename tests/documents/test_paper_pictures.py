"""Papers as they are seen: each page beside the one that was looked at and kept.

`python -m tests.documents.pictures` draws the kept pages again, to be looked at before they are committed.
"""

import os
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

from sejour.documents import rendering
from sejour.documents.deux_d_doc import drawing
from tests.documents.deux_d_doc.seals import TYPE_13
from tests.documents.specimens import KINDS, steady
from tests.factories.days import NOON

pytestmark = pytest.mark.django_db
PAGES = Path(__file__).parent / "pages"
DPI = 60
# Mean difference of grey, of 255: another line of text makes more than one.
TOLERANCE = 0.6
LOOKED_AT = [(kind, "fr") for kind in KINDS] + [
    ("attestation_prolongation", language) for language in ("ar", "en", "uk", "zh")
]


def drawn(kind: str, language: str) -> bytes:
    order = KINDS[kind](language)
    seal = drawing.svg(TYPE_13) if order.seal else None
    return rendering.draw(steady(order.content), at=NOON, seal=seal)


def first_page(pdf: bytes) -> Image.Image:
    with pypdfium2.PdfDocument(pdf) as document:
        return document[0].render(scale=DPI / 72, grayscale=True).to_pil().convert("L")


def kept(name: str, seen: Image.Image) -> Image.Image:
    """Return the kept picture of a page; write it first where that is asked for."""
    path = PAGES / f"{name}.png"
    if os.environ.get("SEJOUR_DRAW_PAGES"):
        seen.quantize(16).save(path, optimize=True)
    return Image.open(BytesIO(path.read_bytes())).convert("L")


def difference(one: Image.Image, other: Image.Image) -> float:
    assert one.size == other.size
    return ImageStat.Stat(ImageChops.difference(one, other)).mean[0]


@pytest.mark.parametrize(("kind", "language"), LOOKED_AT, ids="-".join)
def test_a_paper_looks_as_the_page_that_was_kept(kind, language):
    seen = first_page(drawn(kind, language))
    assert difference(seen, kept(f"{kind}-{language}", seen)) < TOLERANCE


def test_a_page_that_lost_its_words_is_not_taken_for_it():
    content = steady(KINDS["summons"]("fr").content)
    shorter = rendering.draw({**content, "sections": content["sections"][1:]}, at=NOON)
    seen = first_page(shorter)
    assert difference(seen, kept("summons-fr", first_page(drawn("summons", "fr")))) > TOLERANCE


def test_no_page_is_kept_of_what_is_no_longer_drawn():
    assert {path.stem for path in PAGES.glob("*.png")} == {"-".join(one) for one in LOOKED_AT}
