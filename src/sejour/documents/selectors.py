"""Reads files and papers."""

from uuid import UUID

from sejour.core.errors import NotFound
from sejour.documents import storage
from sejour.documents.models import Paper, StoredFile
from sejour.identity.models import Person


def file_of(person: Person, public_id: UUID) -> StoredFile:
    """Return a file of a person. Raises NotFound for another's as for none."""
    found = StoredFile.objects.filter(public_id=public_id, person=person).first()
    if found is None:
        raise NotFound
    return found


def content_of(stored: StoredFile | Paper) -> bytes:
    """Return the bytes of a file or of a paper."""
    return storage.get(stored.key)


def paper_of(subject: str) -> Paper | None:
    """Return the paper drawn for a subject, if it is drawn."""
    return Paper.objects.filter(subject=subject).first()
