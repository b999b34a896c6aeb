"""Where a document stands on a day: in force, ended, withdrawn, replaced."""

from datetime import date
from typing import Protocol

from sejour.continuity.models import ProvisionalDocument
from sejour.verification.ways import Verdict


class Dated(Protocol):
    """What is in force from a first to a last day, or until it is withdrawn."""

    @property
    def first_day(self) -> date:
        """The first day."""

    @property
    def last_day(self) -> date | None:
        """The last day, if there is one."""

    @property
    def withdrawn_from(self) -> date | None:
        """The day from which it is withdrawn, if it is."""


def standing_of(document: Dated, on: date) -> Verdict:
    """Return where a document stands on a day, by itself alone."""
    if document.withdrawn_from is not None and document.withdrawn_from <= on:
        return Verdict.WITHDRAWN
    if on < document.first_day:
        return Verdict.NOT_YET_VALID
    if document.last_day is not None and document.last_day < on:
        return Verdict.EXPIRED
    return Verdict.VALID


def standing_among_others(document: ProvisionalDocument, on: date) -> Verdict:
    """Return where a document stands, told as replaced where it ended and a later one holds."""
    found = standing_of(document, on)
    if found is Verdict.EXPIRED and _is_followed(document, on):
        return Verdict.REPLACED
    return found


def _is_followed(document: ProvisionalDocument, on: date) -> bool:
    later = ProvisionalDocument.objects.filter(
        application=document.application_id, first_day__gt=document.first_day, first_day__lte=on
    )
    return any(other.proves(on) for other in later)
