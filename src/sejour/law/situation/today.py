"""What the present documents prove on the day of the question: stay, work, social rights, travel."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sejour.law.findings import Reason, Reasons
from sejour.law.kinds import Body, DocumentKind, PaperKind, PermitKind, TravelPaper, Work
from sejour.law.questions import body_acceptance, health_cover, re_entry, work_proof
from sejour.law.situation.days import Cause, Cover, Stretch
from sejour.law.situation.facts import Facts, Wish
from sejour.law.situation.parts import Answers, Part, ask
from sejour.law.tables import rule
from sejour.law.work_proof import Paper


class Hold(StrEnum):
    """How a right of today is held."""

    PROVEN = "proven"
    OWED = "owed"
    NOTHING = "nothing"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Right:
    """A right of today: proven by what is in hand, owed, or neither; until when, where that is known; why."""

    hold: Hold
    until: date | None
    reasons: Reasons


@dataclass(frozen=True, slots=True)
class Shown:
    """What proves the stay today: its kind and last day, whether it is in hand or only owed, and its work."""

    cover: Cover
    kind: PaperKind
    until: date | None
    in_hand: bool
    work: Work | None
    reasons: Reasons


@dataclass(frozen=True, slots=True)
class Today:
    """The rights of today. `social` is empty where the expired card keeps them all, or nothing is in hand."""

    shown: Shown | None
    stay: Right
    work: Right
    work_proof: Part[work_proof.Answer]
    social: tuple[tuple[Body, Part[body_acceptance.Answer]], ...]
    health_cover: Part[health_cover.Answer] | None
    travel: Part[re_entry.Answer] | None

    @property
    def parts(self) -> Iterator[Part[Any]]:
        """Yield every question that was asked."""
        yield self.work_proof
        yield from (part for _, part in self.social)
        yield from (part for part in (self.health_cover, self.travel) if part is not None)


LOST = Reason(rule("R-TRV-03"), "Avec une déclaration de perte ou de vol, il faut un visa de retour.")
_WORKING = frozenset({Work.LIMITED, Work.FULL})
_AS_RENEWAL = {
    PaperKind.ATTESTATION_PROLONGATION: TravelPaper.ATTESTATION_PROLONGATION_RENEWAL,
    PaperKind.RECEPISSE: TravelPaper.RECEPISSE_RENEWAL,
}
_AS_FIRST = {
    PaperKind.ATTESTATION_PROLONGATION: TravelPaper.ATTESTATION_PROLONGATION_FIRST,
    PaperKind.RECEPISSE: TravelPaper.RECEPISSE_FIRST,
}


def rights_of_today(f: Facts, answers: Answers, days: tuple[Stretch, ...]) -> Today:
    """Answer what the documents of today prove."""
    now = next(stretch for stretch in days if f.on in stretch.days)
    shown = _shown(f, answers, now)
    papers = _papers(f)
    asked = work_proof.Facts(on=f.on, documents=papers)
    proof = ask(work_proof.NAME, work_proof.answer, asked, on=f.on)
    return Today(
        shown=shown,
        stay=_stay(shown, now),
        work=_work(shown, now, proof, answers),
        work_proof=proof,
        social=tuple(_social(f, shown)),
        health_cover=_health_cover(f, papers),
        travel=_travel(f, shown),
    )


def _papers(f: Facts) -> tuple[Paper, ...]:
    """Return the papers in hand. A card that is lost is not; a paper lapses with the refusal."""
    found: list[Paper] = []
    if f.held_kind is not None and f.held_until is not None and f.wish is not Wish.DUPLICATE:
        begins = f.held_from or min(f.on, f.held_until)
        found.append(Paper(PaperKind(f.held_kind.value), begins, f.held_until, f.held_work in _WORKING))
    lapsed = f.refused_on is not None and f.on > f.refused_on
    if f.paper is not None and not lapsed:
        if f.paper_until is not None:
            begins = min(f.filed_on or f.on, f.paper_until)
            found.append(Paper(PaperKind(f.paper.value), begins, f.paper_until, bool(f.paper_work)))
        elif f.paper is DocumentKind.ATTESTATION_DECISION_FAVORABLE and f.granted_on is not None:
            found.append(Paper(PaperKind(f.paper.value), f.granted_on, None, bool(f.paper_work)))
    return tuple(found)


def _shown(f: Facts, answers: Answers, now: Stretch) -> Shown | None:
    cover = now.cover
    if cover is None:
        return None
    if cover in (Cover.PERMIT, Cover.GRACE):
        assert f.held_kind is not None
        until = f.held_until if cover is Cover.PERMIT else now.days.last_day
        in_hand = f.wish is not Wish.DUPLICATE
        return Shown(cover, PaperKind(f.held_kind.value), until, in_hand, f.held_work, now.reasons)
    if cover is Cover.PAPER:
        assert f.paper is not None
        return Shown(cover, PaperKind(f.paper.value), f.paper_until, True, _paper_work(f), now.reasons)
    if cover is Cover.FAVORABLE:
        in_hand = f.paper is DocumentKind.ATTESTATION_DECISION_FAVORABLE
        kind = PaperKind.ATTESTATION_DECISION_FAVORABLE
        return Shown(cover, kind, None, in_hand, _granted_work(f, in_hand=in_hand), now.reasons)
    until = next((p.last_day for p in answers.owed if f.on in p), None)
    return Shown(cover, PaperKind(cover.value), until, False, _owed_work(answers), now.reasons)


def _width(f: Facts) -> Work:
    """Return how widely a document lets work that lets work: a renewal keeps the limits of the card."""
    return Work.LIMITED if f.wish is Wish.RENEWAL and f.held_work is Work.LIMITED else Work.FULL


def _paper_work(f: Facts) -> Work | None:
    if f.paper_work is None:
        return None
    return _width(f) if f.paper_work else Work.NONE


def _granted_work(f: Facts, *, in_hand: bool) -> Work | None:
    """Return what the permit granted allows; the attestation in hand says it better than anything."""
    if in_hand and f.paper_work is not None:
        return _paper_work(f)
    if f.granted_work is not None:
        return _width(f) if f.granted_work else Work.NONE
    return f.held_work if f.wish is Wish.RENEWAL else None


def _owed_work(answers: Answers) -> Work | None:
    part = answers.documents_work or answers.documents
    return None if part is None or part.answer is None else part.answer.work


def _stay(shown: Shown | None, now: Stretch) -> Right:
    if shown is not None:
        return Right(Hold.PROVEN if shown.in_hand else Hold.OWED, shown.until, shown.reasons)
    hold = Hold.UNKNOWN if now.cause is Cause.UNKNOWN else Hold.NOTHING
    return Right(hold, None, now.reasons)


def _work(shown: Shown | None, now: Stretch, proof: Part[work_proof.Answer], answers: Answers) -> Right:
    if shown is None and now.cause is Cause.UNKNOWN:
        return Right(Hold.UNKNOWN, None, ())
    if shown is None:
        return Right(Hold.NOTHING, None, proof.reasons)
    if shown.work is None:
        return Right(Hold.UNKNOWN, None, ())
    if shown.cover is Cover.GRACE:
        kept = () if answers.grace is None else answers.grace.reasons
        return Right(Hold.NOTHING if shown.work is Work.NONE else Hold.PROVEN, shown.until, kept)
    if shown.in_hand and shown.cover is not Cover.FAVORABLE:
        allowed = proof.answer is not None and proof.answer.allowed
        return Right(Hold.PROVEN if allowed else Hold.NOTHING, shown.until, proof.reasons)
    if shown.cover is Cover.PERMIT:
        return Right(Hold.NOTHING if shown.work is Work.NONE else Hold.OWED, shown.until, proof.reasons)
    source = (
        answers.favorable if shown.cover is Cover.FAVORABLE else answers.documents_work or answers.documents
    )
    reasons = () if source is None else source.reasons
    if shown.work is Work.NONE:
        return Right(Hold.NOTHING, None, reasons[-1:] or proof.reasons)
    return Right(Hold.PROVEN if shown.in_hand else Hold.OWED, shown.until, reasons)


def _social(f: Facts, shown: Shown | None) -> Iterator[tuple[Body, Part[body_acceptance.Answer]]]:
    """Ask each body about the paper that proves the stay; where none does, about the one of the filing."""
    if shown is not None and shown.cover is not Cover.GRACE:
        kind, until, work = shown.kind, shown.until, shown.work
    elif shown is None and f.paper is DocumentKind.ATTESTATION_DEPOT:
        kind, until, work = PaperKind.ATTESTATION_DEPOT, None, None
    else:
        return
    for body in Body:
        asked = body_acceptance.Facts(
            body=body,
            document=kind,
            work_mention=work in _WORKING,
            renewal=f.has_permit,
            valid_until=until,
            requested_on=f.on,
        )
        yield body, ask(body_acceptance.NAME, body_acceptance.answer, asked, on=f.on)


def _health_cover(f: Facts, papers: tuple[Paper, ...]) -> Part[health_cover.Answer] | None:
    """Ask until when health cover is kept after the last document in hand that ends."""
    ends = [paper.until for paper in papers if paper.kind is not PaperKind.ATTESTATION_DEPOT]
    known = [end for end in ends if end is not None]
    if len(known) < len(ends) or not known or f.held_kind is PermitKind.DCEM:
        return None
    asked = health_cover.Facts(document_expired_on=max(known))
    return ask(health_cover.NAME, health_cover.answer, asked, on=f.on)


def _travel(f: Facts, shown: Shown | None) -> Part[re_entry.Answer] | None:
    """Ask whether the traveller comes back. A lost card opens no border, whatever its last day."""
    document = _travel_paper(f, shown)
    if document is None or f.wish is Wish.DUPLICATE or f.held_kind is PermitKind.DCEM:
        return None
    asked = re_entry.Facts(document=document, expired_on=f.held_until, on=f.on)
    return ask(re_entry.NAME, re_entry.answer, asked, on=f.on)


def _travel_paper(f: Facts, shown: Shown | None) -> TravelPaper | None:
    if shown is not None:
        if shown.cover is Cover.PERMIT:
            return TravelPaper.PERMIT
        if shown.kind is PaperKind.ATTESTATION_DECISION_FAVORABLE:
            return TravelPaper.ATTESTATION_DECISION_FAVORABLE
        if shown.cover is not Cover.GRACE:
            return (_AS_RENEWAL if f.has_permit else _AS_FIRST)[shown.kind]
    if f.held_until is not None:
        return TravelPaper.EXPIRED_PERMIT
    return TravelPaper.ATTESTATION_DEPOT if f.paper is DocumentKind.ATTESTATION_DEPOT else None
