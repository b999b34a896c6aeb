"""PDFs of strangers: drawn to be looked at, and made anew with their pages only.

Notes and fields are drawn into the pages; scripts, actions, attachments and links do not follow.
"""

import math
from collections.abc import Iterator
from io import BytesIO

import pypdfium2
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import NameObject
from pypdfium2 import raw

from sejour.documents.errors import FileIsProtected, FileIsUnreadable
from sejour.documents.intake.advice import LOOKED_AT

_KEPT = {
    "/Type", "/Parent", "/Resources", "/Contents", "/MediaBox", "/CropBox", "/Rotate", "/Group", "/UserUnit",
}  # fmt: skip
_BROKEN = (
    pypdfium2.PdfiumError, PyPdfError, OSError, ValueError, KeyError, TypeError, AttributeError, IndexError,
    RecursionError,
)  # fmt: skip
# A picture becomes a page whose longer side is that of A4, in inches.
_A4_INCHES = 11.69


def opened(content: bytes) -> pypdfium2.PdfDocument:
    """Return a PDF, its fields ready to be drawn. Raises FileIsProtected or FileIsUnreadable."""
    try:
        document = pypdfium2.PdfDocument(content)
        document.init_forms()
    except pypdfium2.PdfiumError as error:
        if error.err_code == raw.FPDF_ERR_PASSWORD:
            raise FileIsProtected from error
        raise FileIsUnreadable from error
    return document


def drawn(document: pypdfium2.PdfDocument) -> Iterator[tuple[Image.Image, bool]]:
    """Yield each page in grey, as large as it is measured, and whether it holds letters to copy."""
    try:
        for number in range(len(document)):
            page = document[number]
            yield _drawn(page), page.get_textpage().count_chars() > 0
            page.close()
    except _BROKEN as error:
        raise FileIsUnreadable from error


def _drawn(page: pypdfium2.PdfPage) -> Image.Image:
    scale = LOOKED_AT / max(*page.get_size(), 1)
    image: Image.Image = page.render(scale=scale, grayscale=True).to_pil()
    return image


def remade(document: pypdfium2.PdfDocument) -> bytes:
    """Return a PDF of the same pages, and of nothing else. Raises FileIsUnreadable."""
    try:
        return _pages_only(_flat(document))
    except _BROKEN as error:
        raise FileIsUnreadable from error


def _flat(document: pypdfium2.PdfDocument) -> bytes:
    """Return its pages in a PDF of our own, notes and fields drawn into them, without its password."""
    for number in range(len(document)):
        page = document[number]
        # Not `page.flatten()`, which knows the notes of documents with fields only.
        raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
        page.close()
    new = pypdfium2.PdfDocument.new()
    new.import_pages(document)
    written = BytesIO()
    new.save(written)
    return written.getvalue()


def _pages_only(content: bytes) -> bytes:
    writer = PdfWriter()
    for page in PdfReader(BytesIO(content)).pages:
        for name in set(page) - _KEPT:
            del page[NameObject(name)]
        writer.add_page(page)
    return _written(writer)


def joined(parts: list[bytes]) -> bytes:
    """Return one PDF of all the pages of PDFs and JPEGs of our own making, in their order."""
    writer = PdfWriter()
    for part in parts:
        writer.append(BytesIO(part if part.startswith(b"%PDF-") else _page_of(part)))
    return _written(writer)


def _page_of(jpeg: bytes) -> bytes:
    written = BytesIO()
    with Image.open(BytesIO(jpeg), formats=["JPEG"]) as picture:
        picture.save(written, "PDF", resolution=math.ceil(max(picture.size) / _A4_INCHES))
    return written.getvalue()


def _written(writer: PdfWriter) -> bytes:
    written = BytesIO()
    writer.write(written)
    return written.getvalue()
