"""Finds 2D-Docs on pictures (PNG, JPEG) and on the pages of a PDF, turned, grey or a little blurred."""

import math
import warnings
from collections.abc import Iterator
from io import BytesIO

import pypdfium2
import zxingcpp
from PIL import Image, ImageFilter, ImageOps

from sejour.documents.deux_d_doc.errors import NothingFound, PictureIsUnreadable

MOST_PIXELS = 64_000_000
"""A phone's photograph has 12 to 50 million pixels; a decompression bomb has thousands of millions."""
MOST_PAGES = 20
_RESOLUTION = 300
_POINTS_PER_INCH = 72
# Above this many pixels, a seal is large enough to be read on a smaller picture, and sooner.
_ENOUGH_PIXELS = 12_000_000
# Under this many pixels, a page of A4 at 240 dpi, a seal may be too small: it is looked at larger.
_SMALL_PIXELS = 5_600_000
_SHARPER = ImageFilter.UnsharpMask(radius=2, percent=400, threshold=0)
_FORMATS = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.DataMatrix])
_PDF = b"%PDF-"
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


def is_picture(content: bytes) -> bool:
    """Tell whether a content is a PNG, a JPEG or a PDF by its first bytes."""
    return content.startswith((_PDF, *_PICTURES))


def is_pdf(content: bytes) -> bool:
    """Tell whether a content is a PDF by its first bytes."""
    return content.startswith(_PDF)


def texts_in(content: bytes) -> list[str]:
    """Return the texts of the 2D-Docs seen, in the order of pages, each once.

    Raises PictureIsUnreadable, or NothingFound where no 2D-Doc is seen. Works within the memory of
    MOST_PIXELS; contents of strangers are better read in a process with limits.
    """
    found: dict[str, None] = {}
    for page in _pages(content) if is_pdf(content) else [_picture(content)]:
        found.update(dict.fromkeys(_seen_on(page)))
    if not found:
        raise NothingFound
    return list(found)


def _seen_on(page: Image.Image) -> list[str]:
    """Return what is seen on a page, by the first way of looking at it that shows a 2D-Doc."""
    for view in _views(page):
        symbols = zxingcpp.read_barcodes(view, _FORMATS)
        texts = [symbol.bytes.decode("latin-1") for symbol in symbols]
        if seen := [text for text in texts if text.startswith("DC")]:
            return seen
    return []


def _views(page: Image.Image) -> Iterator[Image.Image]:
    """Yield a page as it is, then larger and sharper, which helps a poor scan and costs time."""
    yield page
    contrasted = ImageOps.autocontrast(page, cutoff=1)
    if page.width * page.height > _SMALL_PIXELS:
        yield contrasted.filter(_SHARPER)
        return
    twice = (page.width * 2, page.height * 2)
    larger = contrasted.resize(twice, Image.Resampling.LANCZOS)
    yield larger
    yield larger.filter(_SHARPER)
    yield contrasted.resize(twice, Image.Resampling.BICUBIC)


def _picture(content: bytes) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content), formats=("JPEG", "PNG")) as image:
                if image.width * image.height > MOST_PIXELS:
                    raise PictureIsUnreadable
                return _grey(image)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise PictureIsUnreadable from error


def _grey(image: Image.Image) -> Image.Image:
    """Return an image in grey on white, no larger than is of use."""
    if image.has_transparency_data:
        paper = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(paper, image.convert("RGBA"))
    grey = image.convert("L")
    excess = grey.width * grey.height / _ENOUGH_PIXELS
    if excess > 1:
        grey.thumbnail((grey.width / math.sqrt(excess), grey.height / math.sqrt(excess)))
    return grey


def _pages(content: bytes) -> Iterator[Image.Image]:
    try:
        with pypdfium2.PdfDocument(content) as document:
            for number in range(min(len(document), MOST_PAGES)):
                yield _drawn(document[number])
    except (pypdfium2.PdfiumError, OSError, ValueError, MemoryError) as error:
        raise PictureIsUnreadable from error


def _drawn(page: pypdfium2.PdfPage) -> Image.Image:
    width, height = page.get_size()
    scale = _RESOLUTION / _POINTS_PER_INCH
    # The size of a page is what its file says: a page of kilometres is drawn smaller.
    scale = min(scale, math.sqrt(_ENOUGH_PIXELS / max(width * height, 1)))
    drawn: Image.Image = page.render(scale=scale, grayscale=True).to_pil()
    return drawn.convert("L")
