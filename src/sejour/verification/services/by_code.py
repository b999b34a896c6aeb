"""A check with a share code and a date of birth: one sentence on the rights of a person, nothing else."""

from datetime import datetime

from django.db import connection, transaction
from django.db.models import F

from sejour.continuity.gathering import proofs_of_person
from sejour.continuity.rights import rights_on
from sejour.core import journal
from sejour.core.clock import day_of
from sejour.verification import codes, limits
from sejour.verification.answers import Answer
from sejour.verification.errors import CodeNotRecognized
from sejour.verification.languages import Language
from sejour.verification.models import ShareCode
from sejour.verification.services.held_codes import Born, HeldCode, find
from sejour.verification.services.record import THIRD_PARTY, write_check
from sejour.verification.telling import sentence_of
from sejour.verification.ways import WITHOUT_WORK, Verdict, Way


def check_share_code(*, typed: str, born: Born, place: str, at: datetime, asked_by: str = "") -> Answer:
    """Answer whoever gives a code and a date of birth. `place` is the address from which they ask.

    Raises CodeNotRecognized, TooManyAttempts. Whatever is wrong, the same queries are made and the same
    words are said; a wrong guess counts for its place, a wrong date for its code, which locks at the fifth.
    """
    limits.check(place, at=at)
    digest = codes.digest_of(codes.normalized(typed) or "")
    code = find(digest)
    is_right_date = code is not None and code.born == born
    if code is not None and is_right_date and code.is_open(at):
        answer = _answered(code, at, asked_by)
        if answer is not None:
            return answer
    _refused(digest, place, at, counts=not is_right_date)
    raise CodeNotRecognized


def _answered(code: HeldCode, at: datetime, asked_by: str) -> Answer | None:
    """Answer and record, unless somebody else has just made the last check that the code allowed."""
    on = day_of(at, code.zone)
    rights = rights_on(on, proofs_of_person(code.person_id))
    answer = Answer(
        way=Way.CODE,
        verdict=Verdict.VALID if rights.stay else Verdict.NO_PROOF,
        at=at,
        on=on,
        rights=rights,
        tells_work=code.purpose not in WITHOUT_WORK,
    )
    if code.most_checks is None:
        return _recorded(answer, code, asked_by)
    with transaction.atomic():
        return _recorded(answer, code, asked_by) if _spent(code) else None


def _recorded(answer: Answer, code: HeldCode, asked_by: str) -> Answer:
    reference = write_check(
        person_id=code.person_id,
        way=Way.CODE,
        code_id=code.pk,
        purpose=code.purpose,
        asked_by=asked_by,
        verdict=answer.verdict,
        answer=sentence_of(answer, Language.FRENCH),
        at=answer.at,
    )
    return answer.recorded(reference)


def _spent(code: HeldCode) -> bool:
    """Use one of the checks of a code; tell whether there was one left."""
    left = ShareCode.objects.filter(pk=code.pk, checks_made__lt=F("most_checks"))
    return bool(left.update(checks_made=F("checks_made") + 1))


@transaction.atomic
def _refused(digest: bytes, place: str, at: datetime, *, counts: bool) -> None:
    """Count a wrong guess. The code that was guessed at, if there is one, counts its own."""
    limits.count_failure(place, at=at)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE continuity_sharecode SET wrong_dates = wrong_dates + 1,"
            " locked_at = CASE WHEN wrong_dates + 1 >= %(most)s THEN %(at)s END"
            " WHERE digest = %(digest)s AND locked_at IS NULL AND %(counts)s"
            " RETURNING id, person_id, locked_at",
            {"most": limits.WRONG_DATES, "at": at, "digest": digest, "counts": counts},
        )
        row = cursor.fetchone()
    if row is not None and row[2] is not None:
        # Whoever comes here holds the sixty bits of a code: one line more tells them nothing new.
        journal.append(
            stream=journal.stream_of("person", row[1]),
            verb="share_code_locked",
            actor=THIRD_PARTY,
            at=at,
            code=row[0],
        )
