"""Bytes of files that people give: good ones, and those that must be refused."""

import struct
import zlib
from io import BytesIO

from PIL import Image
from pypdf import PdfReader, PdfWriter


def pdf(pages: int = 1, *, password: str = "") -> bytes:
    """Return a PDF of blank pages, locked where a password is given."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(width=595, height=842)
    if password:
        writer.encrypt(password)
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def picture(kind: str, *, size: tuple[int, int] = (320, 240)) -> bytes:
    """Return a photograph, `JPEG` or `PNG`: a gradient, so that nothing of it is empty."""
    gradient = Image.linear_gradient("L").resize(size).convert("RGB")
    written = BytesIO()
    gradient.save(written, kind)
    return written.getvalue()


def truncated_jpeg() -> bytes:
    """Return a photograph whose sending stopped half-way."""
    whole = picture("JPEG")
    return whole[: len(whole) // 2]


def bomb(side: int = 60_000) -> bytes:
    """Return a PNG of a few kilobytes that claims to unfold into thousands of millions of pixels."""
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", header)
        + _chunk(b"IDAT", zlib.compress(b"\0" * 9000))
        + _chunk(b"IEND", b"")
    )


def blank(side: int) -> bytes:
    """Return a true PNG, black and of a few kilobytes, that unfolds into so many pixels a side."""
    written = BytesIO()
    Image.new("1", (side, side)).save(written, "PNG")
    return written.getvalue()


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def heavy(megabytes: int) -> bytes:
    """Return a true PDF made heavier than so many megabytes."""
    return pdf() + b"%" + b"x" * (megabytes * 1024 * 1024)


def pages_of(content: bytes) -> int:
    """Return how many pages a PDF has."""
    return len(PdfReader(BytesIO(content)).pages)
