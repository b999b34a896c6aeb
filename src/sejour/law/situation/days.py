"""Every day from now on, and since the end of the document held: what covers it, or why nothing does."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from sejour.law.findings import Reason, Reasons
from sejour.law.kinds import DocumentKind, PermitKind
from sejour.law.periods import Period, add_months, day_after, day_before
from sejour.law.situation.facts import REFUSALS, Facts, Wish
from sejour.law.situation.parts import MONTHS_AHEAD, Answers
from sejour.law.sources import Certainty
from sejour.law.tables import rule

PROVING = frozenset(
    {
        DocumentKind.ATTESTATION_PROLONGATION,
        DocumentKind.ATTESTATION_DECISION_FAVORABLE,
        DocumentKind.RECEPISSE,
    }
)


class Cover(StrEnum):
    """What proves a stay on a day: what is in hand first, then what is owed."""

    PERMIT = "permit"
    FAVORABLE = "attestation_decision_favorable"
    PAPER = "paper"
    PROLONGATION = "attestation_prolongation"
    RECEPISSE = "recepisse"
    GRACE = "grace"


class Cause(StrEnum):
    """Why nothing proves a stay on a day."""

    NOT_FILED = "not_filed"
    REFUSED = "refused"
    INCOMPLETE = "incomplete"
    FILED_LATE = "filed_late"
    NO_RIGHT = "no_right"
    UNSAID = "unsaid"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days that follow each other and are covered alike: by what, or the cause for which they are not.

    A valid permit needs no reason: it is the document of residence itself.

    `missing` names the fact without which days of the cause `unknown` cannot be told.
    """

    days: Period
    cover: Cover | None
    cause: Cause | None
    reasons: Reasons
    missing: str | None = None

    def goes_on_as(self, other: "Stretch") -> bool:
        """Tell whether another stretch goes on as this one."""
        return (self.cover, self.cause, self.missing) == (other.cover, other.cause, other.missing)


_LAPSED = Reason(
    rule("P-7"), "Le refus met fin aux documents de cette demande, le lendemain de sa notification."
)
_NOTHING_FOLLOWS = Reason(rule("R-API-01"), "Sans demande déposée, aucun document ne suit la fin du vôtre.")
_NOTHING_ASKED = Reason(rule("R-DEP-04"), "Sans demande déposée, aucun document n'est dû.")
INCOMPLETE = Reason(rule("P-1"), "Une pièce demandée n'est pas encore arrivée : aucun document n'est dû.")
_LATE = Reason(
    rule("R-DEP-16"), "La demande a été déposée hors délai : aucun document n'est dû de droit ces jours-là."
)
_NO_RIGHT = Reason(rule("R-API-07"), "Aucun texte n'oblige à donner un document pour cette première demande.")
_UNSAID = Reason(
    rule("P-10"), "Les textes lus ne disent pas ce qui couvre ces jours : faites-le confirmer.", Certainty.LOW
)
_FAVORABLE = Reason(rule("R-ADF-01"), "Votre attestation prouve votre séjour jusqu'à la carte.")
_RECEPISSE = Reason(rule("R-REC-01"), "Votre récépissé autorise votre présence jusqu'à sa fin.")
_WITH_PERMIT = Reason(
    rule("R-API-01"),
    "Votre attestation, montrée avec votre titre expiré, prouve votre séjour jusqu'à sa fin.",
)
_ALONE = "Votre attestation de prolongation prouve votre séjour jusqu'à sa fin."
_OF_PROTECTED, _OF_FIRST = Reason(rule("R-API-06"), _ALONE), Reason(rule("R-API-07"), _ALONE)


@dataclass(frozen=True, slots=True)
class _Covering:
    days: Period
    cover: Cover
    reasons: Reasons


def stretches(f: Facts, answers: Answers) -> tuple[Stretch, ...]:
    """Return days that follow each other, from the day after the document held, or today, to the horizon.

    Every day stands in one stretch, and every stretch has what covers it, or a cause.
    """
    whole = _whole(f)
    covering = list(_covering(f, answers, whole))
    turns = [day for c in covering for day in (c.days.first_day, day_after(c.days.last_day))]
    turns += [day for day in (f.filed_on, f.complete_since, f.on) if day is not None]
    turns += [day_after(day) for day in (f.held_until, f.decided_on) if day is not None]
    begins = sorted({whole.first_day, *(day for day in turns if day in whole)})
    ends = [*(day_before(day) for day in begins[1:]), whole.last_day]
    found: list[Stretch] = []
    for begin, end in zip(begins, ends, strict=True):
        stretch = _stretch(Period(begin, end), f, answers, covering)
        if found and found[-1].goes_on_as(stretch):
            found[-1] = replace(found[-1], days=Period(found[-1].days.first_day, end))
        else:
            found.append(stretch)
    return tuple(found)


