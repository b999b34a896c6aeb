"""Filing: the date is safe from here on."""

from datetime import datetime

from django.db import transaction

from sejour.applications.events import ApplicationFiled, FilingReassessed
from sejour.applications.facts import attempts_of, situation, standing_of
from sejour.applications.models import Application, FailedAttempt, Procedure
from sejour.applications.services._acts import Act, locked
from sejour.applications.services.draft import new_reference
from sejour.applications.states import FILE
from sejour.core import journal, references
from sejour.core.actors import PLATFORM, Actor
from sejour.core.clock import day_of
from sejour.identity.models import Person
from sejour.law.kinds import Category
from sejour.permits.selectors import permits_of
from sejour.territory.selectors import zone_of


@transaction.atomic
def file_application(*, reference: str, actor: Actor, at: datetime) -> Application:
    """File a draft. A second click finds it filed and changes nothing: WrongState."""
    application = locked(reference)
    _file(Act(application, actor, at))
    return application


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
    _assess(application)
    application.save()
    act.write(
        "filed",
        articles=("R.431-2", "R.431-5"),
        counts_from=application.counts_from,
        status=application.deposit_status,
    )
    act.tell(ApplicationFiled)


def _assess(application: Application) -> None:
    assert application.filed_on is not None
    found = standing_of(
        category=Category(application.category),
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
    """Look again at a person's open filings when a permit is learnt: E may have moved."""
    open_ones = Application.objects.open().of(person).order_by("id").values_list("reference", flat=True)
    for reference in list(open_ones):
        application = locked(reference)
        assert application.filed_on is not None
        understood = situation(
            procedure=Procedure(application.procedure),
            article=application.article,
            permits=list(permits_of(person)),
            on=application.filed_on,
            online=application.online,
        )
        if understood.held_permit != application.held_permit:
            application.held_permit = understood.held_permit
            if Category(application.category) in (Category.FIRST, Category.RENEWAL):
                application.category = understood.category.value
                application.asks_as_first = understood.asks_as_first
            _assess(application)
            application.save()
        act = Act(application, PLATFORM, at)
        act.write("filing_reassessed", status=application.deposit_status)
        act.tell(FilingReassessed)


@transaction.atomic
def record_failed_attempt(*, person: Person, what: str, at: datetime) -> FailedAttempt:
    """Record that the platform failed a person who tried to file; return it with its ticket."""
    ticket = references.grouped(references.draw(8))
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
