"""Pictures of strangers: opened upright, on white, at a size of use, with nothing but their pixels left."""

import struct
import warnings
import zlib
from io import BytesIO

import pi_heif
from PIL import Image, ImageOps, UnidentifiedImageError

from sejour.documents.errors import FileIsUnreadable, PictureIsTooLarge
from sejour.documents.intake.media import MediaType

MOST_PIXELS = 52_000_000
"""The photographs of a phone have 12 to 50 million pixels; a decompression bomb has thousands of millions."""
LONGEST = 2600
"""Pixels of the longer side of what agents see: a page of A4 at 220 dots per inch."""
_FORMATS = {MediaType.JPEG: "JPEG", MediaType.PNG: "PNG", MediaType.WEBP: "WEBP", MediaType.HEIC: "HEIF"}
_QUALITY = 85
_BROKEN = (
    UnidentifiedImageError, OSError, SyntaxError, ValueError, TypeError, EOFError, IndexError, KeyError,
    RuntimeError, struct.error, zlib.error,
)  # fmt: skip

pi_heif.register_heif_opener(thumbnails=False)


def opened(content: bytes, media_type: MediaType) -> tuple[Image.Image, int]:
    """Return a picture as it is to be looked at, and the longer side, in pixels, that it came with.

    Raises FileIsUnreadable or PictureIsTooLarge.
    """
    try:
        with warnings.catch_warnings():
            # What Pillow warns of is refused by our own limit, or is harmless.
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(content), formats=[_FORMATS[media_type]]) as image:
                if image.width * image.height > MOST_PIXELS:
                    raise _too_large()
                longer = max(image.size)
                return _upright(image), longer
    except Image.DecompressionBombError as error:
        raise _too_large() from error
    except _BROKEN as error:
        raise FileIsUnreadable from error


def _too_large() -> PictureIsTooLarge:
    return PictureIsTooLarge(limit=MOST_PIXELS // 1_000_000)


def _upright(image: Image.Image) -> Image.Image:
    image.load()
    flat = _on_white(image)
    flat.thumbnail((LONGEST, LONGEST))
    turned = _turned(flat)
    # Where it was taken, and with what: agents see the pixels only.
    turned.info.clear()
    return turned


def _turned(image: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(image)
    except _BROKEN:
        # What says how the camera was held is damaged; the picture is not.
        return image


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I"):
        # Sixteen bits of grey: eight are shown.
        return image.convert("I").point(lambda level: level / 256).convert("RGB")
    if image.has_transparency_data:
        paper = Image.new("RGBA", image.size, "white")
        paper.info = dict(image.info)
        paper.alpha_composite(image.convert("RGBA"))
        return paper.convert("RGB")
    return image.convert("RGB")


def as_jpeg(picture: Image.Image) -> bytes:
    """Return a picture as a JPEG without any data about it."""
    written = BytesIO()
    picture.save(written, "JPEG", quality=_QUALITY)
    return written.getvalue()