def _whole(f: Facts) -> Period:
    """Return the days to tell of: from today, or from the day after a document that has ended."""
    ended = f.held_until is not None and f.held_until < f.on
    first_day = day_after(f.held_until) if ended and f.held_until is not None else f.on
    return Period(first_day, add_months(f.on, MONTHS_AHEAD))


def _covering(f: Facts, answers: Answers, whole: Period) -> Iterator[_Covering]:
    """Yield what covers days, those in hand first: where two cover a day, the first is told."""
    for first_day, last_day, cover, reasons in _proofs(f, answers):
        begin, end = max(first_day, whole.first_day), min(last_day, whole.last_day)
        if begin <= end:
            yield _Covering(Period(begin, end), cover, reasons)


def _proofs(f: Facts, answers: Answers) -> Iterator[tuple[date, date, Cover, Reasons]]:
    lapse = f.refused_on or date.max
    if f.held_until is not None and f.held_kind not in (None, PermitKind.DCEM):
        yield date.min, f.held_until, Cover.PERMIT, ()
    if answers.favorable is not None and answers.favorable.answer is not None:
        yield answers.favorable.answer.from_, date.max, Cover.FAVORABLE, answers.favorable.reasons
    if f.paper in PROVING and f.paper_until is not None:
        yield (
            min(f.filed_on or f.on, f.paper_until),
            min(f.paper_until, lapse),
            Cover.PAPER,
            paper_reasons(f),
        )
    if answers.documents is not None and answers.documents.answer is not None:
        cover = Cover(answers.documents.answer.kind.value)
        for period in answers.owed:
            yield period.first_day, min(period.last_day, lapse), cover, answers.documents.reasons
    kept = answers.grace_period
    if f.filed_on is not None and kept is not None and answers.grace is not None:
        yield max(kept.first_day, f.filed_on), kept.last_day, Cover.GRACE, answers.grace.reasons


def paper_reasons(f: Facts) -> Reasons:
    """Return why a provisional document in hand proves the stay."""
    if f.paper is DocumentKind.ATTESTATION_DECISION_FAVORABLE:
        return (_FAVORABLE,)
    if f.paper is DocumentKind.RECEPISSE:
        return (_RECEPISSE,)
    if f.has_permit:
        return (_WITH_PERMIT,)
    return (_OF_PROTECTED if f.is_protected else _OF_FIRST,)


def _stretch(days: Period, f: Facts, answers: Answers, covering: list[_Covering]) -> Stretch:
    for found in covering:
        if days.first_day in found.days:
            return Stretch(days, found.cover, None, found.reasons)
    missing = _unknown(f, answers)
    if missing is not None:
        return Stretch(days, None, Cause.UNKNOWN, (), missing)
    cause, reason = _cause(days.first_day, f, answers)
    return Stretch(days, None, cause, (reason,))


def _unknown(f: Facts, answers: Answers) -> str | None:
    """Return the fact without which days that nothing covers cannot be explained."""
    if f.has_permit and (f.held_kind is None or f.held_until is None):
        return "held_kind" if f.held_kind is None else "held_until"
    if f.outcome is not None and f.decided_on is None:
        return "decided_on"
    if f.filed_on is None or f.outcome in REFUSALS:
        return None
    if answers.grace is not None and answers.grace.missing is not None:
        return answers.grace.missing
    if answers.documents is not None and answers.documents.missing is not None:
        return answers.documents.missing
    return "basis_day" if answers.lateness_hangs else None


def _cause(day: date, f: Facts, answers: Answers) -> tuple[Cause, Reason]:
    """Return why nothing covers a day: the first cause that applies."""
    if f.refused_on is not None and day > f.refused_on:
        return Cause.REFUSED, _LAPSED
    if f.held_kind is PermitKind.DCEM:
        return Cause.UNSAID, _UNSAID
    if f.filed_on is None:
        return Cause.NOT_FILED, _NOTHING_FOLLOWS if f.has_permit else _NOTHING_ASKED
    if day < f.filed_on:
        return (Cause.FILED_LATE, _LATE) if f.has_permit else (Cause.NOT_FILED, _NOTHING_ASKED)
    if answers.documents is None or answers.documents.answer is None:
        return Cause.UNSAID, _UNSAID
    if f.complete_since is None or day < f.complete_since:
        return Cause.INCOMPLETE, INCOMPLETE
    if f.has_permit and answers.is_late:
        return Cause.FILED_LATE, _LATE
    if f.wish is Wish.FIRST and not answers.documents.answer.of_right:
        return Cause.NO_RIGHT, _NO_RIGHT
    return Cause.UNSAID, _UNSAID
