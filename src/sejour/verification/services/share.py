"""Share codes: made by the holder for a purpose, ended by time, by use, by wrong guesses or by the holder."""

from datetime import date, datetime

from django.db import transaction

from sejour.continuity.models import ProvisionalDocument
from sejour.core import journal
from sejour.core.actors import Actor
from sejour.core.clock import day_of
from sejour.core.errors import NotFound
from sejour.identity.models import Person
from sejour.law.periods import add_days
from sejour.territory.selectors import zone_of
from sejour.verification import codes
from sejour.verification.errors import EndsTooLate
from sejour.verification.models import ShareCode
from sejour.verification.ways import Purpose

LONGEST_DAYS = 90


@transaction.atomic
def make_share_code(
    *,
    person: Person,
    purpose: Purpose,
    last_day: date,
    actor: Actor,
    at: datetime,
    most_checks: int | None = None,
    document: ProvisionalDocument | None = None,
) -> tuple[ShareCode, str]:
    """Make a code; return it with its clear form, shown once and never kept. Raises EndsTooLate.

    `most_checks` is how many checks it allows, None for as many as come until its last day.
    """
    latest = add_days(day_of(at, zone_of(person.prefecture)), LONGEST_DAYS)
    if not day_of(at, zone_of(person.prefecture)) <= last_day <= latest:
        raise EndsTooLate(latest=latest.strftime("%d/%m/%Y"))
    clear = codes.draw()
    code = ShareCode.objects.create(
        person=person,
        document=document,
        digest=codes.digest_of(clear.replace("-", "")),
        purpose=purpose,
        created_at=at,
        last_day=last_day,
        most_checks=most_checks,
    )
    journal.append(
        stream=journal.stream_of("person", person.pk),
        verb="share_code_made",
        actor=actor,
        at=at,
        code=code.pk,
        purpose=purpose.value,
        last_day=last_day,
        most_checks=most_checks,
    )
    return code, clear


@transaction.atomic
def revoke_share_code(*, person: Person, public_id: str, actor: Actor, at: datetime) -> None:
    """End a code at once. Raises NotFound."""
    changed = ShareCode.objects.filter(person=person, public_id=public_id, revoked_at=None)
    if not changed.update(revoked_at=at):
        raise NotFound
    journal.append(
        stream=journal.stream_of("person", person.pk),
        verb="share_code_revoked",
        actor=actor,
        at=at,
        code=str(public_id),
    )
