"""A person says that their identity is wrongly written; an agent puts it right, or says why not (ACC-21).

Nothing of an application moves: neither its dates nor its documents depend on how a name is spelt.
"""

from datetime import datetime

from django.db import transaction

from sejour.applications.errors import AlreadyAsked, NothingToCorrect
from sejour.applications.events import CorrectionAnswered
from sejour.applications.identity_values import fields_of, value_of
from sejour.applications.models import CorrectionRequest, PetitionState
from sejour.applications.purposes import CorrectedField
from sejour.applications.services._petitions import ANSWERED, readable, settle
from sejour.core import journal
from sejour.core.actors import Actor
from sejour.core.clock import day_of
from sejour.core.errors import NotFound
from sejour.core.events import publish
from sejour.documents.models import StoredFile
from sejour.identity.models import Person
from sejour.identity.services import correct_identity
from sejour.territory.selectors import zone_of


@transaction.atomic
def ask_for_correction(
    *,
    person: Person,
    field: CorrectedField,
    value: str,
    actor: Actor,
    at: datetime,
    reasons: str = "",
    evidence: StoredFile | None = None,
) -> CorrectionRequest:
    """Ask to have a piece of identity put right; `value` as `identity_values` writes it.

    Raises AlreadyAsked while the same piece waits, NothingToCorrect, ValueRefused.
    """
    # One at a time for one person: a double click asks once.
    found = Person.objects.select_for_update().get(pk=person.pk)
    if found.correction_requests.filter(field=field, state=PetitionState.ASKED).exists():
        raise AlreadyAsked
    wanted = Person(**fields_of(field, value))
    before, asked = value_of(found, field), value_of(wanted, field)
    if before == asked:
        raise NothingToCorrect
    request = CorrectionRequest.objects.create(
        person=found,
        field=field,
        value_before=before,
        value_asked=asked,
        reasons=readable(reasons, required=False),
        evidence=evidence,
        asked_at=at,
    )
    _write("correction_asked", request, actor, at)
    return request


@transaction.atomic
def accept_correction(*, correction_id: int, actor: Actor, at: datetime) -> CorrectionRequest:
    """Put right what a person says is wrong; the row keeps what it replaces."""
    request, person = _locked(correction_id)
    settle(request, accepted=True, answer="", actor=actor, at=at)
    field = CorrectedField(request.field)
    replaced = value_of(person, field)
    if replaced != request.value_asked:
        # The register may have changed since the person asked.
        request.value_before = replaced
    correct_identity(person=person, actor=actor, at=at, **fields_of(field, request.value_asked))
    request.save(update_fields=[*ANSWERED, "value_before"])
    _answered("correction_accepted", request, actor, at)
    return request


@transaction.atomic
def refuse_correction(*, correction_id: int, answer: str, actor: Actor, at: datetime) -> CorrectionRequest:
    """Leave what is written, and say why. Raises ReasonsNeeded."""
    request, _ = _locked(correction_id)
    settle(request, accepted=False, answer=answer, actor=actor, at=at)
    request.save(update_fields=ANSWERED)
    _answered("correction_refused", request, actor, at)
    return request


def _locked(correction_id: int) -> tuple[CorrectionRequest, Person]:
    """Return a request and its person, both locked; the person first, as whoever asks does."""
    person = Person.objects.select_for_update().filter(correction_requests=correction_id).first()
    if person is None:
        raise NotFound
    return CorrectionRequest.objects.select_for_update().get(pk=correction_id), person


def _answered(verb: str, request: CorrectionRequest, actor: Actor, at: datetime) -> None:
    _write(verb, request, actor, at)
    on = day_of(at, zone_of(request.person.prefecture))
    publish(CorrectionAnswered(at=at, on=on, correction_id=request.pk, person_id=request.person_id))


def _write(verb: str, request: CorrectionRequest, actor: Actor, at: datetime) -> None:
    journal.append(
        stream=journal.stream_of("person", request.person_id),
        verb=verb,
        actor=actor,
        at=at,
        request=request.pk,
        field=request.field,
    )
