"""Reminders, once each, on the days that the law's steps set out.

To everybody in the register with an address whose permit ends: whoever has filed is not reminded, and
whoever holds several permits hears of the one that ends last. To everybody of whom pieces are awaited:
before the deadline, and on the day after it, when the file has become incomplete (P-1).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from sejour.applications.advice import advise
from sejour.applications.models import ComplementRequest
from sejour.applications.notices import COMPLEMENT_REMINDER, FILE_INCOMPLETE, REMINDER
from sejour.applications.states import OPEN
from sejour.core.words import in_words
from sejour.law import filing
from sejour.law.kinds import PermitKind
from sejour.law.reminders import complement_steps, step_reached, steps
from sejour.notifications import services as notifications
from sejour.notifications.models import Message
from sejour.permits.models import Permit

BATCH = 500
HOME_PREFECTURE = "Préfecture de votre domicile"
# No reminder comes earlier than this before the end of a permit; the exact days are the law's.
FARTHEST_DAYS = 130

# Permits that end soon, the last of their holder, of people with an address and no renewal in hand.
_ENDING = """
SELECT p.id FROM permits_permit p
JOIN identity_person o ON o.id = p.person_id
LEFT JOIN identity_account c ON c.id = o.account_id
WHERE p.last_day BETWEEN %(on)s AND %(on)s + %(farthest)s AND p.id > %(after)s
  AND coalesce(c.email, nullif(o.email, '')) IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM permits_permit q WHERE q.person_id = p.person_id AND q.last_day > p.last_day)
  AND NOT EXISTS (SELECT 1 FROM applications_application a
                  WHERE a.person_id = p.person_id AND a.state IN
                      ('filed', 'under_instruction', 'complement_requested', 'decision_proposed', 'granted'))
ORDER BY p.id LIMIT %(batch)s
"""


@dataclass(frozen=True, slots=True)
class Reminded:
    """How many reminders were written by a run."""

    written: int
    looked_at: int


def write_reminders(*, on: date, at: datetime) -> Reminded:
    """Write the reminders of a day, batch by batch; safe to run twice, or to go on after a crash."""
    written = looked_at = after = 0
    while True:
        permits = _ending(on, after)
        if not permits:
            return Reminded(written, looked_at)
        with transaction.atomic():
            written += _write(permits, on, at)
        looked_at += len(permits)
        after = permits[-1].pk


def _ending(on: date, after: int) -> list[Permit]:
    with connection.cursor() as cursor:
        cursor.execute(_ENDING, {"on": on, "farthest": FARTHEST_DAYS, "after": after, "batch": BATCH})
        ids = [row[0] for row in cursor.fetchall()]
    found = Permit.objects.filter(pk__in=ids).select_related("person__prefecture", "person__account")
    return list(found.order_by("id"))


def _write(permits: list[Permit], on: date, at: datetime) -> int:
    reached = dict(_reached(permits, on))
    known = set(Message.objects.filter(key__in=reached).values_list("key", flat=True))
    new = []
    for key, permit in reached.items():
        if key not in known:
            message = notifications.write_message(
                notice=REMINDER,
                key=key,
                email=address_of(permit),
                person=permit.person,
                context=_context(permit, on),
                at=at,
            )
            if message is not None:
                new.append(message.pk)
    notifications.queue_sending(new, priority=REMINDER.priority)
    return len(new)


def address_of(permit: Permit) -> str:
    """Return the address that is proven, else the register's."""
    account = permit.person.account
    return account.email if account else permit.person.email


def _reached(permits: list[Permit], on: date) -> Iterator[tuple[str, Permit]]:
    for permit in permits:
        online = filing.channel(stated=None, article=permit.article, renewal=True, on=on).online
        found = steps(
            held_until=permit.last_day,
            held_kind=PermitKind(permit.kind),
            online=online,
            article=permit.article,
        )
        step = step_reached(on, found)
        if step is not None:
            yield f"reminder/{permit.pk}/{step.name}", permit


def _context(permit: Permit, on: date) -> dict[str, Any]:
    found = advise(permit, on)
    prefecture = permit.person.prefecture
    return {
        "moment": found.moment.value,
        "online": found.online,
        "number": permit.number or "non connu",
        "last_day": in_words(permit.last_day),
        "opens": in_words(found.window.first_day) if found.window else "",
        "act_by": in_words(found.act_by),
        "late_fee": found.late_fee,
        "grace_until": in_words(found.grace.last_day) if found.grace else "",
        "prefecture": prefecture.name if prefecture else HOME_PREFECTURE,
    }


def write_complement_reminders(*, on: date, at: datetime) -> int:
    """Write the reminders of a day about pieces awaited; return how many. Safe to run twice."""
    waiting = (
        ComplementRequest.objects.filter(answered_on=None, set_aside_on=None, application__state__in=OPEN)
        .select_related("application__person__account", "application__prefecture")
        .order_by("id")
    )
    return sum(_remind_of_pieces(request, on, at) for request in waiting.iterator())


def _remind_of_pieces(request: ComplementRequest, on: date, at: datetime) -> int:
    application = request.application
    person = application.person
    if on > request.due_on:
        notice, step = FILE_INCOMPLETE, "passed"
        if not request.counts:
            return 0
    else:
        reached = [
            s for s in complement_steps(asked_on=request.asked_on, due_on=request.due_on) if s.day <= on
        ]
        if not reached:
            return 0
        notice, step = COMPLEMENT_REMINDER, reached[-1].name
    written = notifications.post(
        notice=notice,
        # More time given means reminders before the new day too.
        key=f"{notice.name}/{request.pk}/{request.due_on.isoformat()}/{step}",
        email=person.account.email if person.account else person.email,
        person=person,
        context={
            "application": application,
            "path": f"/demande/{application.reference}/",
            "pieces": request.pieces,
            "due_on": in_words(request.due_on),
            "prefecture": application.prefecture.name if application.prefecture else HOME_PREFECTURE,
        },
        at=at,
    )
    return int(written is not None)
