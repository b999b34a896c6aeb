"""What comes after an act: jobs written by its transaction, run by the worker, tried again if need be."""

from collections.abc import Callable

from django.urls import reverse
from procrastinate.contrib.django import app
from procrastinate.types import JSONValue

from sejour.applications.events import ApplicationFact
from sejour.continuity.events import DocumentsIssued, UncoveredDayFound
from sejour.identity.events import SignInLinkAsked
from sejour.notifications import services as notifications
from sejour.notifications.notices import SIGN_IN_LINK
from sejour.permits.events import CardMade
from sejour.steering.events import LawChangeApproved, LawChangeProposed

BATCH = 100


def send_sign_in_link(fact: SignInLinkAsked) -> None:
    """Write the message with the link; its sending is a job."""
    notifications.post(
        notice=SIGN_IN_LINK,
        key=f"sign_in/{fact.token[:16]}",
        email=fact.email,
        context={
            "path": reverse("portal:sign_in_with_link", args=[fact.token]),
            "minutes": fact.minutes,
        },
        at=fact.at,
    )


def notify(name: str) -> Callable[[ApplicationFact], None]:
    """Return a reaction that tells the applicant, by the notice of that name."""

    def react(fact: ApplicationFact) -> None:
        app.configure_task("sejour.reactions.tasks.notify_applicant").defer(
            notice=name, application_id=fact.application_id, on=fact.on.isoformat()
        )

    return react


def notify_card_made(fact: CardMade) -> None:
    """Tell the holder that the card is ready."""
    app.configure_task("sejour.reactions.tasks.notify_card_made").defer(
        reference=fact.reference, on=fact.on.isoformat()
    )


def draw_and_notify_documents(fact: DocumentsIssued) -> None:
    """Draw the papers of new documents and tell their holders, a few to a job."""
    for start in range(0, len(fact.documents), BATCH):
        documents: list[JSONValue] = list(fact.documents[start : start + BATCH])
        app.configure_task("sejour.reactions.tasks.draw_papers").defer(documents=documents)
        app.configure_task("sejour.reactions.tasks.notify_holders").defer(documents=documents)


def raise_alarm(fact: UncoveredDayFound) -> None:
    """Tell the duty officer that somebody is not covered by our fault."""
    app.configure_task("sejour.reactions.tasks.raise_alarm", priority=100).defer(
        day=fact.on.isoformat(), run_id=fact.run_id, persons=fact.persons
    )


def preview_law_change(fact: LawChangeProposed) -> None:
    """Work out what a proposed change of law would do."""
    app.configure_task("sejour.reactions.tasks.preview_law_change").defer(change_id=fact.change_id)


def apply_law_change(fact: LawChangeApproved) -> None:
    """Look again at every file that a change of law may touch."""
    app.configure_task("sejour.reactions.tasks.apply_law_change").defer(change_id=fact.change_id)
