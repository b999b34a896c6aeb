"""Reads files and papers."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings

from sejour.core.errors import NotFound
from sejour.documents import storage
from sejour.documents.errors import FileIsInfected
from sejour.documents.intake.media import MediaType
from sejour.documents.intake.taking import Given, take
from sejour.documents.models import Paper, Scan, StoredFile
from sejour.identity.models import Person

SHOWN_BY_BROWSERS = (MediaType.PDF, MediaType.JPEG, MediaType.PNG, MediaType.WEBP)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a browser is given to show."""

    content: bytes
    media_type: str
    name: str


def file_of(person: Person, public_id: UUID) -> StoredFile:
    """Return a file of a person. Raises NotFound for another's as for none."""
    found = StoredFile.objects.filter(public_id=public_id, person=person).first()
    if found is None:
        raise NotFound
    return found


def content_of(stored: StoredFile | Paper) -> bytes:
    """Return the bytes of a file or of a paper."""
    return storage.get(stored.key)


def files_given_by(person: Person) -> list[StoredFile]:
    """Return every file that a person gave, in the order of their giving."""
    return list(StoredFile.objects.filter(person=person).select_related("follows").order_by("pk"))


def files_of(stored: StoredFile) -> list[StoredFile]:
    """Return the files of a piece in order, the first with them."""
    return [stored, *stored.followers.order_by("pk")]


def given_before(stored: StoredFile) -> list[Given]:
    """Return the files of a piece as they came, to make it again with others."""
    return [Given(file.name, content_of(file)) for file in files_of(stored)]


def files_to_scan(*, most: int) -> list[int]:
    """Return the pieces in which no virus was looked for yet, newest first, so many at most."""
    waiting = StoredFile.objects.filter(scan=Scan.NOT_SCANNED, follows=None)
    return list(waiting.order_by("-pk").values_list("pk", flat=True)[:most])


def seen_by_agents(stored: StoredFile) -> Shown:
    """Return what agents see of a piece: pixels and pages, never the bytes of a stranger.

    Raises FileIsInfected; of a piece that was stored before this was made, also FileRefused.
    """
    if stored.is_infected:
        raise FileIsInfected
    if stored.seen_key:
        return Shown(storage.get(stored.seen_key), stored.seen_type, stored.name)
    taken = take([Given(stored.name, content_of(stored))], limit=settings.LARGEST_UPLOAD)
    return Shown(taken.seen, taken.seen_type, stored.name)


def shown_to_owner(stored: StoredFile) -> Shown:
    """Return a piece as its owner gave it, where browsers show that; else as agents see it.

    Raises FileIsInfected.
    """
    alone = stored.media_type in SHOWN_BY_BROWSERS and not stored.followers.exists()
    if stored.is_infected or not alone:
        return seen_by_agents(stored)
    return Shown(content_of(stored), stored.media_type, stored.name)


def paper_of(subject: str) -> Paper | None:
    """Return the current paper of a subject, if it is drawn and signed."""
    return Paper.objects.filter(subject=subject, replaced_at=None).exclude(certificate="").first()


def paper_by_digest(sha256: str) -> Paper | None:
    """Return the paper whose bytes have this SHA-256 (hexadecimal), current or replaced."""
    return Paper.objects.filter(sha256=sha256).order_by("-version").first()


def paper_by_seal(text: str) -> Paper | None:
    """Return the latest paper that bears a 2D-Doc of this very text, current or replaced."""
    return Paper.objects.filter(seal_text=text).exclude(seal_text="").order_by("-version").first()
