"""Everything that writes files and papers."""

from collections.abc import Sequence
from datetime import date, datetime
from hashlib import sha256
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from sejour.core import journal
from sejour.core.actors import PLATFORM, Actor
from sejour.core.clock import day_of
from sejour.core.events import publish
from sejour.documents import selectors, storage
from sejour.documents.antivirus import virus_in
from sejour.documents.deux_d_doc.etranger import DocumentEtranger
from sejour.documents.events import FileFoundInfected, FileStored
from sejour.documents.intake.media import MediaType
from sejour.documents.intake.taking import Given, Taken, take
from sejour.documents.making import MadePaper, make
from sejour.documents.models import Paper, Scan, StoredFile
from sejour.identity.models import Person
from sejour.territory.selectors import zone_of


def store_file(*, person: Person, name: str, content: bytes, at: datetime) -> StoredFile:
    """Check and store a file that a person gives. Raises the FileRefused that says what is wrong."""
    return store_piece(person=person, given=[Given(name, content)], at=at)


def store_piece(*, person: Person, given: Sequence[Given], at: datetime, reads: bool = True) -> StoredFile:
    """Check and store the files of one piece, in order; return the first, which the others follow.

    `reads`: whether it has words to be read (`taking.take`). Raises the FileRefused that says what is wrong,
    and nothing is stored then.
    """
    return keep(person=person, taken=take(given, limit=settings.LARGEST_UPLOAD, reads=reads), at=at)


def keep(*, person: Person, taken: Taken, at: datetime) -> StoredFile:
    """Store what was taken: the files as they came, and what agents see of them."""
    keys = [storage.put(file.content) for file in taken.given]
    seen_key = storage.put(taken.seen)
    with transaction.atomic():
        first: StoredFile | None = None
        for file, media_type, key in zip(taken.given, taken.media_types, keys, strict=True):
            row = _row(person, file, media_type, key, at)
            row.follows = first
            if first is None:
                first = row
                row.pages, row.advice = taken.pages, taken.advice
                row.seen_key, row.seen_type = seen_key, taken.seen_type
            row.save()
        assert first is not None
        publish(FileStored(at=at, on=_day_of(person, at), file_id=first.pk))
    return first


def _row(person: Person, file: Given, media_type: MediaType, key: str, at: datetime) -> StoredFile:
    return StoredFile(
        person=person,
        name=PurePath(file.name).name[:200] or "pièce",
        media_type=media_type,
        size=len(file.content),
        sha256=sha256(file.content).hexdigest(),
        key=key,
        stored_at=at,
    )


def scan_file(*, file_id: int, at: datetime) -> None:
    """Look for viruses in a piece, once: in every file as it came. Raises ScannerUnavailable."""
    stored = StoredFile.objects.select_related("person__prefecture").get(pk=file_id)
    if stored.scan != Scan.NOT_SCANNED:
        return
    # Asked before any lock is taken: a scanner may take its time.
    viruses = [found for file in selectors.files_of(stored) if (found := virus_in(storage.get(file.key)))]
    with transaction.atomic():
        scan = Scan.INFECTED if viruses else Scan.CLEAN
        written = StoredFile.objects.filter(pk=file_id, scan=Scan.NOT_SCANNED)
        if written.update(scan=scan, scanned_at=at) and viruses:
            _tell_infected(stored, viruses, at)


def _tell_infected(stored: StoredFile, viruses: list[str], at: datetime) -> None:
    journal.append(
        stream=journal.stream_of("file", str(stored.public_id)),
        verb="virus_found",
        actor=PLATFORM,
        at=at,
        viruses=viruses,
    )
    publish(FileFoundInfected(at=at, on=_day_of(stored.person, at), file_id=stored.pk))


def _day_of(person: Person, at: datetime) -> date:
    return day_of(at, zone_of(person.prefecture))


def draw_paper(
    *,
    subject: str,
    person: Person,
    content: dict[str, Any],
    at: datetime,
    seal: DocumentEtranger | None = None,
) -> Paper:
    """Draw the picture of a right, seal it, sign it and keep it; one already drawn is returned as it is.

    `seal` is what its 2D-Doc says; where the standard cannot say it, the paper bears none. Raises
    SignatureUnavailable: nothing is kept, the right stands, and the paper is to be drawn later.
    """
    known = selectors.paper_of(subject)
    if known is not None:
        return known
    # Made before any lock is taken: a time-stamp authority may take its time.
    made = make(content, seal=seal, at=at)
    with transaction.atomic():
        _wait_for_turn(subject)
        return selectors.paper_of(subject) or _keep(made, subject, person, at)


def replace_paper(
    *,
    subject: str,
    person: Person,
    content: dict[str, Any],
    at: datetime,
    actor: Actor,
    seal: DocumentEtranger | None = None,
) -> Paper:
    """Draw a new version of a paper. The one before is kept, dated, and no longer current.

    Raises SignatureUnavailable: the one before stays current.
    """
    made = make(content, seal=seal, at=at)
    with transaction.atomic():
        _wait_for_turn(subject)
        paper = _keep(made, subject, person, at)
        journal.append(
            stream=journal.stream_of("paper", subject),
            verb="paper_replaced",
            actor=actor,
            at=at,
            version=paper.version,
            sha256=paper.sha256,
        )
    return paper


def _keep(made: MadePaper, subject: str, person: Person, at: datetime) -> Paper:
    before = Paper.objects.filter(subject=subject)
    before.filter(replaced_at=None).update(replaced_at=at)
    return Paper.objects.create(
        subject=subject,
        version=before.count() + 1,
        person=person,
        sha256=sha256(made.content).hexdigest(),
        size=len(made.content),
        key=storage.put(made.content),
        drawn_at=at,
        seal_text=made.seal_text,
        certificate=made.certificate,
        level=made.level,
    )


def _wait_for_turn(subject: str) -> None:
    """Keep others from drawing the same paper until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"paper {subject}"])
