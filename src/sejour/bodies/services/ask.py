"""A body asks for the rights of somebody it names. Every question is counted, journaled and seen by them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sejour.bodies.answers import Answer, answer
from sejour.bodies.callers import Caller
from sejour.bodies.choices import IN_BATCHES, Purpose
from sejour.bodies.errors import (
    DayOutOfReach,
    NoBatches,
    NobodyFound,
    PurposeNotAllowed,
    TooManyWrongNames,
)
from sejour.bodies.people import Born, Named, person_named
from sejour.bodies.services import quota
from sejour.bodies.services.register import write
from sejour.core import references, throttle
from sejour.core.errors import TooManyAttempts
from sejour.core.throttle import Limit
from sejour.core.words import in_words
from sejour.law.periods import add_days
from sejour.verification.services import record_check
from sejour.verification.ways import Verdict, Way

# A request is examined after the day on which it was made, and that day counts.
OLDEST_DAYS = 90
# By body and number: a body that mistypes is not kept from asking about others.
WRONG_NAMES = Limit("dates of birth tried by bodies", attempts=5, window=timedelta(hours=1))
_REFERENCE = 12


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody as a body names them."""

    foreigner_number: str
    born: Born


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer, with the number of the question, which the person sees too."""

    reference: str
    answer: Answer


def ask_rights(*, caller: Caller, asked: Asked, purpose: Purpose, on: date | None, at: datetime) -> Answered:
    """Answer a question.

    Raises PurposeNotAllowed, QuotaExceeded, TooManyWrongNames, NobodyFound, DayOutOfReach.
    """
    require_purpose(caller, purpose)
    quota.take(channel=caller.channel, questions=1, at=at)
    return _answered(caller, asked, purpose, on, at)


def ask_many(
    *, caller: Caller, asked: Iterable[Asked], purpose: Purpose, on: date | None, at: datetime
) -> list[Answered | NobodyFound | TooManyWrongNames]:
    """Answer about many people, each at their place, or with what kept them from being named.

    Raises NoBatches, PurposeNotAllowed, QuotaExceeded (nothing is answered then), DayOutOfReach.
    """
    require_purpose(caller, purpose)
    if caller.body.kind not in IN_BATCHES:
        raise NoBatches
    people = list(asked)
    quota.take(channel=caller.channel, questions=len(people), at=at)
    found: list[Answered | NobodyFound | TooManyWrongNames] = []
    for one in people:
        try:
            found.append(_answered(caller, one, purpose, on, at))
        except (NobodyFound, TooManyWrongNames) as refusal:
            found.append(refusal)
    return found


def require_purpose(caller: Caller, purpose: Purpose) -> None:
    """Raise PurposeNotAllowed unless the token of a caller carries the scope of a purpose."""
    if purpose not in caller.purposes:
        raise PurposeNotAllowed(scope=purpose.scope)


def name_person(caller: Caller, asked: Asked, at: datetime) -> Named:
    """Return whom a body names. Raises NobodyFound, TooManyWrongNames.

    An unknown number and another date of birth take the same work, count alike and are journaled alike.
    """
    subject = f"{caller.body.pk} {asked.foreigner_number}"
    try:
        throttle.check(WRONG_NAMES, subject, at=at)
    except TooManyAttempts as error:
        raise TooManyWrongNames(seconds=60 * int(error.details["minutes"])) from error
    named = person_named(caller.channel, foreigner_number=asked.foreigner_number, born=asked.born, at=at)
    if named is None:
        throttle.fail(WRONG_NAMES, subject, at=at)
        write(caller.body, "nobody_found", caller.actor, at, client=caller.client.client_id)
        raise NobodyFound
    return named


def _answered(caller: Caller, asked: Asked, purpose: Purpose, on: date | None, at: datetime) -> Answered:
    named = name_person(caller, asked, at)
    day = on or named.local_day
    first = add_days(named.local_day, -OLDEST_DAYS)
    if not first <= day <= named.local_day:
        raise DayOutOfReach(first=in_words(first), last=in_words(named.local_day))
    told = answer(purpose, named, day)
    return Answered(_record(caller, named, told, at), told)


def _record(caller: Caller, named: Named, told: Answer, at: datetime) -> str:
    """Write down a question where the person sees it; return its number."""
    if named.person is None:
        reference = references.grouped(references.draw(_REFERENCE))
        write(caller.body, "sandbox_asked", caller.actor, at, check=reference)
        return reference
    has_right = told.stay.allowed
    check = record_check(
        person=named.person,
        way=Way.BODY,
        verdict=Verdict.VALID if has_right else Verdict.NO_PROOF,
        answer=told.sentence,
        purpose=str(told.purpose.label),
        asked_by=caller.body.name,
        actor=caller.actor,
        at=at,
    )
    return str(check.reference)
