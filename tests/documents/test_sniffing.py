"""What a file is, by its content alone."""

import zlib
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import settings as trying
from hypothesis import strategies as st
from PIL import Image

from sejour.documents import sniffing
from sejour.documents.errors import (
    FileIsEmpty,
    FileIsProtected,
    FileIsTooLarge,
    FileIsUnreadable,
    FileRefused,
    TypeNotAccepted,
)
from tests.factories import contents

LIMIT = 10 * sniffing.MEGABYTE
GOOD = {
    "application/pdf": contents.pdf(3),
    "image/jpeg": contents.picture("JPEG"),
    "image/png": contents.picture("PNG"),
}


def check(content: bytes) -> str:
    return sniffing.check(content, limit=LIMIT).value


@pytest.mark.parametrize("media_type", GOOD)
def test_a_good_file_is_known_by_its_content(media_type):
    assert check(GOOD[media_type]) == media_type


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", FileIsEmpty),
        (b"x" * (LIMIT + 1), FileIsTooLarge),
        (b"GIF89a" + b"\0" * 100, TypeNotAccepted),
        (b"PK\x03\x04" + b"\0" * 100, TypeNotAccepted),
        (b"  %PDF-1.7", TypeNotAccepted),
        (b"\xff\xd8\xff", FileIsUnreadable),
        (b"\x89PNG\r\n\x1a\n", FileIsUnreadable),
        (b"%PDF-", FileIsUnreadable),
        (contents.truncated_jpeg(), FileIsUnreadable),
        (contents.picture("PNG")[:-100], FileIsUnreadable),
        (contents.pdf(0), FileIsUnreadable),
        (contents.pdf(password="secret"), FileIsProtected),
        (contents.bomb(), FileIsUnreadable),
        (contents.bomb(side=200_000), FileIsUnreadable),
        (contents.blank(side=12_000), FileIsUnreadable),
    ],
)
def test_a_bad_file_is_refused_for_what_it_is(content, refusal):
    with pytest.raises(FileRefused) as refused:
        check(content)
    assert type(refused.value) is refusal


def test_the_limit_itself_is_allowed():
    heavy = contents.pdf()
    assert sniffing.check(heavy, limit=len(heavy)) == "application/pdf"


def test_a_refusal_for_weight_says_both_weights():
    with pytest.raises(FileIsTooLarge, match=r"\(11 Mo\) : la limite est de 10 Mo"):
        check(b"x" * (LIMIT + 1))


def test_a_large_photograph_of_a_telephone_is_taken():
    assert check(contents.picture("JPEG", size=(6000, 4000))) == "image/jpeg"


def test_a_photograph_with_its_camera_data_is_taken():
    written = BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Téléphone"
    Image.open(BytesIO(contents.picture("JPEG"))).save(written, "JPEG", exif=exif)
    assert check(written.getvalue()) == "image/jpeg"


@pytest.mark.parametrize("refusal", FileRefused.__subclasses__(), ids=lambda refusal: refusal.code)
def test_every_refusal_says_that_the_other_pieces_are_kept(refusal):
    assert "vos autres pièces" in refusal.sentence.lower()
    assert "gardées" in refusal.sentence


@trying(max_examples=150, deadline=None)
@given(data=st.data(), media_type=st.sampled_from(sorted(GOOD)))
def test_damage_is_refused_or_harmless_and_never_a_breakdown(data, media_type):
    content = bytearray(GOOD[media_type])
    for _ in range(data.draw(st.integers(1, 12))):
        where = data.draw(st.integers(5, len(content) - 1))
        content[where] = data.draw(st.integers(0, 255))
    del content[data.draw(st.integers(len(content) // 2, len(content))) :]
    with suppress(FileRefused):
        assert check(bytes(content)) == media_type


WORDS = [
    b"%PDF-1.7\n", b"1 0 obj\n", b"<<", b">>", b"/Type /Catalog", b"/Pages 2 0 R", b"/Kids [2 0 R]",
    b"/Count 99", b"endobj\n", b"stream\n", b"endstream\n", b"xref\n0 2\n", b"trailer\n", b"/Root 1 0 R",
    b"/Encrypt 1 0 R", b"startxref\n9\n", b"%%EOF", b"/Prev 9", b"(", b")", b"[", b"]", b"\0",
    b"99999999999999", b"/Filter /FlateDecode", zlib.compress(b"0" * 50), b"/Size -1", b"/W [1 2 1]",
    b"/ID [()()]",
]  # fmt: skip


@trying(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_any_mixture_of_the_words_of_a_pdf_is_refused_or_taken_and_never_a_breakdown(words):
    with suppress(FileRefused):
        check(b"%PDF-1.7\n" + b" ".join(words))
