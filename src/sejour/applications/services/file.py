"""Filing: the date is safe from here on."""

from datetime import datetime, timedelta

from django.db import transaction

from sejour.applications.errors import AnswersMissing, TicketNotOurs
from sejour.applications.events import ApplicationFiled, FilingReassessed
from sejour.applications.facts import Situation, attempts_of, situation, standing_of
from sejour.applications.models import Application, FailedAttempt, Procedure
from sejour.applications.procedures import answers
from sejour.applications.procedures.catalogue import procedures
from sejour.applications.services._acts import Act, locked
from sejour.applications.services.draft import new_reference
from sejour.applications.states import FILE
from sejour.core import journal, tickets
from sejour.core.actors import PLATFORM, Actor
from sejour.core.clock import day_of
from sejour.identity.models import Person
from sejour.law.kinds import Category
from sejour.permits.models import Permit
from sejour.permits.selectors import permits_of
from sejour.territory.selectors import zone_of

# A window lasts two months; a ticket older than a year protects no present filing.
LONGEST_TICKET = timedelta(days=365)


@transaction.atomic
def file_application(*, reference: str, actor: Actor, at: datetime) -> Application:
    """File a draft. A second click finds it filed and changes nothing: WrongState.

    Raises AnswersMissing where a question of its procedure was not answered.
    """
    application = locked(reference)
    _require_answers(application)
    _file(Act(application, actor, at))
    return application


def _require_answers(application: Application) -> None:
    procedure = procedures().get(application.form)
    if not application.is_draft or procedure is None:
        return
    wanted = answers.missing(procedure, application.procedure, application.answers)
    if wanted:
        raise AnswersMissing(count=len(wanted), first=wanted[0].label)


@transaction.atomic
def register_filing(
    *,
    person: Person,
    procedure: Procedure,
    article: str,
    actor: Actor,
    at: datetime,
    category: Category | None = None,
    online: bool | None = None,
    missing: tuple[str, ...] = (),
) -> Application:
    """Register an application that comes whole: at the counter, by post, or from a history.

    `missing` names the pieces that did not come: they count against the person only once they are
    asked for and their deadline has passed (P-1).
    """
    on = day_of(at, zone_of(person.prefecture))
    understood = situation(
        procedure=procedure,
        article=article,
        permits=list(permits_of(person)),
        on=on,
        category=category,
        online=online,
    )
    application = Application(
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
        answers={"missing": list(missing)} if missing else {},
    )
    _file(Act(application, actor, at))
    return application


def _file(act: Act) -> None:
    application = act.application
    application.move(FILE)
    application.filed_at = act.at
    application.filed_on = act.on
    assess(application)
    application.save()
    act.write(
        "filed",
        counts_from=application.counts_from,
        status=application.deposit_status,
    )
    act.tell(ApplicationFiled)


def assess(application: Application) -> None:
    """Work out how a filing stands: its day that counts, its status, its late fee."""
    assert application.filed_on is not None
    found = standing_of(
        category=Category(application.category),
        article=application.article,
        online=application.online,
        held=application.held_permit,
        filed_on=application.filed_on,
        attempts=attempts_of(application.person),
    )
    application.counts_from = found.counts_from
    application.deposit_status = found.status.value
    application.late_fee = found.late_fee


@transaction.atomic
def reassess_filings(*, person: Person, at: datetime) -> None:
    """Look again at a person's filings when a permit or a failure is learnt: E or the date may have moved.

    A refused or closed one too: it may open again, and a refusal has no effect before its notification.
    """
    lasting = Application.objects.lasting().of(person).order_by("id").values_list("reference", flat=True)
    for reference in list(lasting):
        application = locked(reference)
        understood = _understood(application, list(permits_of(person)))
        if understood.held_permit != application.held_permit:
            before = [application.held_permit] if application.held_permit else []
            if _understood(application, before).category == application.category:
                # It was deduced, and is deduced again; what was stated at the filing stays.
                application.category = understood.category.value
                application.asks_as_first = understood.asks_as_first
            application.held_permit = understood.held_permit
        assess(application)
        application.save()
        act = Act(application, PLATFORM, at)
        act.write("filing_reassessed", status=application.deposit_status)
        act.tell(FilingReassessed)


def _understood(application: Application, permits: list[Permit]) -> Situation:
    assert application.filed_on is not None
    return situation(
        procedure=Procedure(application.procedure),
        article=application.article,
        permits=permits,
        on=application.filed_on,
        online=application.online,
    )


@transaction.atomic
def record_failed_attempt(*, person: Person, what: str, at: datetime) -> FailedAttempt:
    """Record that the platform failed a person who tried to file; return it with its ticket."""
    ticket = tickets.issue(at)
    attempt = FailedAttempt.objects.create(
        person=person,
        at=at,
        on=day_of(at, zone_of(person.prefecture)),
        ticket=ticket,
        what=what,
    )
    journal.append(
        stream=journal.stream_of("person", person.pk),
        verb="attempt_failed",
        actor=PLATFORM,
        at=at,
        ticket=ticket,
        what=what,
    )
    return attempt


@transaction.atomic
def redeem_ticket(*, person: Person, ticket: str, at: datetime) -> FailedAttempt:
    """Record the failure that a ticket proves, shown when nothing could be recorded. Raises TicketNotOurs."""
    failed_at = tickets.instant_of(ticket)
    if failed_at is None or not at - LONGEST_TICKET <= failed_at <= at:
        raise TicketNotOurs
    on = day_of(failed_at, zone_of(person.prefecture))
    attempt, recorded = FailedAttempt.objects.get_or_create(
        person=person, on=on, ticket=ticket, defaults={"at": failed_at, "what": "ticket"}
    )
    if recorded:
        journal.append(
            stream=journal.stream_of("person", person.pk),
            verb="ticket_redeemed",
            actor=PLATFORM,
            at=at,
            failed_on=on,
        )
        # Given after the filing, it protects the date all the same (P-3).
        reassess_filings(person=person, at=at)
    return attempt
