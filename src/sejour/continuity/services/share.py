"""Share codes: made by the holder, used by a third party, ended by either time or the holder."""

from datetime import date, datetime, timedelta

from django.db import transaction

from sejour.continuity import codes
from sejour.continuity.errors import CodeNotRecognized, EndsTooLate
from sejour.continuity.models import ProvisionalDocument, ShareCheck, ShareCode
from sejour.continuity.purposes import Purpose
from sejour.continuity.selectors import rights_of
from sejour.continuity.sentences import rights_sentence
from sejour.core import journal, throttle
from sejour.core.actors import Actor
from sejour.core.clock import day_of
from sejour.core.errors import NotFound
from sejour.core.throttle import Limit
from sejour.identity.models import Person
from sejour.law.periods import add_days
from sejour.territory.selectors import zone_of

LONGEST_DAYS = 90
GUESSES = Limit("share codes", attempts=10, window=timedelta(minutes=15))


@transaction.atomic
def make_share_code(
    *,
    person: Person,
    purpose: Purpose,
    last_day: date,
    actor: Actor,
    at: datetime,
    document: ProvisionalDocument | None = None,
) -> tuple[ShareCode, str]:
    """Make a code; return it with its clear form, shown once and never kept. Raises EndsTooLate."""
    on = day_of(at, zone_of(person.prefecture))
    latest = add_days(on, LONGEST_DAYS)
    if not on <= last_day <= latest:
        raise EndsTooLate(latest=latest.strftime("%d/%m/%Y"))
    clear = codes.draw()
    code = ShareCode.objects.create(
        person=person,
        document=document,
        digest=codes.digest_of(clear.replace("-", "")),
        purpose=purpose,
        created_at=at,
        last_day=last_day,
    )
    journal.append(
        stream=journal.stream_of("person", person.pk),
        verb="share_code_made",
        actor=actor,
        at=at,
        code=code.pk,
        purpose=purpose.value,
        last_day=last_day,
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


def check_share_code(
    *, typed: str, born: tuple[int, int, int], place: str, at: datetime
) -> tuple[ShareCheck, str]:
    """Answer a third party who gives a code and a birth date: one sentence, and nothing else.

    `place` is where the question comes from. Raises CodeNotRecognized, TooManyAttempts. A wrong guess
    does the same work as a right one up to the answer, and counts.
    """
    throttle.check(GUESSES, place, at=at)
    code = _code(typed)
    if code is None or not _answers(code, born, at):
        throttle.fail(GUESSES, place, at=at)
        raise CodeNotRecognized
    on = day_of(at, zone_of(code.person.prefecture))
    sentence = rights_sentence(rights_of(code.person, on))
    with transaction.atomic():
        check = ShareCheck.objects.create(code=code, at=at, answer=sentence)
        journal.append(
            stream=journal.stream_of("person", code.person_id),
            verb="rights_checked",
            actor=Actor("third party"),
            at=at,
            code=code.pk,
        )
    return check, sentence


def _code(typed: str) -> ShareCode | None:
    clear = codes.normalized(typed)
    digest = codes.digest_of(clear or "")
    return ShareCode.objects.select_related("person__prefecture").filter(digest=digest).first()


def _answers(code: ShareCode, born: tuple[int, int, int], at: datetime) -> bool:
    on = day_of(at, zone_of(code.person.prefecture))
    return code.person.was_born_on(*born) and code.revoked_at is None and on <= code.last_day
