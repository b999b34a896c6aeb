"""Files in, what is known of them out: opened in a process apart, refused in words."""

from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as trying
from hypothesis import strategies as st
from PIL import Image

from sejour.documents.errors import (
    FileIsEmpty,
    FileIsProtected,
    FileIsTooLarge,
    FileIsUnreadable,
    FileRefused,
    PictureIsTooLarge,
    PieceIsTooHeavy,
    TooManyPages,
    TypeNotAccepted,
)
from sejour.documents.intake import examining, limits
from sejour.documents.intake.limits import MEGABYTE
from sejour.documents.intake.taking import Given, Taken, take, weigh
from tests.factories import contents

LIMIT = 20 * MEGABYTE
# A picture of noise, 29 by 100, from the tests of pi-heif (BSD-3-Clause): nothing here writes HEIC.
HEIC = Path(__file__).with_name("tiny.heic").read_bytes()
SHEET = contents.sheet()
GOOD = {
    "application/pdf": contents.pdf(3),
    "image/jpeg": contents.file_of(SHEET),
    "image/png": contents.file_of(SHEET, "PNG"),
    "image/webp": contents.file_of(SHEET, "WEBP"),
    "image/heic": HEIC,
}


def taken(*files: bytes, **more) -> Taken:
    return take([Given(f"{rank}.bin", content) for rank, content in enumerate(files)], limit=LIMIT, **more)


@pytest.mark.parametrize("media_type", GOOD)
def test_a_good_file_is_known_by_its_content_and_agents_see_something_of_it(media_type):
    found = taken(GOOD[media_type])
    assert [*found.media_types] == [media_type]
    assert found.pages == (3 if media_type == "application/pdf" else 1)
    assert found.seen_type == ("application/pdf" if media_type == "application/pdf" else "image/jpeg")
    assert found.given[0].content == GOOD[media_type]


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", FileIsEmpty),
        (b"GIF89a" + b"\0" * 100, TypeNotAccepted),
        (b"PK\x03\x04" + b"\0" * 100, TypeNotAccepted),
        (b"\xff\xd8\xff", FileIsUnreadable),
        (b"\x89PNG\r\n\x1a\n", FileIsUnreadable),
        (b"RIFF\x10\0\0\0WEBPVP8 ", FileIsUnreadable),
        (HEIC[: len(HEIC) // 2], FileIsUnreadable),
        (b"%PDF-", FileIsUnreadable),
        (contents.truncated_jpeg(), FileIsUnreadable),
        (contents.picture("PNG")[:-100], FileIsUnreadable),
        (contents.pdf(0), FileIsUnreadable),
        (contents.pdf(password="secret"), FileIsProtected),
        (contents.pdf(limits.MOST_PAGES + 1), TooManyPages),
        (contents.bomb(), PictureIsTooLarge),
        (contents.bomb(side=200_000), PictureIsTooLarge),
        (contents.blank(side=8_000), PictureIsTooLarge),
    ],
)
def test_a_bad_file_is_refused_for_what_it_is(content, refusal):
    with pytest.raises(FileRefused) as refused:
        taken(content)
    assert type(refused.value) is refusal


def test_a_pdf_that_only_forbids_its_printing_is_taken_and_opened_for_agents():
    found = taken(contents.pdf(owner="banque"))
    assert found.pages == 1
    assert b"/Encrypt" not in found.seen


def test_the_largest_photograph_of_a_telephone_is_taken():
    found = taken(contents.picture("JPEG", size=(8160, 6120)), reads=False)
    assert max(Image.open(BytesIO(found.seen)).size) == 2600


def test_of_a_portrait_nothing_is_advised():
    small = contents.picture("JPEG")
    assert taken(small).advice == {"small": [1], "blurred": [1]}
    assert taken(small, reads=False).advice == {}


def test_the_back_of_a_sheet_may_be_blank_and_a_whole_document_may_not():
    assert taken(contents.pdf(2, words="")).advice == {"blank": [1, 2]}
    front, back = contents.file_of(SHEET, "PDF"), contents.pdf(words="")
    assert taken(examining.pdfs.joined([front, back])).advice == {}


# Several files of one piece ---------------------------------------------------------------------


