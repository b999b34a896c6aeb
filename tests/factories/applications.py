"""Files at every stage of their life."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cache

from django.conf import settings

from sejour.applications import services
from sejour.applications.models import Application, Decision, Outcome, Procedure
from sejour.core.actors import Actor
from sejour.documents import services as documents
from sejour.documents.intake.taking import Given, Taken, take
from sejour.identity.access import Applicant
from sejour.identity.models import Person
from sejour.law.pieces import piece_named, pieces_for
from tests.factories import contents
from tests.factories.days import NOON, in_days
from tests.factories.people import applicant, person
from tests.factories.permits import permit

AGENT = Actor("tests agent")
SIGNATORY = Actor("tests signatory")
APPLICANT = Actor("tests applicant")


def holder(**fields) -> Applicant:
    """Return somebody with an account, whose card may be renewed today."""
    found = applicant(**fields)
    assert found.person
    permit(found.person)
    return found


def draft(of: Applicant | None = None, *, pieces: Sequence[str] = ()) -> Application:
    """Start a renewal; `pieces` are given already."""
    found = of or holder()
    assert found.person
    started = services.start_renewal(person=found.person, actor=found.actor, at=NOON)
    for code in pieces:
        give(started, code, actor=found.actor)
    return started


def complete_draft(of: Applicant | None = None) -> Application:
    """Start a renewal with every piece of its ground."""
    return draft(of, pieces=[piece.code for piece in pieces_for("L.423-1", renewal=True)])


@cache
def a_page() -> Taken:
    """Return a page of a PDF, examined once for all that give it."""
    return take([Given("page.pdf", contents.pdf())], limit=settings.LARGEST_UPLOAD)


def give(application: Application, code: str, *, actor: Actor = APPLICANT, at: datetime = NOON) -> None:
    """Give a piece."""
    page = a_page()
    taken = replace(page, given=(Given(f"{code}.pdf", page.given[0].content),))
    stored = documents.keep(person=application.person, taken=taken, at=at)
    services.attach_piece(reference=application.reference, piece=code, file=stored, actor=actor, at=at)


def filed(
    of: Person | None = None,
    *,
    procedure: Procedure = Procedure.RENEWAL,
    article: str = "L.423-1",
    prefecture: str = "75",
    last_day: date | None = None,
    at: datetime = NOON,
) -> Application:
    """File a complete renewal, in its window unless `last_day` says otherwise."""
    found = of
    if found is None:
        found = person(prefecture=prefecture)
        permit(found, last_day=last_day or in_days(90))
    return services.register_filing(
        person=found, procedure=procedure, article=article, actor=APPLICANT, at=at
    )


def asked(
    application: Application,
    *codes: str,
    due_on: date | None = None,
    message: str = "",
    indispensable: bool = True,
    at: datetime = NOON,
) -> Application:
    """Ask for pieces of a file."""
    named = [piece_named(application.article, code) for code in codes or ("address_proof",)]
    services.request_complement(
        reference=application.reference,
        pieces=[{"code": p.code, "label": p.label, "article": p.article} for p in named if p],
        due_on=due_on or in_days(30),
        indispensable=indispensable,
        message=message,
        actor=AGENT,
        at=at,
    )
    application.refresh_from_db()
    return application


def decided(application: Application, outcome: Outcome = Outcome.GRANTED, *, at: datetime = NOON) -> Decision:
    """Take a decision on a file."""
    refused = outcome is Outcome.REFUSED
    decision = services.record_decision(
        reference=application.reference,
        outcome=outcome,
        proposed_by=AGENT,
        confirmed_by=SIGNATORY,
        reasons_in_law="Article L.423-1." if refused else "",
        reasons_in_fact="La vie commune a cessé." if refused else "",
        at=at,
    )
    application.refresh_from_db()
    return decision
