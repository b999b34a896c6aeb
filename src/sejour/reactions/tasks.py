"""Background entry points of the reactions: load, call one service, stop. Each can run twice."""

from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from sejour.applications import notices
from sejour.applications.appointments import appointment_of
from sejour.applications.models import Application, ComplementRequest, Summons, SupportingDocument
from sejour.applications.selectors import label_of
from sejour.continuity.models import KINDS, Origin, ProvisionalDocument
from sejour.continuity.notices import DOCUMENT_ISSUED, UNCOVERED_DAY
from sejour.continuity.papers import work_allowed_by
from sejour.core import clock
from sejour.core.words import in_words
from sejour.identity.models import Person
from sejour.law.kinds import DocumentKind
from sejour.notifications import services as notifications
from sejour.notifications.notice import Notice, declared
from sejour.reactions import drawing, petitions
from sejour.steering import services as steering

RETRIES = RetryStrategy(max_attempts=10, exponential_wait=3)


def address_of(person: Person) -> str:
    """Return where a person is written to: the proven address, else the register's."""
    return person.account.email if person.account else person.email


def _notice(name: str) -> Notice:
    (found,) = [notice for notice in declared() if notice.name == name]
    return found


def _application(**lookup: Any) -> Application:
    return Application.objects.select_related("person__account", "prefecture").get(**lookup)


def _prefecture(application: Application) -> str:
    return application.prefecture.name if application.prefecture else "Préfecture de votre domicile"


@app.task(queue="notices", retry=RETRIES)
def notify_applicant(*, notice: str, application_id: int, on: str) -> None:
    """Tell an applicant what happened to an application on a day; of two requests, each is told."""
    application = _application(pk=application_id)
    requests = application.complement_requests.order_by("id")
    if notice == notices.COMPLEMENT_REQUESTED.name:
        for request in requests.filter(answered_on=None):
            _tell(notice, application, request, f"{request.pk}/{request.asked_on.isoformat()}")
    elif notice.startswith("complement"):
        last = requests.last()
        _tell(notice, application, last, f"{last.pk}/{on}" if last else on)
    else:
        _tell(notice, application, None, on)


def _tell(notice: str, application: Application, request: ComplementRequest | None, what: str) -> None:
    context = {
        "application": application,
        "path": reverse("portal:application", args=[application.reference]),
        "prefecture": _prefecture(application),
        "filed_on": in_words(application.filed_on) if application.filed_on else "",
        "late_fee": application.late_fee,
        "due_on": in_words(request.due_on) if request else "",
        "pieces": request.pieces if request else [],
        "message": request.message if request else "",
    }
    notifications.post(
        notice=_notice(notice),
        key=f"{notice}/{application.reference}/{what}",
        email=address_of(application.person),
        person=application.person,
        context=context,
        at=clock.now(),
    )


@app.task(queue="notices", retry=RETRIES)
def notify_card_made(*, reference: str, on: str) -> None:
    """Tell the holder that the card is ready."""
    notify_applicant(
        notice=notices.CARD_MADE.name, application_id=_application(reference=reference).pk, on=on
    )


@app.task(queue="notices", retry=RETRIES)
def notify_infected(*, file_id: int) -> None:
    """Tell a person that a piece, if it still stands, is to be given again."""
    stands = SupportingDocument.objects.select_related("application__person__account")
    given = stands.filter(file=file_id, replaced_at=None).first()
    if given is None:
        return
    application = given.application
    notifications.post(
        notice=notices.PIECE_INFECTED,
        key=f"piece_infected/{file_id}",
        email=address_of(application.person),
        person=application.person,
        context={
            "piece": label_of(application, given.piece),
            "path": reverse("portal:piece", args=[application.reference, given.piece]),
            "prefecture": _prefecture(application),
        },
        at=clock.now(),
    )


@app.task(queue="papers", retry=RETRIES)
def draw_papers(*, documents: list[int]) -> None:
    """Draw the papers of documents."""
    for identifier in documents:
        draw_papers_of(what="document", identifier=identifier)


@app.task(queue="papers", retry=RETRIES)
def draw_papers_of(*, what: str, identifier: int) -> None:
    """Draw the papers that an act brings; `what` is a name of `drawing.ORDERS`."""
    for order in drawing.ORDERS[what](identifier):
        drawing.draw(order, at=clock.now())


@app.task(queue="notices", retry=RETRIES)
def notify_summons(*, notice: str, summons_id: int) -> None:
    """Tell an applicant of an appointment, or that it is cancelled."""
    summons = Summons.objects.select_related("application__person__account", "application__prefecture").get(
        pk=summons_id
    )
    application = summons.application
    appointment = appointment_of(summons)
    notifications.post(
        notice=_notice(notice),
        key=f"{notice}/{application.reference}/{summons.pk}",
        email=address_of(application.person),
        person=application.person,
        context={
            "application": application,
            "path": reverse("portal:application", args=[application.reference]),
            "prefecture": _prefecture(application),
            "day": appointment.day,
            "hour": appointment.hour,
            "place": appointment.place,
            "purpose": appointment.purpose,
            "because": summons.cancelled_because,
        },
        at=clock.now(),
    )


@app.task(queue="notices", retry=RETRIES)
def notify_petition(*, what: str, identifier: int) -> None:
    """Tell a person what became of what they asked for; `what` is a name of `petitions.TOLD`."""
    told = petitions.TOLD[what](identifier)
    notifications.post(
        notice=told.notice,
        key=f"{told.notice.name}/{identifier}",
        email=address_of(told.person),
        person=told.person,
        context=told.context,
        at=clock.now(),
    )


@app.task(queue="notices", retry=RETRIES)
def notify_holders(*, documents: list[int]) -> None:
    """Tell holders that their documents are there. The deposit is told by its own message."""
    found = (
        ProvisionalDocument.objects.filter(pk__in=documents)
        .exclude(kind=DocumentKind.ATTESTATION_DEPOT)
        .select_related("person__account", "application__prefecture")
    )
    for document in found:
        notifications.post(
            notice=DOCUMENT_ISSUED,
            key=f"document/{document.pk}",
            email=address_of(document.person),
            person=document.person,
            context=_document_context(document),
            at=clock.now(),
        )


def _document_context(document: ProvisionalDocument) -> dict[str, Any]:
    return {
        "kind": KINDS[document.kind],
        "first_day": in_words(document.first_day),
        "last_day": in_words(document.last_day) if document.last_day else "",
        "ends": document.last_day is not None,
        "work": work_allowed_by(document),
        "chained": document.origin == Origin.CHAIN,
        "path": reverse("portal:document", args=[document.public_id]),
        "prefecture": _prefecture(document.application),
    }


@app.task(queue="notices", retry=RETRIES)
def raise_alarm(*, day: str, run_id: int, persons: int) -> None:
    """Write to the duty officer."""
    notifications.post(
        notice=UNCOVERED_DAY,
        key=f"uncovered/{run_id}",
        email=settings.DUTY_EMAIL,
        context={"day": in_words(date.fromisoformat(day)), "iso": day, "persons": persons},
        at=clock.now(),
    )


@app.task(queue="law", lock="law", retry=RETRIES)
def preview_law_change(*, change_id: int) -> None:
    """Work out what a proposed change of law would do to every undecided file."""
    steering.preview_law_change(change_id=change_id, day=clock.today(), at=clock.now())


@app.task(queue="law", lock="law", retry=RETRIES)
def apply_law_change(*, change_id: int) -> None:
    """Look again at every undecided file under the law in force."""
    steering.apply_law_change(change_id=change_id, day=clock.today(), at=clock.now())
