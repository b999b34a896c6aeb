"""People whose documents enter wallets."""

from datetime import date

from sejour.applications import services as applications
from sejour.applications.models import Application, Outcome
from sejour.continuity import watch
from sejour.continuity.models import ProvisionalDocument, Withdrawal
from sejour.core.actors import Actor
from sejour.identity.access import Applicant
from tests.factories import people
from tests.factories.applications import AGENT, decided, filed
from tests.factories.days import DAY, NOON, TODAY, at, in_days
from tests.factories.permits import permit

EXPIRED = in_days(-10)
FILED = in_days(-100)
HOLDER = Actor("tests holder")


def waiting(**fields) -> tuple[Applicant, ProvisionalDocument]:
    """Return somebody whose card ended ten days ago, with the attestation that goes on from it."""
    found = people.applicant(**fields)
    assert found.person is not None
    permit(found.person, last_day=EXPIRED)
    application = filed(found.person, at=at(FILED))
    watch.issue_due(day=TODAY, at=NOON, only=application.pk)
    return found, ProvisionalDocument.objects.get(application=application, origin="chain")


def granted(**fields) -> tuple[Applicant, ProvisionalDocument]:
    """Return somebody whose card is being made, with the attestation that lasts until it is handed over."""
    found, document = waiting(**fields)
    decided(document.application)
    return found, ProvisionalDocument.objects.get(application=document.application, origin="decision")


def refuse(application: Application) -> None:
    """Refuse an application and notify it yesterday: its document has fallen since this morning."""
    yesterday = NOON - DAY
    decided(application, Outcome.REFUSED, at=yesterday)
    applications.record_notification(reference=application.reference, actor=AGENT, at=yesterday)


def withdraw(document: ProvisionalDocument, from_day: date) -> None:
    """Cut a document from a day."""
    Withdrawal.objects.create(document=document, from_day=from_day, because="refused", article="")
    document.refresh_from_db()
