"""An agent grants a document that is not of right (R-API-07, R.431-15-1)."""

from datetime import date, datetime

from django.db import transaction

from sejour.applications.models import Application
from sejour.continuity.models import Origin, ProvisionalDocument
from sejour.continuity.services.issue import bring_up_to_date, catch_up, write
from sejour.continuity.terms import entitlement_of, file_of, widest
from sejour.core.actors import Actor
from sejour.core.clock import day_of
from sejour.core.errors import NotFound, WrongState
from sejour.law.kinds import DocumentKind
from sejour.territory.selectors import zone_of


@transaction.atomic
def grant_attestation(
    *, reference: str, first_day: date, last_day: date, actor: Actor, at: datetime
) -> ProvisionalDocument:
    """Grant a document from a first to a last day to an undecided application."""
    application = (
        Application.objects.select_for_update(of=("self",))
        .select_related("held_permit", "person__prefecture")
        .filter(reference=reference)
        .first()
    )
    if application is None:
        raise NotFound
    if not application.is_open or last_day < first_day:
        raise WrongState
    on = day_of(at, zone_of(application.person.prefecture))
    catch_up(application, at, on)
    document = ProvisionalDocument.objects.create(
        application=application,
        person_id=application.person_id,
        kind=(DocumentKind.ATTESTATION_PROLONGATION if application.online else DocumentKind.RECEPISSE),
        origin=Origin.GRANTED,
        first_day=first_day,
        last_day=last_day,
        work=widest(entitlement_of(file_of(application)).work),
        of_right=False,
        issued_on=on,
    )
    write(document, verb="attestation_granted", rests_on="attestation_granted", at=at, actor=actor)
    bring_up_to_date(application, at, on)
    return document
