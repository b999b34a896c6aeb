"""What a PDF says of its parts to a screen reader: the tree of its structure, walked."""

from io import BytesIO

from pypdf import PdfReader


def said_of(pdf: bytes, key: str) -> set[str]:
    """Return all values of a key (/Lang, /Alt, /S) in the structure of a PDF."""
    found: set[str] = set()
    waiting = [PdfReader(BytesIO(pdf)).trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        part = waiting.pop().get_object()
        if isinstance(part, list):
            waiting += part
        elif isinstance(part, dict):
            found |= {str(part[key])} if key in part else set()
            waiting += [part["/K"]] if "/K" in part else []
    return found