def test_photographs_of_pages_make_one_pdf_in_their_order():
    found = taken(GOOD["image/jpeg"], contents.pdf(2), GOOD["image/webp"])
    assert [*found.media_types] == ["image/jpeg", "application/pdf", "image/webp"]
    assert (found.pages, contents.pages_of(found.seen)) == (4, 4)
    assert found.seen_type == "application/pdf"


def test_advice_names_the_pages_that_it_is_about():
    blurred = contents.file_of(contents.sheet(blur=5))
    assert taken(GOOD["image/jpeg"], blurred, contents.pdf(), blurred).advice == {"blurred": [2, 4]}


def test_one_bad_file_among_several_is_refused():
    with pytest.raises(FileIsUnreadable):
        taken(GOOD["image/jpeg"], contents.truncated_jpeg())


def test_the_pages_of_all_files_are_counted_together():
    with pytest.raises(TooManyPages, match="la limite est de 40"):
        taken(contents.pdf(30), contents.pdf(11))


@pytest.mark.parametrize(
    ("sizes", "refusal"),
    [
        ([0], FileIsEmpty),
        ([5, 0], FileIsEmpty),
        ([LIMIT + 1], FileIsTooLarge),
        ([LIMIT, LIMIT, LIMIT, 1], PieceIsTooHeavy),
        ([1] * 41, TooManyPages),
    ],
)
def test_what_weighs_too_much_is_refused_before_it_is_opened(sizes, refusal):
    with pytest.raises(refusal):
        weigh(sizes, limit=LIMIT)


@pytest.mark.parametrize("sizes", [[1], [LIMIT], [LIMIT, LIMIT, LIMIT], [1] * 40])
def test_the_limits_themselves_are_allowed(sizes):
    weigh(sizes, limit=LIMIT)


def test_a_refusal_for_weight_says_both_weights():
    with pytest.raises(FileIsTooLarge, match=r"\(21 Mo\) : la limite est de 20 Mo"):
        weigh([LIMIT + 1], limit=LIMIT)


@pytest.mark.parametrize("refusal", FileRefused.__subclasses__(), ids=lambda refusal: refusal.code)
def test_every_refusal_says_that_the_other_pieces_are_kept(refusal):
    assert "vos autres pièces" in refusal.sentence.lower().replace("  ", " ")
    assert "gardées" in refusal.sentence


# Damage: in this process, where a breakdown would be seen -----------------------------------------


@trying(max_examples=60, deadline=None)
@given(data=st.data(), media_type=st.sampled_from(["application/pdf", "image/heic", "image/png"]))
def test_damage_is_refused_or_harmless_and_never_a_breakdown(data, media_type):
    whole = HEIC if media_type == "image/heic" else GOOD[media_type]
    content = bytearray(contents.picture("PNG", size=(64, 48)) if media_type == "image/png" else whole)
    for _ in range(data.draw(st.integers(1, 12))):
        where = data.draw(st.integers(12, len(content) - 1))
        content[where] = data.draw(st.integers(0, 255))
    del content[data.draw(st.integers(len(content) // 2, len(content))) :]
    try:
        assert examining.examine(bytes(content), reads=True)["media_type"] == media_type
    except FileRefused:
        return


WORDS = [
    b"%PDF-1.7\n", b"1 0 obj\n", b"<<", b">>", b"/Type /Catalog", b"/Pages 2 0 R", b"/Kids [2 0 R]",
    b"/Count 99", b"endobj\n", b"stream\n", b"endstream\n", b"xref\n0 2\n", b"trailer\n", b"/Root 1 0 R",
    b"/Encrypt 1 0 R", b"startxref\n9\n", b"%%EOF", b"/Prev 9", b"(", b")", b"[", b"]", b"\0",
    b"99999999999999", b"/Filter /FlateDecode", b"/Size -1", b"/W [1 2 1]", b"/ID [()()]",
]  # fmt: skip


@trying(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_any_mixture_of_the_words_of_a_pdf_is_refused_or_taken_and_never_a_breakdown(words):
    try:
        examining.examine(b"%PDF-1.7\n" + b" ".join(words), reads=True)
    except FileRefused:
        return
