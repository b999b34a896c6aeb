"""Everything that writes files and papers."""

from datetime import datetime
from hashlib import sha256
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.db import transaction

from sejour.documents import rendering, sniffing, storage
from sejour.documents.models import Paper, StoredFile
from sejour.identity.models import Person


def store_file(*, person: Person, name: str, content: bytes, at: datetime) -> StoredFile:
    """Check and store a file that a person gives. Raises the FileRefused that says what is wrong."""
    media_type = sniffing.check(content, limit=settings.LARGEST_UPLOAD)
    return StoredFile.objects.create(
        person=person,
        name=PurePath(name).name[:200] or "pièce",
        media_type=media_type,
        size=len(content),
        sha256=sha256(content).hexdigest(),
        key=storage.put(content),
        stored_at=at,
    )


@transaction.atomic
def draw_paper(*, subject: str, person: Person, content: dict[str, Any], at: datetime) -> Paper:
    """Draw the picture of a right and keep it; a paper already drawn is returned as it is."""
    known = Paper.objects.filter(subject=subject).first()
    if known is not None:
        return known
    drawn = rendering.draw(content, at=at)
    paper, made = Paper.objects.get_or_create(
        subject=subject,
        defaults={
            "person": person,
            "sha256": sha256(drawn).hexdigest(),
            "size": len(drawn),
            "key": storage.put(drawn),
            "drawn_at": at,
        },
    )
    return paper
