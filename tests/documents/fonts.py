"""Which characters a font holds: its table `cmap`, read as the OpenType specification says."""

import struct
from pathlib import Path

from sejour.documents import rendering


def characters_of(name: str) -> frozenset[str]:
    """Return the characters of a font of papers."""
    data = (rendering.FONTS / Path(name)).read_bytes()
    start = _table(data, b"cmap")
    count = struct.unpack_from(">H", data, start + 2)[0]
    found: set[int] = set()
    for record in range(count):
        (offset,) = struct.unpack_from(">I", data, start + 4 + record * 8 + 4)
        found |= _characters(data, start + offset)
    return frozenset(map(chr, found))


def _table(data: bytes, tag: bytes) -> int:
    for record in range(struct.unpack_from(">H", data, 4)[0]):
        name, _, offset, _ = struct.unpack_from(">4sIII", data, 12 + record * 16)
        if name == tag:
            return offset
    raise LookupError(tag)


def _characters(data: bytes, at: int) -> set[int]:
    (form,) = struct.unpack_from(">H", data, at)
    if form == 12:
        (groups,) = struct.unpack_from(">I", data, at + 12)
        spans = [struct.unpack_from(">II", data, at + 16 + 12 * n) for n in range(groups)]
    elif form == 4:
        (twice,) = struct.unpack_from(">H", data, at + 6)
        ends = struct.unpack_from(f">{twice // 2}H", data, at + 14)
        starts = struct.unpack_from(f">{twice // 2}H", data, at + 16 + twice)
        spans = [span for span in zip(starts, ends, strict=True) if span[1] != 0xFFFF]
    else:
        spans = []
    return {code for first, last in spans for code in range(first, last + 1)}
