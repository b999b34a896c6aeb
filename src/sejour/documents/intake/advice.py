"""What may be wrong with a page for whoever has to read it: measured, said, and never a wall."""

from enum import StrEnum

from PIL import Image, ImageFilter, ImageStat

LOOKED_AT = 1000
"""Pixels of the longer side of a page when it is measured: the measures below hold at that size."""
SMALLEST = 800
"""Pixels: under this longer side, a page of A4 has less than 70 dots per inch."""

_EDGES = ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), scale=1, offset=128)
# Variance of the Laplacian of the sharpest part of a page: print is above 1000, three pixels of blur give
# about this, and a machine then reads four fifths of the text.
_SHARP = 150
_PARTS = 4
# Level, of 255, that one pixel in ten of a page reaches: paper is the brightest of what is photographed.
_LIGHT = 110
# A page is blank where fewer than this share of its pixels stand out from its paper by so many levels.
_MARKED_SHARE = 0.0002
_STANDS_OUT = 40
_MARGIN = 0.03


class Advice(StrEnum):
    """What is advised about a page."""

    BLANK = "blank"
    BLURRED = "blurred"
    DARK = "dark"
    SMALL = "small"


def measured(page: Image.Image) -> Image.Image:
    """Return a page in grey, at the size at which it is measured."""
    grey = page.convert("L")
    grey.thumbnail((LOOKED_AT, LOOKED_AT))
    return grey


def on_page(page: Image.Image, *, longer: int = SMALLEST, drawn: bool = False) -> list[Advice]:
    """Return what is to be said of a page, whose longer side had so many pixels where it is a picture.

    `drawn`: it was drawn from letters, which are always sharp.
    """
    grey = measured(page)
    if is_blank(grey):
        return [Advice.BLANK]
    said = []
    if longer < SMALLEST:
        said.append(Advice.SMALL)
    if brightness(grey) < _LIGHT:
        said.append(Advice.DARK)
    if not drawn and sharpness(grey) < _SHARP:
        said.append(Advice.BLURRED)
    return said


def is_blank(grey: Image.Image) -> bool:
    """Tell whether nothing stands out from the paper. Borders do not count: scanners leave a shadow there."""
    side, top = int(grey.width * _MARGIN), int(grey.height * _MARGIN)
    counts = grey.crop((side, top, grey.width - side, grey.height - top)).histogram()
    paper = counts.index(max(counts))
    marked = sum(counts[: max(paper - _STANDS_OUT, 0)]) + sum(counts[paper + _STANDS_OUT :])
    return marked <= sum(counts) * _MARKED_SHARE


def brightness(grey: Image.Image) -> int:
    """Return the level, of 255, that the brightest tenth of a page reaches."""
    brightest, left = 255, grey.width * grey.height // 10
    for level, count in reversed(list(enumerate(grey.histogram()))):
        left -= count
        brightest = level
        if left <= 0:
            break
    return brightest


def sharpness(grey: Image.Image) -> float:
    """Return the variance of the Laplacian in the sharpest sixteenth of a page: a page may hold few lines."""
    edges = grey.filter(_EDGES)
    # The filter leaves the outermost pixels as they were.
    edges = edges.crop((1, 1, max(edges.width - 1, 2), max(edges.height - 1, 2)))
    width, height = max(edges.width // _PARTS, 1), max(edges.height // _PARTS, 1)
    parts = (
        edges.crop((x, y, x + width, y + height))
        for x in range(0, edges.width - width + 1, width)
        for y in range(0, edges.height - height + 1, height)
    )
    return max(ImageStat.Stat(part).var[0] for part in parts)
