"""QR codes, drawn here: as the side and the dark modules of a square, for a template to put in an SVG."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import zxingcpp

QUIET_ZONE = 4
"""White modules around the symbol, as ISO/IEC 18004 asks."""


@dataclass(frozen=True, slots=True)
class QrCode:
    """A QR code: `side` in modules, quiet zone included, and the SVG path of what is dark."""

    side: int
    path: str


def qr_code(text: str) -> QrCode:
    """Draw a text, to be read from a screen: nothing stains it, the lowest correction will do."""
    drawn = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="L")
    # A buffer, though its type does not say so.
    image: Any = drawn.to_image(scale=1, add_quiet_zones=False)
    rows: Any = memoryview(image).tolist()
    return QrCode(len(rows) + 2 * QUIET_ZONE, "".join(_runs(rows)))


def _runs(rows: list[list[int]]) -> Iterator[str]:
    for y, row in enumerate(rows, start=QUIET_ZONE):
        x = QUIET_ZONE
        for pixel, run in groupby(row):
            length = len(list(run))
            if pixel == 0:
                yield f"M{x} {y}h{length}v1h-{length}z"
            x += length
