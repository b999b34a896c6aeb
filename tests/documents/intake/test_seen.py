"""What agents see of what a stranger gave: pixels and pages, upright, on white, and nothing else."""

from base64 import b64decode
from io import BytesIO

import pypdfium2
import pytest
from PIL import Image
from pypdf import PdfReader

from sejour.documents.intake import examining, pdfs
from tests.documents.intake import hostile
from tests.factories import contents

RED = (255, 0, 0)
HARMFUL = (
    b"JavaScript", b"/JS", b"Launch", b"OpenAction", b"/AA", b"EmbeddedFile", b"URI", b"Annot", b"AcroForm",
    b"PieceInfo", b"quelqu", b"cmd.exe", b"MZ",
)  # fmt: skip


def seen(content: bytes) -> bytes:
    return b64decode(examining.examine(content, reads=True)["seen"])


def picture(content: bytes) -> Image.Image:
    return Image.open(BytesIO(seen(content)))


def drawn(content: bytes) -> Image.Image:
    return pypdfium2.PdfDocument(content)[0].render(scale=1).to_pil().convert("RGB")


def test_a_photograph_stands_upright_and_says_nothing_of_where_it_was_taken():
    shown = picture(hostile.photograph_with_a_place())
    assert shown.size == contents.sheet().size
    assert not shown.getexif()
    assert "comment" not in shown.info
    assert b"secret" not in seen(hostile.photograph_with_a_place())


def test_a_good_photograph_with_broken_data_about_its_camera_is_taken():
    given = hostile.photograph_with_broken_data()
    assert b"Exif\0\0\xff\xff\xff\xff" in given
    assert picture(given).size == contents.sheet().size


def test_only_the_photograph_is_left_of_one_that_is_an_archive_too():
    content = seen(hostile.jpeg_and_zip())
    assert b"PK" not in content[-200:]
    assert b"<script>" not in content


def test_of_a_picture_that_moves_the_first_is_seen():
    assert picture(hostile.animated()).getpixel((5, 5)) == (255, 255, 255)


def test_the_colours_of_a_printer_are_those_of_a_screen():
    shown = picture(contents.file_of(Image.new("CMYK", (900, 900), (0, 255, 255, 0))))
    red, green, blue = shown.getpixel((400, 400))
    assert red > 200
    assert green < 60
    assert blue < 60


def test_sixteen_bits_of_grey_are_shown_as_grey():
    image = Image.new("I;16", (900, 900), 32_768)
    assert abs(picture(contents.file_of(image, "PNG")).getpixel((400, 400))[0] - 128) < 3


@pytest.mark.parametrize(
    "image",
    [
        Image.new("RGBA", (900, 900), (0, 0, 0, 0)),
        Image.new("LA", (900, 900), (0, 0)),
        Image.new("P", (900, 900), 0),
        Image.new("1", (900, 900), 1),
        Image.new("L", (900, 900), 255),
    ],
    ids=lambda image: image.mode,
)
def test_what_is_transparent_is_white(image):
    more = {"transparency": 0} if image.mode == "P" else {}
    assert min(picture(contents.file_of(image, "PNG", **more)).getpixel((400, 400))) > 250


def test_nothing_that_runs_opens_or_hides_is_left_in_a_pdf():
    given = hostile.full_of_actions()
    assert b"JavaScript" in given
    content = seen(given)
    plain = b"".join(_everything(PdfReader(BytesIO(content))))
    assert [word for word in HARMFUL if word in content + plain] == []


def _everything(reader: PdfReader) -> list[bytes]:
    numbers = [number for table in reader.xref.values() for number in table]
    return [repr(reader.get_object(number)).encode() for number in {*numbers, *reader.xref_objStm}]


def test_the_words_of_a_pdf_can_still_be_copied():
    assert "Attestation" in PdfReader(BytesIO(seen(contents.pdf()))).pages[0].extract_text()


def test_a_note_typed_on_a_pdf_is_drawn_into_it():
    given = hostile.with_a_note()
    assert drawn(given).getpixel((150, 842 - 150)) == RED
    shown = seen(given)
    assert "/Annots" not in PdfReader(BytesIO(shown)).pages[0]
    assert drawn(shown).getpixel((150, 842 - 150)) == RED


def test_a_photograph_makes_a_page_of_the_size_of_paper():
    page = PdfReader(BytesIO(pdfs.joined([seen(contents.file_of(contents.sheet()))]))).pages[0]
    assert 780 < max(page.mediabox.width, page.mediabox.height) <= 842
