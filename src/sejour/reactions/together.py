"""Reactions that join two contexts which do not know each other."""

from sejour.applications import services as applications
from sejour.applications.events import ApplicationGranted
from sejour.applications.models import Application
from sejour.core.actors import PLATFORM
from sejour.identity.events import PersonMoved
from sejour.identity.models import Person
from sejour.law.kinds import PermitKind, Work
from sejour.permits import services as permits
from sejour.permits.events import PermitHandedOver, PermitRecorded


def order_card(fact: ApplicationGranted) -> None:
    """Order the card that the decision grants."""
    application = Application.objects.select_related("person").get(pk=fact.application_id)
    decision = application.decisions.get(annulled_on=None)
    permits.order_card(
        person=application.person,
        reference=application.reference,
        kind=PermitKind(decision.kind),
        article=application.article,
        work=Work(decision.work),
        at=fact.at,
        on=fact.on,
        actor=PLATFORM,
    )


def complete_application(fact: PermitHandedOver) -> None:
    """Complete the application that led to the card."""
    applications.complete_application(
        reference=fact.reference, permit_id=fact.permit_id, actor=PLATFORM, at=fact.at
    )


def reassess_filings(fact: PermitRecorded) -> None:
    """Look again at the filings of a person whose permit was learnt."""
    person = Person.objects.get(pk=fact.person_id)
    applications.reassess_filings(person=person, at=fact.at)


def transfer_applications(fact: PersonMoved) -> None:
    """Send the open files of a person to the prefecture of the new home."""
    person = Person.objects.get(pk=fact.person_id)
    applications.transfer_applications(person=person, actor=PLATFORM, at=fact.at)
