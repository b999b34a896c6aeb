"""Who looked at a person's files, from the journal: every time, by whom (R.142-22)."""

from dataclasses import dataclass
from datetime import datetime

from sejour.applications.models import Application
from sejour.core import journal
from sejour.identity.models import Person
from sejour.identity.selectors import agents_named

AN_AGENT = "un agent"


@dataclass(frozen=True, slots=True)
class Consultation:
    """An agent opened a file."""

    at: datetime
    reference: str
    by: str


def consultations_of(person: Person) -> list[Consultation]:
    """Return every consultation of a person's files, newest first."""
    references = Application.objects.of(person).values_list("reference", flat=True)
    read = [
        (line, reference)
        for reference in references
        for line in journal.lines_of(journal.stream_of("application", reference))
        if line.verb == "consulted"
    ]
    names = agents_named({line.actor for line, _ in read})
    found = [
        Consultation(line.at, reference, str(names.get(line.actor, AN_AGENT))) for line, reference in read
    ]
    return sorted(found, key=lambda one: one.at, reverse=True)
