"""What every verb does: lock the file, follow the table of states, write the journal, tell."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sejour.applications.events import ApplicationFact
from sejour.applications.models import Application
from sejour.core import journal
from sejour.core.actors import Actor
from sejour.core.clock import day_of
from sejour.core.errors import NotFound
from sejour.core.events import publish
from sejour.law.acts import articles_of
from sejour.territory.selectors import zone_of


def locked(reference: str) -> Application:
    """Return the application of that reference, locked until the transaction ends."""
    found = (
        Application.objects.select_for_update(of=("self",))
        .select_related("person__prefecture", "prefecture", "held_permit")
        .filter(reference=reference)
        .first()
    )
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True, slots=True)
class Act:
    """One act on one application: who, and when, on the local day of the person (P-9)."""

    application: Application
    actor: Actor
    at: datetime

    @property
    def on(self) -> date:
        """The local day of the act, even when the file stayed at the prefecture of a former home."""
        return day_of(self.at, zone_of(self.application.person.prefecture))

    def write(self, verb: str, **details: Any) -> None:
        """Append the act to the journal of the application, with the articles that it rests on."""
        journal.append(
            stream=journal.stream_of("application", self.application.reference),
            verb=verb,
            actor=self.actor,
            at=self.at,
            articles=articles_of(verb, self.on),
            **details,
        )

    def tell(self, kind: type[ApplicationFact], **more: Any) -> None:
        """Publish what happened; `more` is what this kind of fact tells beside."""
        publish(
            kind(
                at=self.at,
                on=self.on,
                application_id=self.application.pk,
                reference=self.application.reference,
                person_id=self.application.person_id,
                **more,
            )
        )
