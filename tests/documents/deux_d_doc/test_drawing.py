"""The DataMatrix: square, in C40, with its quiet zone, the same in every form."""

import re
from io import BytesIO
from xml.etree import ElementTree

import pytest
from PIL import Image

from sejour.documents.deux_d_doc import drawing, pictures
from sejour.documents.deux_d_doc.errors import TextDoesNotFit
from tests.documents.deux_d_doc.seals import SAMPLES, TYPE_13, a_document, sealed

# ISO/IEC 16022, table 7: side of square symbols, data codewords.
SYMBOLS = {
    32: 62, 36: 86, 40: 114, 44: 144, 48: 174, 52: 204, 64: 280, 72: 368, 80: 456, 88: 576, 96: 696,
}  # fmt: skip
BASIC = set(" 0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def in_c40(text: str) -> int:
    """Return the codewords of a text in C40: three values in two codewords, other signs in two values."""
    values = sum(1 if sign in BASIC else 2 for sign in text)
    return 1 + -(-values // 3) * 2


@pytest.mark.parametrize("text", [sample["code"] for sample in SAMPLES])
def test_the_symbol_is_the_square_that_c40_needs(text):
    modules = drawing.modules_of(text)
    smallest = min(side for side, codewords in SYMBOLS.items() if codewords >= in_c40(text))
    assert len(modules) <= smallest
    assert {len(row) for row in modules} == {len(modules)}


def test_an_attestation_has_64_modules_or_72_with_its_address_on_line():
    assert len(drawing.modules_of(TYPE_13)) == len(drawing.modules_of(sealed(a_document(url="")))) == 64
    assert len(drawing.modules_of(sealed())) <= 72


def test_the_symbol_has_its_solid_and_its_dashed_sides():
    modules = drawing.modules_of(TYPE_13)
    assert all(row[0] for row in modules)
    assert all(modules[-1])
    assert [row[-1] for row in modules] == [bool(number % 2) for number in range(len(modules))]
    assert list(modules[0]) == [number % 2 == 0 for number in range(len(modules))]


@pytest.mark.parametrize("quiet_zone", [1, 2, 4])
def test_svg_png_and_modules_are_the_same_drawing(quiet_zone):
    modules = drawing.modules_of(TYPE_13)
    side = len(modules) + 2 * quiet_zone
    drawn = drawn_in(drawing.svg(TYPE_13, quiet_zone=quiet_zone))
    with Image.open(BytesIO(drawing.png(TYPE_13, scale=3, quiet_zone=quiet_zone))) as image:
        assert image.size == (side * 3, side * 3)
        small = image.convert("L").resize((side, side), Image.Resampling.NEAREST)
    dark = {(x, y) for x in range(side) for y in range(side) if small.getpixel((x, y)) == 0}
    assert (
        dark
        == drawn
        == {
            (x + quiet_zone, y + quiet_zone)
            for y, row in enumerate(modules)
            for x, on in enumerate(row)
            if on
        }
    )


def drawn_in(svg: str) -> set[tuple[int, int]]:
    """Return the modules that the runs of an SVG cover."""
    path = ElementTree.fromstring(svg)[1].attrib["d"]
    runs = re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", path)
    return {(x, int(y)) for begin, y, length in runs for x in range(int(begin), int(begin) + int(length))}


def test_the_svg_says_its_size_in_millimetres():
    root = ElementTree.fromstring(drawing.svg(TYPE_13))
    assert (root.attrib["width"], root.attrib["viewBox"]) == ("27.2mm", "0 0 68 68")
    assert ElementTree.fromstring(drawing.svg(TYPE_13, module=0.5, quiet_zone=1)).attrib["width"] == "33mm"


def test_what_is_drawn_is_read():
    assert pictures.texts_in(drawing.png(TYPE_13)) == [TYPE_13]
    assert pictures.texts_in(drawing.png(sealed(), scale=3, quiet_zone=1)) == [sealed()]


def test_a_text_too_long_for_any_symbol_is_refused():
    with pytest.raises(TextDoesNotFit):
        drawing.svg("DC04" + "é/a" * 2000)
