"""Asks a ClamAV daemon whether a content holds a virus: its command INSTREAM, by a socket.

`SEJOUR_CLAMD` says where it listens: the path of a socket, or `host:port`; empty, nothing is scanned. The
search is one wall among others: whatever a stranger sent, agents see what we made of it.
"""

import re
import socket
import struct
from contextlib import closing

from django.conf import settings

from sejour.documents.errors import ScannerUnavailable

SECONDS = 60.0
_CHUNK = 256 * 1024
_LENGTH = struct.Struct(">I")
_LONGEST_ANSWER = 4096
_FOUND = re.compile(r"stream: (.+) FOUND")
_CLEAN = "stream: OK"


def is_set() -> bool:
    """Tell whether the platform has a scanner."""
    return bool(settings.CLAMD)


def virus_in(content: bytes, *, seconds: float = SECONDS) -> str:
    """Return the name of the virus found, empty where there is none. Raises ScannerUnavailable."""
    try:
        with closing(_connected(seconds)) as scanner:
            _send(scanner, content)
            answer = _answer(scanner)
    except (OSError, ValueError) as error:
        raise ScannerUnavailable from error
    if answer == _CLEAN:
        return ""
    found = _FOUND.fullmatch(answer)
    if found is None:
        raise ScannerUnavailable
    return found[1]


def _connected(seconds: float) -> socket.socket:
    where: str = settings.CLAMD
    if not where.startswith("/"):
        host, _, port = where.rpartition(":")
        return socket.create_connection((host, int(port)), timeout=seconds)
    scanner = socket.socket(socket.AF_UNIX)
    scanner.settimeout(seconds)
    try:
        scanner.connect(where)
    except OSError:
        scanner.close()
        raise
    return scanner


def _send(scanner: socket.socket, content: bytes) -> None:
    scanner.sendall(b"zINSTREAM\0")
    for start in range(0, len(content), _CHUNK):
        chunk = content[start : start + _CHUNK]
        scanner.sendall(_LENGTH.pack(len(chunk)) + chunk)
    scanner.sendall(_LENGTH.pack(0))


def _answer(scanner: socket.socket) -> str:
    """Return what it says, which ends with a zero byte."""
    said = b""
    while not said.endswith(b"\0"):
        more = scanner.recv(_LONGEST_ANSWER)
        said += more
        if not more or len(said) > _LONGEST_ANSWER:
            raise ScannerUnavailable
    return said[:-1].decode()
