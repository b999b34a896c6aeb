"""Read back from a page as it is printed, scanned or photographed: turned, grey, a little blurred."""

import json
from contextlib import suppress
from functools import cache
from io import BytesIO

import pypdfium2
import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFilter

from sejour.documents import rendering
from sejour.documents.deux_d_doc import drawing, pictures
from sejour.documents.deux_d_doc.errors import NothingFound, PictureIsUnreadable, Unreadable
from tests.documents.deux_d_doc.seals import TYPE_13, sealed

PAGE = """
#set document(title: "Essai")
#set page(paper: "a4", margin: 20mm)
#set text(font: "Noto Sans", size: 10pt)
= Attestation
#for seal in json(bytes(sys.inputs.seals)) [
  #lorem(90)
  #image(bytes(seal), format: "svg", alt: "2D-Doc")
  2D-DOC
]
"""


def printed(*texts: str) -> bytes:
    """Return a PDF page that shows 2D-Docs as papers do."""
    seals = [drawing.svg(text) for text in texts]
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(rendering.HERE / "fonts")])
    inputs = {"seals": json.dumps(seals)}
    made = typst.compile(
        PAGE.encode(), format="pdf", font_paths=fonts, sys_inputs=inputs, pdf_standards=["a-2a", "ua-1"]
    )
    assert isinstance(made, bytes)
    return made


@cache
def page() -> bytes:
    return printed(TYPE_13)


@cache
def scanned(dpi: int) -> Image.Image:
    with pypdfium2.PdfDocument(page()) as document:
        return document[0].render(scale=dpi / 72, grayscale=True).to_pil().convert("L")


def png_of(image: Image.Image) -> bytes:
    return _saved(image, "PNG")


def jpeg_of(image: Image.Image, quality: int) -> bytes:
    return _saved(image, "JPEG", quality=quality)


def _saved(image: Image.Image, form: str, **options) -> bytes:
    out = BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def turned(image: Image.Image, degrees: float) -> Image.Image:
    return image.rotate(degrees, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC)


def blurred(image: Image.Image, pixels: float) -> Image.Image:
    return image.filter(ImageFilter.GaussianBlur(pixels))


@pytest.mark.parametrize("dpi", [120, 150, 200, 300, 600])
def test_a_page_is_read_at_the_resolutions_of_scanners(dpi):
    assert pictures.texts_in(png_of(scanned(dpi))) == [TYPE_13]


@pytest.mark.parametrize("dpi", [150, 300])
@pytest.mark.parametrize("degrees", [90, 180, 270, 1, -2, 3, 5, -7, 17, 45])
def test_a_page_is_read_turned(degrees, dpi):
    assert pictures.texts_in(png_of(turned(scanned(dpi), degrees))) == [TYPE_13]


@pytest.mark.parametrize(
    ("dpi", "pixels"), [(150, 0.5), (150, 0.7), (150, 1), (200, 1), (200, 1.3), (300, 2)]
)
def test_a_page_is_read_a_little_blurred(dpi, pixels):
    assert pictures.texts_in(png_of(blurred(scanned(dpi), pixels))) == [TYPE_13]


def test_a_page_is_read_turned_and_blurred():
    assert pictures.texts_in(png_of(blurred(turned(scanned(150), 3), 0.7))) == [TYPE_13]


def test_a_page_is_read_grey_and_pale():
    pale = scanned(150).point(lambda value: int(100 + value * 0.4))
    assert pictures.texts_in(png_of(pale)) == [TYPE_13]


@pytest.mark.parametrize("quality", [15, 40, 85])
def test_a_page_is_read_as_a_poor_jpeg(quality):
    assert pictures.texts_in(jpeg_of(scanned(150).convert("RGB"), quality)) == [TYPE_13]


def test_a_photograph_in_perspective_on_a_table_is_read():
    sheet = scanned(200).convert("RGB")
    width, height = sheet.size
    table = Image.new("RGB", (width + 400, height + 400), (96, 72, 48))
    table.paste(sheet, (200, 200))
    skewed = table.transform(
        table.size,
        Image.Transform.QUAD,
        (40, 0, 0, table.height, table.width, table.height - 90, table.width - 120, 60),
        resample=Image.Resampling.BICUBIC,
    )
    assert pictures.texts_in(jpeg_of(skewed.rotate(8, expand=True), 60)) == [TYPE_13]


def test_a_transparent_picture_is_read_on_white():
    seen = Image.open(BytesIO(drawing.png(TYPE_13))).convert("L")
    clear = Image.new("RGBA", seen.size, (0, 0, 0, 0))
    clear.putalpha(seen.point(lambda value: 255 - value))
    assert pictures.texts_in(png_of(clear)) == [TYPE_13]


def test_a_pdf_is_read_through_its_page():
    assert pictures.is_pdf(page())
    assert pictures.texts_in(page()) == [TYPE_13]


def test_two_seals_are_both_read_and_each_once():
    assert sorted(pictures.texts_in(printed(TYPE_13, sealed(), TYPE_13))) == sorted([TYPE_13, sealed()])


def test_a_page_without_a_seal_says_so():
    with pytest.raises(NothingFound, match="300 points par pouce"):
        pictures.texts_in(printed())
    with pytest.raises(NothingFound):
        pictures.texts_in(png_of(Image.new("L", (300, 300), 255)))
    with pytest.raises(NothingFound):
        pictures.texts_in(drawing.png("https://exemple.fr"))


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\n",
        b"%PDF-1.7\n" + b"\xff" * 5000,
        b"\x89PNG\r\n\x1a\n",
        b"\x89PNG\r\n\x1a\n" + bytes(100),
        b"\xff\xd8\xff",
        b"\xff\xd8\xff\xe0" + b"A" * 500,
        drawing.png(TYPE_13)[:400],
    ],
)
def test_a_broken_file_is_refused(content):
    with pytest.raises(PictureIsUnreadable):
        pictures.texts_in(content)


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(["png", "jpeg", "pdf"]), st.integers(0), st.integers(0, 40), st.binary(max_size=20))
def test_no_file_breaks_the_reader(kind, place, length, instead):
    content = hostile_seeds()[kind]
    place %= len(content)
    with suppress(Unreadable):
        pictures.texts_in(content[:place] + instead + content[place + length :])


@cache
def hostile_seeds() -> dict[str, bytes]:
    small = drawing.png(TYPE_13, scale=2)
    with Image.open(BytesIO(small)) as image:
        return {"png": small, "jpeg": jpeg_of(image, 60), "pdf": page()}


def test_a_bomb_is_refused_by_its_size():
    with pytest.raises(PictureIsUnreadable):
        pictures.texts_in(png_of(Image.new("1", (9000, 9000))))


def test_a_page_of_kilometres_is_drawn_small():
    with pypdfium2.PdfDocument.new() as document:
        document.new_page(14400, 14400)
        out = BytesIO()
        document.save(out)
    with pytest.raises(NothingFound):
        pictures.texts_in(out.getvalue())
