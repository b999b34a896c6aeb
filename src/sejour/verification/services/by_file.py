"""A check with a file: the PDF of a document, or its photograph. It is read in a process apart, not kept."""

from datetime import datetime
from hashlib import sha256

from sejour.core.clock import PARIS, day_of
from sejour.core.errors import Refusal
from sejour.documents import limited
from sejour.documents.deux_d_doc import pictures
from sejour.documents.deux_d_doc.errors import NothingFound, PictureIsUnreadable, Unreadable
from sejour.documents.limited import TooMuchWork
from sejour.documents.selectors import paper_by_digest
from sejour.documents.signing.apart import verify_ours
from sejour.documents.signing.verdicts import Standing
from sejour.verification import limits
from sejour.verification.answers import Answer
from sejour.verification.errors import CheckRefused, FileIsEmpty, FileIsTooLarge, FileNotRecognized
from sejour.verification.services.by_seal import answer_of_seals
from sejour.verification.services.of_paper import answer_for
from sejour.verification.ways import Verdict, Way

LARGEST_FILE = 10 * 1024 * 1024
_MEGABYTE = 1024 * 1024
# A PDF without a signature of its own may be the scan of a document: its 2D-Doc speaks then.
_MAY_BE_A_SCAN = (Standing.UNSIGNED,)


def check_file(*, content: bytes, place: str, at: datetime, asked_by: str = "") -> Answer:
    """Answer for a file: a PDF by its bytes and its signature, a picture by the 2D-Doc seen on it.

    Raises FileIsEmpty, FileIsTooLarge, FileNotRecognized, Unreadable, TooMuchWork, TooManyAttempts.
    """
    limits.check(place, at=at)
    try:
        answer = _answered(content, at, asked_by)
    except (CheckRefused, Unreadable, TooMuchWork):
        limits.count_failure(place, at=at)
        raise
    if answer.verdict is Verdict.ALTERED:
        limits.count_failure(place, at=at)
    return answer


def _answered(content: bytes, at: datetime, asked_by: str) -> Answer:
    if not content:
        raise FileIsEmpty
    if len(content) > LARGEST_FILE:
        raise FileIsTooLarge(limit=LARGEST_FILE // _MEGABYTE)
    if not pictures.is_picture(content):
        raise FileNotRecognized
    if pictures.is_pdf(content):
        return _of_pdf(content, at, asked_by)
    return answer_of_seals(_texts(content), at=at, asked_by=asked_by)


def _of_pdf(content: bytes, at: datetime, asked_by: str) -> Answer:
    paper = paper_by_digest(sha256(content).hexdigest())
    if paper is not None:
        return answer_for(paper, way=Way.PDF, at=at, asked_by=asked_by)
    standing = verify_ours(content, at=at).standing
    if standing in _MAY_BE_A_SCAN:
        return _of_scan(content, at, asked_by)
    return _of_stranger(at, is_ours=standing is Standing.AUTHENTIC)


def _of_scan(content: bytes, at: datetime, asked_by: str) -> Answer:
    try:
        return answer_of_seals(_texts(content), at=at, asked_by=asked_by)
    except Unreadable:
        return _of_stranger(at, is_ours=False)


def _of_stranger(at: datetime, *, is_ours: bool) -> Answer:
    """Answer for a PDF that is no paper of today: drawn by us before another, or not by us."""
    verdict = Verdict.REPLACED if is_ours else Verdict.ALTERED
    told = "document.older_paper" if is_ours else "document.altered_file"
    return Answer(way=Way.PDF, verdict=verdict, at=at, on=day_of(at, PARIS), told=told)


def _texts(content: bytes) -> list[str]:
    expected: tuple[type[Refusal], ...] = (NothingFound, PictureIsUnreadable)
    return list(limited.run(pictures.texts_in, content, refusals=expected))
