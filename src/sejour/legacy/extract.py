"""Reads an extract of the register: any bytes in, numbered lines out, or one clear refusal.

An extract is CSV in UTF-8 separated by `;`, compressed by gzip or not (the content tells, not the
name), with one header line and one permit a line.
"""

import csv
import gzip
import io
import zlib
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from hashlib import sha256
from typing import BinaryIO

from sejour.legacy.errors import DamagedFile, EmptyFile, NotAnExtract, UnreadableFile, WrongColumns

COLUMNS = (
    "numero_etranger",
    "nom",
    "nom_usage",
    "prenoms",
    "sexe",
    "date_naissance",
    "commune_naissance",
    "pays_naissance",
    "nationalite",
    "adresse",
    "complement",
    "code_postal",
    "commune",
    "departement",
    "courriel",
    "telephone",
    "langue",
    "numero_titre",
    "type_titre",
    "article",
    "date_debut",
    "date_fin",
    "autorise_travail",
    "remise_le",
    "statut",
)
SEPARATOR = ";"
# Far more than any permit: a file without line ends must not fill the memory.
LONGEST_LINE = 64 * 1024
LINES_IN_QUOTES = 20
_BUFFER = 256 * 1024
_GZIP = b"\x1f\x8b"
_OTHERS = {
    b"PK\x03\x04": "c'est un classeur (xlsx, ods) ou une archive zip",
    b"%PDF": "c'est un PDF",
    b"\xd0\xcf\x11\xe0": "c'est un ancien document de bureautique (xls, doc)",
    b"\xff\xfe": "c'est du texte en UTF-16, à enregistrer en UTF-8",
    b"\xfe\xff": "c'est du texte en UTF-16, à enregistrer en UTF-8",
    b"BZh": "c'est un fichier compressé par bzip2",
    b"\xfd7zXZ": "c'est un fichier compressé par xz",
    b"\x28\xb5\x2f\xfd": "c'est un fichier compressé par zstd",
    b"7z\xbc\xaf": "c'est une archive 7z",
    b"\x89PNG": "c'est une image",
    b"\xff\xd8\xff": "c'est une image",
}
_BOM = b"\xef\xbb\xbf"


def _ignore(_: int) -> None:
    """Follow nothing."""


class _Measured(io.RawIOBase):
    """Passes bytes on, with their digest and their number."""

    def __init__(self, source: BinaryIO, progress: Callable[[int], object]) -> None:
        self._source = source
        self._progress = progress
        self.digest = sha256()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override]
        read = self._source.read(len(buffer))
        buffer[: len(read)] = read
        self.digest.update(read)
        self._progress(len(read))
        return len(read)


def split(text: str) -> list[str]:
    """Cut a line into its values, quotes as CSV has them. Raises csv.Error where they are broken."""
    if '"' not in text:
        return text.split(SEPARATOR)
    return next(csv.reader([text], delimiter=SEPARATOR, strict=True))


