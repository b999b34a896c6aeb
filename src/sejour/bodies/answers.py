"""What a body is told, by purpose: what its task needs, and nothing else. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sejour.bodies.choices import Level, Purpose
from sejour.bodies.people import Named
from sejour.continuity.rights import Proof, Rights, rights_on
from sejour.continuity.sentences import rights_sentence, stay_sentence
from sejour.law.kinds import Work
from sejour.law.periods import day_before
from sejour.law.wording import limits_of_work


@dataclass(frozen=True, slots=True)
class Stay:
    """Whether the stay is proven, until when, and since when without a day missing."""

    allowed: bool
    until: date | None
    since: date | None


@dataclass(frozen=True, slots=True)
class WorkRight:
    """How far somebody may work, until when, and what the limits are."""

    right: Work
    until: date | None
    limits: str | None


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that proves the right, to be compared with the one that is shown."""

    kind: str
    number: str | None
    first_day: date
    last_day: date | None


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question; `stay`, `work` and `documents` are None where the purpose needs none."""

    on: date
    purpose: Purpose
    stay: Stay
    work: WorkRight | None
    documents: tuple[Paper, ...] | None
    sentence: str


def answer(purpose: Purpose, named: Named, on: date) -> Answer:
    """Answer for a purpose and a day. Work is told for work only, documents to whoever compares papers."""
    rights = rights_on(on, named.proofs)
    since = known_since(on, named.proofs) if purpose is Purpose.SOCIAL else None
    told = purpose is not Purpose.STAY
    return Answer(
        on=on,
        purpose=purpose,
        stay=Stay(rights.stay, rights.stay_until, since),
        work=_work(rights) if purpose is Purpose.WORK else None,
        documents=tuple(_papers(rights, named)) if told else None,
        sentence=rights_sentence(rights) if purpose is Purpose.WORK else stay_sentence(rights),
    )


def _work(rights: Rights) -> WorkRight:
    limits = limits_of_work(rights.day) if rights.work is Work.LIMITED else None
    return WorkRight(rights.work, rights.work_until, limits)


def _papers(rights: Rights, named: Named) -> Iterator[Paper]:
    for proof in rights.proofs:
        yield Paper(proof.kind, named.number_of(proof), proof.first_day, proof.last_day)


def known_since(day: date, proofs: Sequence[Proof]) -> date | None:
    """Return the first of the days up to `day` on which the stay is proven without a day missing, or None."""
    reached = None
    for proof in sorted(proofs, key=lambda proof: proof.last_day or day, reverse=True):
        touches = proof.last_day is None or proof.last_day >= (day_before(reached) if reached else day)
        if touches and proof.first_day <= day:
            reached = min(reached or proof.first_day, proof.first_day)
    return reached


@dataclass(frozen=True, slots=True)
class Right:
    """The one right that a purpose follows: how much of it, and until when (None: no known end)."""

    level: Level
    until: date | None


def right_on(purpose: Purpose, proofs: Sequence[Proof], day: date) -> Right:
    """Return the right that a purpose follows, on a day."""
    rights = rights_on(day, proofs)
    if purpose is Purpose.WORK:
        return Right(Level(rights.work.value), rights.work_until)
    return Right(Level.FULL if rights.stay else Level.NONE, rights.stay_until)
