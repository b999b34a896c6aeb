"""Bytes of files that people give: good ones, and those that must be refused."""

import struct
import zlib
from io import BytesIO

from PIL import Image, ImageDraw, ImageFilter, ImageFont
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, PdfObject


def pdf(pages: int = 1, *, password: str = "", owner: str = "", words: str = "Attestation") -> bytes:
    """Return a PDF with some words a page, locked where a password is given, or where its owner locked it."""
    writer = PdfWriter()
    for _ in range(pages):
        _write(writer, words)
    if password or owner:
        writer.encrypt(password, owner or None)
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def _write(writer: PdfWriter, words: str) -> None:
    page = writer.add_blank_page(width=595, height=842)
    font = _dictionary(
        Type=NameObject("/Font"), Subtype=NameObject("/Type1"), BaseFont=NameObject("/Helvetica")
    )
    page[NameObject("/Resources")] = _dictionary(Font=_dictionary(F1=font))
    stream = DecodedStreamObject()
    stream.set_data(f"BT /F1 24 Tf 72 700 Td ({words}) Tj ET".encode())
    page[NameObject("/Contents")] = writer._add_object(stream)


def _dictionary(**entries: PdfObject) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{name}"): entry for name, entry in entries.items()})


def sheet(*, lines: int = 30, blur: float = 0, light: float = 1) -> Image.Image:
    """Return a sheet of A4 at 120 dots per inch, written in lines, as sharp and as lit as told."""
    page = Image.new("L", (992, 1403), "white")
    pen, font = ImageDraw.Draw(page), ImageFont.load_default(20)
    for line in range(lines):
        pen.text((80, 90 + line * 40), "Attestation de domicile, écrite pour être lue par tous", 20, font)
    return page.filter(ImageFilter.GaussianBlur(blur)).point(lambda level: level * light)


def file_of(image: Image.Image, kind: str = "JPEG", **more: object) -> bytes:
    """Return an image as a file."""
    written = BytesIO()
    image.save(written, kind, **more)
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
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 9000))
        + chunk(b"IEND", b"")
    )


def blank(side: int) -> bytes:
    """Return a true PNG, black and of a few kilobytes, that unfolds into so many pixels a side."""
    written = BytesIO()
    Image.new("1", (side, side)).save(written, "PNG")
    return written.getvalue()


def chunk(kind: bytes, content: bytes) -> bytes:
    """Return a chunk of a PNG."""
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def heavy(megabytes: int) -> bytes:
    """Return a true PDF made heavier than so many megabytes."""
    return pdf() + b"%" + b"x" * (megabytes * 1024 * 1024)


def pages_of(content: bytes) -> int:
    """Return how many pages a PDF has."""
    return len(PdfReader(BytesIO(content)).pages)