class Extract:
    """An extract being read, once, from its first byte to its last."""

    def __init__(self, source: BinaryIO, *, progress: Callable[[int], object] = _ignore) -> None:
        """Open an extract and read its header; `progress` is told the bytes read from `source`.

        Raises FileRefused.
        """
        self._measured = _Measured(source, progress)
        self._ahead: deque[bytes] = deque()
        self.lines = 0
        with self._readable():
            self._stream = _decompressed(io.BufferedReader(self._measured, _BUFFER))
            self._read = partial(self._stream.readline, LONGEST_LINE)
            self.positions = _positions(self._header())

    @property
    def sha256(self) -> str:
        """The digest of what was read so far of the file, compressed as it came."""
        return self._measured.digest.hexdigest()

    def records(self) -> Iterator[tuple[int, bytes]]:
        """Yield each line that is not blank with its number in the file, the header being line 1.

        A value in quotes may hold line ends: its line has the number of its first one. Raises
        FileRefused where the file is damaged.
        """
        number = 1
        with self._readable():
            while line := self._next():
                number += 1
                more = 0
                if line.count(b'"') & 1:
                    line, more = self._whole(line)
                line = line.rstrip(b"\r\n")
                if line and not line.isspace():
                    self.lines += 1
                    yield number, line
                number += more

    def _next(self) -> bytes:
        if self._ahead:
            return self._ahead.popleft()
        line = self._read()
        if len(line) == LONGEST_LINE and not line.endswith(b"\n"):
            self._skip_to_the_end_of_the_line()
        return line

    def _skip_to_the_end_of_the_line(self) -> None:
        while (more := self._read()) and not more.endswith(b"\n"):
            pass

    def _whole(self, line: bytes) -> tuple[bytes, int]:
        """Return a line with those that its quotes reach into, and how many those are.

        Where that gives no line of the register, only the line itself is at fault: a quote that
        nobody closed must not swallow the permits of others.
        """
        parts = [line]
        while len(parts) <= LINES_IN_QUOTES and (more := self._next()):
            parts.append(more)
            if more.count(SEPARATOR.encode()) >= len(COLUMNS) - 1:
                break
            if more.count(b'"') & 1:
                if _fits(whole := b"".join(parts)):
                    return whole, len(parts) - 1
                break
        self._ahead.extendleft(reversed(parts[1:]))
        return line, 0

    def _header(self) -> list[str]:
        line = self._next().removeprefix(_BOM)
        if not line.strip():
            raise EmptyFile
        if b"\0" in line:
            raise NotAnExtract(what="ce n'est pas du texte")
        try:
            return [name.strip().lower() for name in split(line.decode().strip())]
        except UnicodeDecodeError:
            raise NotAnExtract(what="sa première ligne n'est pas en UTF-8") from None
        except csv.Error:
            raise NotAnExtract(what="les guillemets de sa première ligne sont mal placés") from None

    @contextmanager
    def _readable(self) -> Iterator[None]:
        try:
            yield
        except (EOFError, zlib.error, gzip.BadGzipFile):
            raise DamagedFile(lines=self.lines) from None
        except OSError as error:
            raise UnreadableFile(why=error.strerror or error) from None


def _decompressed(stream: io.BufferedReader) -> io.BufferedReader:
    if stream.peek(2).startswith(_GZIP):
        # GzipFile is made to be read through a buffer; its own is slower.
        stream = io.BufferedReader(gzip.GzipFile(fileobj=stream), _BUFFER)
    head = stream.peek(8)
    if not head:
        raise EmptyFile
    for magic, what in _OTHERS.items():
        if head.startswith(magic):
            raise NotAnExtract(what=what)
    return stream


def _fits(line: bytes) -> bool:
    try:
        return len(split(line.decode().rstrip("\r\n"))) == len(COLUMNS)
    except (UnicodeDecodeError, csv.Error):
        return False


def _positions(header: list[str]) -> tuple[int, ...]:
    """Return where each column of the register stands. Raises WrongColumns."""
    problems = (
        ("Colonnes manquantes", [name for name in COLUMNS if name not in header]),
        ("Colonnes inconnues", sorted(set(header).difference(COLUMNS))),
        ("Colonnes en double", sorted({name for name in COLUMNS if header.count(name) > 1})),
    )
    if any(names for _, names in problems):
        said = [f"{what} : {_listed(names)}." for what, names in problems if names]
        if len(header) == 1:
            said.append("Le séparateur attendu est le point-virgule.")
        raise WrongColumns(problems=" ".join(said))
    return tuple(header.index(name) for name in COLUMNS)


def _listed(names: list[str]) -> str:
    """Return names to show: unknown ones come from anywhere, and are cut and made harmless."""
    shown = [ascii(name[:40])[1:-1] if not name.isprintable() else name[:40] for name in names]
    some = ", ".join(name or "(sans nom)" for name in shown[: len(COLUMNS)])
    return f"{some}…" if len(shown) > len(COLUMNS) else some
