"""A file that comes with what a person asks for, where there is one."""

from typing import TYPE_CHECKING

from django.core.files.uploadedfile import UploadedFile

from sejour.core import clock
from sejour.documents import services as documents

if TYPE_CHECKING:
    from sejour.documents.models import StoredFile
    from sejour.identity.models import Person


def stored(person: "Person", given: "UploadedFile[bytes] | None") -> "StoredFile | None":
    """Check and store a file; None where none was given. Raises the FileRefused that says what is wrong."""
    if given is None:
        return None
    return documents.store_file(person=person, name=given.name or "", content=given.read(), at=clock.now())
