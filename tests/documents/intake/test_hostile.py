"""Files made to hurt: refused in words or made harmless, within the time and the memory of one process."""

import time

import pytest

from sejour.documents.errors import FileIsUnreadable, FileRefused, TypeNotAccepted
from sejour.documents.intake.taking import Given, take
from tests.documents.intake import hostile
from tests.documents.test_limited import a_loop_of_fields, bomb_in_a_pdf, nested
from tests.factories import contents

SECONDS = 30


def given(content: bytes) -> None:
    take([Given("photo.jpg", content)], limit=20 * 1024 * 1024)


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", TypeNotAccepted),
        (b"<html><script>alert(1)</script>", TypeNotAccepted),
        (b"MZ\x90\0 un programme", TypeNotAccepted),
        (contents.file_of(contents.sheet())[:-20_000], FileIsUnreadable),
    ],
    ids=["SVG", "page", "program", "half a photograph"],
)
def test_what_is_no_document_is_refused(content, refusal):
    with pytest.raises(refusal):
        given(content)


@pytest.mark.parametrize(
    "made",
    [hostile.flate_in_flate, hostile.comments, bomb_in_a_pdf, nested, a_loop_of_fields],
    ids=lambda made: made.__name__,
)
def test_what_unfolds_without_end_is_refused_or_harmless_soon(made):
    content = made()
    start = time.perf_counter()
    try:
        given(content)
    except FileRefused as refused:
        assert "gardées" in str(refused)  # noqa: PT017
    assert time.perf_counter() - start < SECONDS
