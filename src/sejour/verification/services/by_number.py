"""A blind check: the number of a document and a date of birth, answered by where the document stands."""

from datetime import datetime

from sejour.core import references, throttle
from sejour.core.clock import PARIS, day_of
from sejour.verification import limits
from sejour.verification.answers import Answer
from sejour.verification.languages import Language
from sejour.verification.services.held_codes import Born
from sejour.verification.services.held_documents import HeldDocument, find_by_number
from sejour.verification.services.record import write_check
from sejour.verification.standing import standing_of
from sejour.verification.telling import sentence_of
from sejour.verification.ways import Verdict, Way


def check_number(*, typed: str, born: Born, place: str, at: datetime, asked_by: str = "") -> Answer:
    """Answer where a document stands: nothing that it does not show itself, and no right.

    A wrong number and a wrong date get the same answer by the same queries, and count. Raises
    TooManyAttempts.
    """
    limits.check(place, at=at)
    number = references.normalize(typed)
    throttle.check(limits.OF_A_NUMBER, number, at=at)
    document = find_by_number(typed)
    if document is None or document.born != born:
        limits.count_failure(place, at=at)
        throttle.fail(limits.OF_A_NUMBER, number, at=at)
        return Answer(way=Way.NUMBER, verdict=Verdict.NOT_FOUND, at=at, on=day_of(at, PARIS))
    return _answered(document, at, asked_by)


def _answered(document: HeldDocument, at: datetime, asked_by: str) -> Answer:
    on = day_of(at, document.zone)
    verdict = standing_of(document, on)
    answer = Answer(way=Way.NUMBER, verdict=verdict, at=at, on=on, number=document.number)
    reference = write_check(
        person_id=document.person_id,
        way=Way.NUMBER,
        document_id=document.pk,
        asked_by=asked_by,
        verdict=verdict,
        answer=sentence_of(answer, Language.FRENCH),
        at=at,
    )
    return answer.recorded(reference)
