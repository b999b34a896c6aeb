"""Reads the text of a 2D-Doc of any type, without saying yet whether it is authentic."""

import re
from base64 import b32decode, b32encode
from binascii import Error as Base32Error
from dataclasses import dataclass

from sejour.documents.deux_d_doc.errors import ForeignCharacter, SignatureIsMissing, TextIsTooLong
from sejour.documents.deux_d_doc.header import Header, read_header
from sejour.documents.deux_d_doc.message import GS, RS, US, Field, read_message

LONGEST = 3116
"""Characters that the largest DataMatrix holds, all of them digits."""
_FOREIGN = re.compile(f"[^ -~{GS}{RS}{US}]")
# How readers and terminals show the separators, which nobody sees.
_SHOWN = {"<GS>": GS, "<RS>": RS, "<US>": US, "␝": GS, "␞": RS, "␟": US}


@dataclass(frozen=True, slots=True, kw_only=True)
class DeuxDDoc:
    """A 2D-Doc as read. `signature` is r then s; empty where its text is not one."""

    header: Header
    fields: tuple[Field, ...]
    signed: bytes
    signature: bytes
    annex: str
    """What follows the signature and is not covered by it."""


def read(text: str) -> DeuxDDoc:
    """Read the text of a 2D-Doc. Raises the Unreadable that says what is wrong."""
    # Longer before its separators are told: a hostile text is not worked on at all.
    if len(text) > LONGEST * len("<GS>"):
        raise TextIsTooLong(length=len(text), limit=LONGEST)
    code = _normalized(text)
    if len(code) > LONGEST:
        raise TextIsTooLong(length=len(code), limit=LONGEST)
    header = read_header(code)
    if foreign := _FOREIGN.search(code):
        raise ForeignCharacter(position=foreign.start() + 1)
    signed, separator, rest = code.partition(US)
    if not separator:
        raise SignatureIsMissing
    signature, _, annex = rest.partition(GS)
    return DeuxDDoc(
        header=header,
        fields=read_message(signed[header.length :], perimeter=header.perimeter),
        signed=signed.encode("ascii"),
        signature=_signature(signature),
        annex=annex,
    )


def _normalized(text: str) -> str:
    code = text.strip("\ufeff \t\r\n")
    for shown, separator in _SHOWN.items():
        code = code.replace(shown, separator)
    return code


def _signature(text: str) -> bytes:
    try:
        raw = b32decode(text + "=" * (-len(text) % 8))
    except (Base32Error, ValueError):
        return b""
    # The last character carries spare bits: only one writing of a signature is its own.
    return raw if b32encode(raw).decode().rstrip("=") == text else b""
