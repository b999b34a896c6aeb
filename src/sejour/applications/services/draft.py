"""Drafts: started, filled in, pieces attached; nothing typed is lost."""

from datetime import datetime

from django.db import transaction

from sejour.applications.errors import NothingToRenew
from sejour.applications.facts import situation
from sejour.applications.models import Application, Procedure, SupportingDocument
from sejour.applications.services._acts import Act, locked
from sejour.applications.states import OPEN, State
from sejour.core import references
from sejour.core.actors import Actor
from sejour.core.clock import day_of
from sejour.core.errors import WrongState
from sejour.documents.models import StoredFile
from sejour.identity.models import Person
from sejour.law.kinds import Category
from sejour.permits.selectors import permit_to_renew, permits_of
from sejour.territory.selectors import zone_of


def new_reference() -> str:
    """Draw the number of an application: eight characters and a check, easy to read aloud."""
    body = references.draw(10)
    return references.grouped(body, 5)


@transaction.atomic
def start_application(
    *,
    person: Person,
    procedure: Procedure,
    article: str,
    actor: Actor,
    at: datetime,
    category: Category | None = None,
    online: bool | None = None,
) -> Application:
    """Start a draft, or return the one that the person already has for that permit."""
    # One at a time for one person: a double click finds the draft that the first one made.
    Person.objects.select_for_update().get(pk=person.pk)
    known = Application.objects.filter(
        person=person, procedure=procedure, article=article, state=State.DRAFT
    ).first()
    if known is not None:
        return known
    on = day_of(at, zone_of(person.prefecture))
    understood = situation(
        procedure=procedure,
        article=article,
        permits=list(permits_of(person)),
        on=on,
        category=category,
        online=online,
    )
    draft = Application.objects.create(
        reference=new_reference(),
        person=person,
        prefecture=person.prefecture,
        procedure=procedure,
        article=article,
        category=understood.category.value,
        online=understood.online,
        asks_as_first=understood.asks_as_first,
        held_permit=understood.held_permit,
        created_at=at,
    )
    Act(draft, actor, at).write("started", procedure=procedure.value, article=article)
    return draft


def start_renewal(*, person: Person, actor: Actor, at: datetime) -> Application:
    """Start the renewal of the permit that ends last, or return its draft. Raises NothingToRenew."""
    permit = permit_to_renew(person)
    if permit is None:
        raise NothingToRenew
    return start_application(
        person=person, procedure=Procedure.RENEWAL, article=permit.article, actor=actor, at=at
    )


@transaction.atomic
def attach_piece(
    *, reference: str, piece: str, file: StoredFile, actor: Actor, at: datetime
) -> SupportingDocument:
    """Attach a stored file as a piece; one given earlier for the same piece is kept, replaced."""
    application = locked(reference)
    if State(application.state) not in (State.DRAFT, *OPEN):
        raise WrongState
    application.pieces.filter(piece=piece, replaced_at=None).update(replaced_at=at)
    given = SupportingDocument.objects.create(application=application, piece=piece, file=file, given_at=at)
    Act(application, actor, at).write("piece_given", piece=piece, sha256=file.sha256)
    return given


@transaction.atomic
def detach_piece(*, reference: str, piece: str, actor: Actor, at: datetime) -> None:
    """Take back a piece from a draft."""
    draft = locked(reference)
    if draft.state != State.DRAFT:
        raise WrongState
    draft.pieces.filter(piece=piece, replaced_at=None).update(replaced_at=at)
    Act(draft, actor, at).write("piece_taken_back", piece=piece)
