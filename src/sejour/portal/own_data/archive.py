"""The files that a person gave, in one archive, written while it is sent: never all of it in memory."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC
from typing import IO, TYPE_CHECKING, cast
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from sejour.documents.selectors import content_of

if TYPE_CHECKING:
    from sejour.documents.models import StoredFile

LIST = "LISEZ-MOI.txt"
# What some system would take for a folder, a drive or a control.
_UNSAFE = re.compile(r"[\\/:*?\"<>|\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
_HELD_BACK = "gardé : un virus y a été trouvé"


class _Sent:
    """A file to write on that cannot go back; what was written since is taken away to be sent."""

    def __init__(self) -> None:
        self._written: list[bytes] = []

    def write(self, content: bytes) -> int:
        """Take bytes."""
        self._written.append(bytes(content))
        return len(content)

    def flush(self) -> None:
        """Do nothing: nothing waits here."""

    def taken(self) -> bytes:
        """Return what was written since the last time."""
        written, self._written = self._written, []
        return b"".join(written)


def zipped(files: Iterable["StoredFile"]) -> Iterator[bytes]:
    """Yield the bytes of an archive of files, one file at a time, with a list of all of them."""
    sent = _Sent()
    listed = []
    # Its types want a file that can go back; writing needs none (`zipfile` counts for itself).
    with ZipFile(cast("IO[bytes]", sent), "w", ZIP_STORED) as archive:
        for number, file in enumerate(files, 1):
            name = f"{number:03d}-{_UNSAFE.sub('_', file.name)[-120:]}"
            held_back = (file.follows or file).is_infected
            listed.append(f"{name}  {file.size} octets  SHA-256 {file.sha256}")
            if held_back:
                listed[-1] += f"  ({_HELD_BACK})"
                continue
            moment = file.stored_at.astimezone(UTC).timetuple()[:6]
            archive.writestr(ZipInfo(name, moment), content_of(file))
            yield sent.taken()
        archive.writestr(LIST, "\n".join([*listed, ""]))
    yield sent.taken()
