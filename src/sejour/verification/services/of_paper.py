"""From a paper of ours, recognized by its seal or its bytes, to the answer: what its row says now."""

from datetime import datetime

from sejour.continuity.models import ProvisionalDocument
from sejour.continuity.papers import number_of
from sejour.core.clock import day_of
from sejour.documents.models import Paper
from sejour.territory.selectors import zone_of
from sejour.verification.answers import Answer, shown
from sejour.verification.languages import Language
from sejour.verification.services.record import record_check
from sejour.verification.standing import standing_among_others
from sejour.verification.telling import sentence_of
from sejour.verification.ways import Verdict, Way

_DOCUMENT = "document/"


def answer_for(
    paper: Paper, *, way: Way, at: datetime, asked_by: str, sealed: tuple[tuple[str, str], ...] = ()
) -> Answer:
    """Answer for a paper of ours, and record the check."""
    document = _document(paper)
    answer = _answer(paper, document, way, at, sealed)
    check = record_check(
        person=paper.person,
        way=way,
        document=document,
        asked_by=asked_by,
        verdict=answer.verdict,
        answer=sentence_of(answer, Language.FRENCH),
        at=at,
    )
    return answer.recorded(check.reference)


def _answer(
    paper: Paper,
    document: ProvisionalDocument | None,
    way: Way,
    at: datetime,
    sealed: tuple[tuple[str, str], ...],
) -> Answer:
    zone = zone_of(paper.person.prefecture)
    on = day_of(at, zone)
    if way is Way.PDF and paper.replaced_at is not None:
        return Answer(way=way, verdict=Verdict.REPLACED, at=at, on=on, told="document.older_paper")
    if document is None:
        values = (("first", day_of(paper.drawn_at, zone)),)
        return Answer(way=way, verdict=Verdict.VALID, at=at, on=on, told="document.paper", values=values)
    return Answer(
        way=way,
        verdict=standing_among_others(document, on),
        at=at,
        on=on,
        document=shown(document),
        number=number_of(document),
        sealed=sealed,
    )


def _document(paper: Paper) -> ProvisionalDocument | None:
    """Return the right that a paper pictures; None for a paper that pictures none, as a receipt."""
    if not paper.subject.startswith(_DOCUMENT):
        return None
    return ProvisionalDocument.objects.select_related("application").get(
        pk=paper.subject.removeprefix(_DOCUMENT)
    )
