"""A check with the text of a 2D-Doc: is it ours, and where does its document stand? It is not kept."""

from base64 import b32encode
from collections.abc import Sequence
from datetime import datetime

from sejour.core.clock import PARIS, day_of
from sejour.documents.deux_d_doc.errors import Unreadable
from sejour.documents.deux_d_doc.etranger import TYPE
from sejour.documents.deux_d_doc.message import US
from sejour.documents.deux_d_doc.reading import DeuxDDoc, read
from sejour.documents.deux_d_doc.trust import Trust, trusted
from sejour.documents.deux_d_doc.verification import SignatureState, Standing, Verification, verify
from sejour.documents.deux_d_doc.words import lines_of, title_of
from sejour.documents.keys import Use, certificates_of
from sejour.documents.selectors import paper_by_seal
from sejour.verification import limits
from sejour.verification.answers import Answer
from sejour.verification.services.of_paper import answer_for
from sejour.verification.ways import Verdict, Way

# What the seal says of its holder, to be compared with the person: names and date of birth.
_HOLDER = ("62", "60", "69")


def check_seal(*, text: str, place: str, at: datetime, asked_by: str = "") -> Answer:
    """Answer for the text of a 2D-Doc, as a reader of codes gives it. Raises Unreadable, TooManyAttempts."""
    limits.check(place, at=at)
    try:
        answer = answer_of_seals([text], at=at, asked_by=asked_by)
    except Unreadable:
        limits.count_failure(place, at=at)
        raise
    if answer.verdict is Verdict.ALTERED:
        limits.count_failure(place, at=at)
    return answer


def answer_of_seals(texts: Sequence[str], *, at: datetime, asked_by: str) -> Answer:
    """Answer for the 2D-Docs seen on one document: ours among them, or else the first. Raises Unreadable."""
    trust = Trust(key for key in map(trusted, certificates_of(Use.SEALS)) if key)
    documents = [read(text) for text in texts]
    document = next((one for one in documents if _may_be_ours(one, trust)), documents[0])
    on = day_of(at, PARIS)
    checked = verify(document, trust=trust, on=on)
    if not _may_be_ours(document, trust):
        named = (("issuer", str(document.header.issuer)), ("type", title_of(document)))
        return Answer(
            way=Way.SEAL, verdict=Verdict.NOT_OURS, at=at, on=on, told="document.not_ours", values=named
        )
    if not _is_genuine(checked):
        return Answer(way=Way.SEAL, verdict=Verdict.ALTERED, at=at, on=on, told="document.altered_seal")
    paper = paper_by_seal(_as_written(document))
    if paper is None:
        return Answer(way=Way.SEAL, verdict=Verdict.NOT_FOUND, at=at, on=on, told="document.unknown_seal")
    return answer_for(paper, way=Way.SEAL, at=at, asked_by=asked_by, sealed=_holder(document))


def _as_written(document: DeuxDDoc) -> str:
    """Return the text as we wrote it, however its separators were typed and whatever was added after it."""
    signature = b32encode(document.signature).decode().rstrip("=")
    return f"{document.signed.decode('ascii')}{US}{signature}"


def _may_be_ours(document: DeuxDDoc, trust: Trust) -> bool:
    return document.header.document_type == TYPE and bool(trust.keys_of(document.header.issuer))


def _is_genuine(checked: Verification) -> bool:
    return (
        checked.signature is SignatureState.VALID and checked.standing is not Standing.CERTIFICATE_NOT_VALID
    )


def _holder(document: DeuxDDoc) -> tuple[tuple[str, str], ...]:
    said = {line.identifier: (line.label, line.value) for line in lines_of(document)}
    return tuple(said[identifier] for identifier in _HOLDER if identifier in said)
