"""The renewal of the worked timelines, at every stage of its life.

Unless told otherwise: Paris, a one-year card of a spouse of French that ends on 15 January 2027, its
renewal filed complete and in time on 1 October 2026; the first attestation is due on 17 December.
"""

from datetime import UTC, date, datetime
from typing import Any

from sejour.applications import services
from sejour.applications.models import Application, Outcome, Procedure
from sejour.core.actors import Actor
from sejour.identity.models import Person
from sejour.law.kinds import PermitKind, Work
from sejour.permits.models import Permit
from sejour.permits.services import record_permit
from tests.factories.people import person

APPLICANT = Actor("applicant")
AGENT = Actor("agent")
SIGNATORY = Actor("signatory")
EXPIRES = date(2027, 1, 15)
FILED = date(2026, 10, 1)
FIRST_DUE = date(2026, 12, 17)
DECIDED = date(2027, 2, 1)
PIECES = [{"code": "marriage", "label": "acte de mariage", "article": "R.431-11"}]


def noon(day: date) -> datetime:
    """Return noon of a day, in UTC."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def card(of: Person, **changes: Any) -> Permit:
    """Record the card, known on 1 September 2026."""
    known: dict[str, Any] = {
        "kind": PermitKind.CARTE_TEMPORAIRE,
        "article": "L.423-1",
        "first_day": date(2026, 1, 16),
        "last_day": EXPIRES,
        "work": Work.FULL,
        "at": noon(date(2026, 9, 1)),
        "actor": AGENT,
    }
    return record_permit(person=of, **{**known, **changes})


def filing(of: Person, **changes: Any) -> Application:
    """File an application whole."""
    known: dict[str, Any] = {
        "procedure": Procedure.RENEWAL,
        "article": "L.423-1",
        "actor": APPLICANT,
        "at": noon(FILED),
    }
    return services.register_filing(person=of, **{**known, **changes})


def renewal(**changes: Any) -> Application:
    """File the renewal of somebody who holds the card."""
    holder = person()
    card(holder)
    return filing(holder, **changes)


def granted(application: Application, *, on: date = DECIDED) -> Application:
    """Grant it."""
    services.record_decision(
        reference=application.reference,
        outcome=Outcome.GRANTED,
        proposed_by=AGENT,
        confirmed_by=SIGNATORY,
        at=noon(on),
    )
    return fresh(application)


def refused(application: Application, *, on: date = DECIDED, notified: bool = True) -> Application:
    """Refuse it; the refusal is notified on its day, or not at all."""
    services.record_decision(
        reference=application.reference,
        outcome=Outcome.REFUSED,
        proposed_by=AGENT,
        confirmed_by=SIGNATORY,
        reasons_in_law="L.432-2",
        reasons_in_fact="Les conditions ne sont pas remplies.",
        at=noon(on),
    )
    if notified:
        services.record_notification(reference=application.reference, actor=AGENT, at=noon(on))
    return fresh(application)


def fresh(application: Application) -> Application:
    """Return the application as the database has it now."""
    return Application.objects.select_related("held_permit", "person").get(pk=application.pk)
