"""What comes after an act: jobs written by its transaction, run by the worker, tried again if need be."""

from collections.abc import Callable

from django.urls import reverse
from procrastinate.contrib.django import app
from procrastinate.types import JSONValue

from sejour.applications.events import (
    ApplicantSummoned,
    ApplicationFact,
    CorrectionAnswered,
    ExtensionGranted,
    ExtensionRefused,
    ObjectionReceived,
    ObjectionRefused,
    SummonsCancelled,
)
from sejour.bodies.events import BodyEventsWritten
from sejour.continuity.events import DocumentsIssued, UncoveredDayFound
from sejour.documents import antivirus
from sejour.documents.events import FileFoundInfected, FileStored
from sejour.documents.tasks import queue_scan
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


def draw(what: str) -> Callable[[ApplicationFact], None]:
    """Return a reaction that draws the papers of an application, by their name in `drawing.ORDERS`."""

    def react(fact: ApplicationFact) -> None:
        _draw(what, fact.application_id)

    return react


def draw_and_notify_summons(fact: ApplicantSummoned) -> None:
    """Draw a convocation and send its notice."""
    _draw("summons", fact.summons_id)
    _notify_summons("applicant_summoned", fact.summons_id)


def notify_summons_cancelled(fact: SummonsCancelled) -> None:
    """Tell that an appointment is cancelled."""
    _notify_summons("summons_cancelled", fact.summons_id)


def notify_extension(name: str) -> Callable[[ExtensionGranted | ExtensionRefused], None]:
    """Return a reaction that tells what was answered to whoever asked for more time."""
    return lambda fact: _notify_petition(name, fact.extension_id)


def notify_objection(name: str) -> Callable[[ObjectionReceived | ObjectionRefused], None]:
    """Return a reaction that tells what became of an objection."""
    return lambda fact: _notify_petition(name, fact.objection_id)


def notify_correction(fact: CorrectionAnswered) -> None:
    """Tell what was answered to whoever asked for a correction."""
    _notify_petition("correction_answered", fact.correction_id)


def _notify_petition(what: str, identifier: int) -> None:
    app.configure_task("sejour.reactions.tasks.notify_petition").defer(what=what, identifier=identifier)


def _draw(what: str, identifier: int) -> None:
    app.configure_task("sejour.reactions.tasks.draw_papers_of").defer(what=what, identifier=identifier)


def _notify_summons(notice: str, summons_id: int) -> None:
    app.configure_task("sejour.reactions.tasks.notify_summons").defer(notice=notice, summons_id=summons_id)


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


def deliver_to_bodies(fact: BodyEventsWritten) -> None:
    """Deliver events without waiting for the next minute."""
    for channel_id in fact.channels:
        app.configure_task("sejour.bodies.tasks.deliver_events").defer(channel_id=channel_id)


def scan(fact: FileStored) -> None:
    """Look for viruses in what a person gave, where the platform has a scanner."""
    if antivirus.is_set():
        queue_scan(fact.file_id)


def notify_infected(fact: FileFoundInfected) -> None:
    """Tell a person that a piece is to be given again."""
    app.configure_task("sejour.reactions.tasks.notify_infected").defer(file_id=fact.file_id)
