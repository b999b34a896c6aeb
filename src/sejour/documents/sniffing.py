"""What a file is, by its content; its name and what the browser says of it count for nothing."""

import warnings
from io import BytesIO

from PIL import Image, UnidentifiedImageError
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from sejour.documents.errors import (
    FileIsEmpty,
    FileIsProtected,
    FileIsTooLarge,
    FileIsUnreadable,
    TypeNotAccepted,
)
from sejour.documents.models import MediaType

MEGABYTE = 1024 * 1024
# A phone's photograph has 12 to 50 million pixels; a decompression bomb has thousands of millions.
MOST_PIXELS = 120_000_000

_SIGNATURES = (
    (b"%PDF-", MediaType.PDF),
    (b"\xff\xd8\xff", MediaType.JPEG),
    (b"\x89PNG\r\n\x1a\n", MediaType.PNG),
)


def check(content: bytes, *, limit: int) -> MediaType:
    """Return the type of a file that can be taken. Raises the FileRefused that says why it cannot."""
    if not content:
        raise FileIsEmpty
    if len(content) > limit:
        raise FileIsTooLarge(size=-(-len(content) // MEGABYTE), limit=limit // MEGABYTE)
    media_type = sniff(content)
    if media_type is MediaType.PDF:
        _check_pdf(content)
    else:
        _check_image(content)
    return media_type


def sniff(content: bytes) -> MediaType:
    """Return the type that the first bytes tell. Raises TypeNotAccepted."""
    for signature, media_type in _SIGNATURES:
        if content.startswith(signature):
            return media_type
    raise TypeNotAccepted


def _check_pdf(content: bytes) -> None:
    try:
        reader = PdfReader(BytesIO(content), strict=False)
        if reader.is_encrypted:
            raise FileIsProtected
        if not reader.pages:
            raise FileIsUnreadable
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise FileIsUnreadable from error


def _check_image(content: bytes) -> None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content), formats=("JPEG", "PNG")) as image:
                width, height = image.size
                if width * height > MOST_PIXELS:
                    raise FileIsUnreadable
                image.load()
    except (
        UnidentifiedImageError,
        Image.DecompressionBombError,
        OSError,
        SyntaxError,
        ValueError,
    ) as error:
        raise FileIsUnreadable from error
