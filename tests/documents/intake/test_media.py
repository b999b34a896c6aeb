"""What a file is, by its first bytes alone."""

import pytest

from sejour.documents.errors import TypeNotAccepted
from sejour.documents.intake.media import MediaType, sniff


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"%PDF-1.7", MediaType.PDF),
        (b"\xff\xd8\xff\xe0", MediaType.JPEG),
        (b"\x89PNG\r\n\x1a\n", MediaType.PNG),
        (b"RIFF\x10\0\0\0WEBPVP8 ", MediaType.WEBP),
        (b"\0\0\0\x18ftypheic", MediaType.HEIC),
        (b"\0\0\0\x18ftypmif1", MediaType.HEIC),
    ],
)
def test_a_type_is_told_by_its_first_bytes(content, media_type):
    assert sniff(content) is media_type


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"  %PDF-1.7",
        b"GIF89a",
        b"PK\x03\x04",
        b"MZ\x90\0",
        b"<svg xmlns='http://www.w3.org/2000/svg'>",
        b"<html>",
        b"RIFF\x10\0\0\0WAVEfmt ",
        b"\0\0\0\x18ftypmp42",
        b"\0\0\0\x18ftypavif",
    ],
)
def test_anything_else_is_refused(content):
    with pytest.raises(TypeNotAccepted):
        sniff(content)
