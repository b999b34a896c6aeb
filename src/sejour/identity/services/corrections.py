"""What the register says of a person's identity, put right."""

from datetime import datetime
from typing import Any

from django.db import transaction

from sejour.core import journal
from sejour.core.actors import Actor
from sejour.identity.models import Person
from sejour.identity.services.people import search_name


@transaction.atomic
def correct_identity(*, person: Person, actor: Actor, at: datetime, **fields: Any) -> Person:
    """Put right what the register says of a person; searches by name find the new one at once.

    The journal holds which fields changed, no name: whoever asked for the change keeps both values.
    """
    found = Person.objects.select_for_update().get(pk=person.pk)
    for field, value in fields.items():
        setattr(found, field, value)
    found.search_name = search_name(found)
    found.save(update_fields=[*fields, "search_name"])
    journal.append(
        stream=journal.stream_of("person", found.pk),
        verb="identity_corrected",
        actor=actor,
        at=at,
        fields=sorted(fields),
    )
    return found
