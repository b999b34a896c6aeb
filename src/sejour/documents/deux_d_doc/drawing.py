"""Draws the text of a 2D-Doc as a square DataMatrix: modules, SVG, PNG."""

import struct
import zlib
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

import zxingcpp

from sejour.documents.deux_d_doc.errors import TextDoesNotFit

MODULE = 0.4
"""Side of a module in millimetres where the printer is not known, as the specification asks."""
QUIET_ZONE = 2
"""White modules kept around the symbol; the specification asks for one at least."""

Modules = tuple[tuple[bool, ...], ...]
"""Rows of modules from the top, True where it is dark, without the quiet zone."""


def modules_of(text: str) -> Modules:
    """Return the modules of a text. Raises TextDoesNotFit."""
    try:
        drawn = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.DataMatrix, forceSquare=True)
    except (ValueError, RuntimeError) as error:
        raise TextDoesNotFit(length=len(text)) from error
    # A buffer, though its type does not say so.
    image: Any = drawn.to_image(scale=1, add_quiet_zones=False)
    rows: Any = memoryview(image).tolist()
    return tuple(tuple(pixel == 0 for pixel in row) for row in rows)


def svg(text: str, *, module: float = MODULE, quiet_zone: int = QUIET_ZONE) -> str:
    """Return a text drawn as SVG, `module` millimetres a module, its quiet zone white."""
    modules = modules_of(text)
    side = len(modules) + 2 * quiet_zone
    path = "".join(_runs(modules, quiet_zone))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{side * module:g}mm" height="{side * module:g}mm" '
        f'viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path d="{path}"/></svg>'
    )


def _runs(modules: Modules, quiet_zone: int) -> Iterator[str]:
    """Yield a rectangle for each run of dark modules in a row."""
    for y, row in enumerate(modules):
        x = 0
        for is_dark, run in groupby(row):
            length = len(list(run))
            if is_dark:
                yield f"M{x + quiet_zone} {y + quiet_zone}h{length}v1h-{length}z"
            x += length


def png(text: str, *, scale: int = 8, quiet_zone: int = QUIET_ZONE) -> bytes:
    """Return a text drawn as a grey PNG, `scale` pixels a module, its quiet zone white."""
    modules = modules_of(text)
    side = (len(modules) + 2 * quiet_zone) * scale
    blank = b"\xff" * (quiet_zone * scale)
    margin = [b"\xff" * side] * (quiet_zone * scale)
    rows = [blank + b"".join(_pixels(row, scale)) + blank for row in modules for _ in range(scale)]
    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    body = zlib.compress(b"".join(b"\0" + row for row in (*margin, *rows, *margin)), 9)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", body) + _chunk(b"IEND", b"")


def _pixels(row: Iterable[bool], scale: int) -> Iterator[bytes]:
    return ((b"\0" if is_dark else b"\xff") * scale for is_dark in row)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
