"""The questions of the contract that a situation calls for, asked with its facts, and their answers."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from datetime import date
from functools import partial
from typing import Any, Generic, TypeVar

from sejour.law import filing
from sejour.law.facts import FactError
from sejour.law.findings import Reason, Reasons
from sejour.law.kinds import (
    CardStatus,
    Category,
    Decision,
    DepositStatus,
    FirstBasis,
    PaidProcedure,
    PermitKind,
    Work,
)
from sejour.law.periods import Period, add_months
from sejour.law.pieces import Piece, pieces_for
from sejour.law.questions import (
    appeal,
    attestation_decision_favorable,
    card_due,
    deposit_status,
    deposit_window,
    first_application_deadline,
    grace,
    implicit_refusal,
    provisional_documents,
    receipt,
)
from sejour.law.questions import fees as fees_question
from sejour.law.situation.facts import REFUSALS, Facts, Outcome, Wish

F = TypeVar("F")
A = TypeVar("A")

# How far ahead days are told: what the page shows, no number of the law.
MONTHS_AHEAD = 12


@dataclass(frozen=True, slots=True)
class Part(Generic[A]):
    """A question, the facts that it was asked, the day on which the law is read, and its answer.

    `answer` is None where a fact lacks: `missing` then names it.
    """

    question: str
    facts: Any
    as_of: date
    answer: A | None
    missing: str | None = None

    @property
    def reasons(self) -> Reasons:
        """The reasons of the answer; none where there is no answer."""
        found: Reasons = getattr(self.answer, "reasons", ())
        return found


def ask(name: str, answer: Callable[[F, date], A], facts: F, *, on: date) -> Part[A]:
    """Ask a question; where a fact lacks, the part names it."""
    try:
        return Part(name, facts, on, answer(facts, on))
    except FactError as error:
        return Part(name, facts, on, None, error.fact)


def _lacks(name: str, fact: str, on: date) -> Part[Any]:
    return Part(name, None, on, None, fact)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What the questions answered. A part is None where the situation does not call for its question.

    `no_window`: why no window applies, where none does. `is_late`: the filing, or one made today, is late;
    `lateness_hangs`: that hangs on a day of which only the month is told.
    """

    no_window: Reason | None
    channel: filing.Channel | None
    window: Part[deposit_window.Answer] | None
    deadline: Part[first_application_deadline.Answer] | None
    deposit: Part[deposit_status.Answer] | None
    is_late: bool
    lateness_hangs: bool
    documents: Part[provisional_documents.Answer] | None
    documents_work: Part[provisional_documents.Answer] | None
    grace: Part[grace.Answer] | None
    favorable: Part[attestation_decision_favorable.Answer] | None
    receipt: Part[receipt.Answer] | None
    silence: Part[implicit_refusal.Answer] | None
    appeal: Part[appeal.Answer] | None
    card_due: Part[card_due.Answer] | None
    fees: Part[fees_question.Answer] | None
    fees_otherwise: Part[fees_question.Answer] | None
    pieces: tuple[Piece, ...]

    @property
    def parts(self) -> Iterator[Part[Any]]:
        """Yield every question that was asked."""
        yield from (part for f in fields(self) if isinstance(part := getattr(self, f.name), Part))

    @property
    def window_period(self) -> Period | None:
        """The days of the window, where one applies and is known."""
        found = None if self.window is None else self.window.answer
        if found is None or found.opens is None or found.closes is None:
            return None
        return Period(found.opens, found.closes)

    @property
    def grace_period(self) -> Period | None:
        """The days during which the expired card proves, once its renewal is asked for."""
        found = None if self.grace is None else self.grace.answer
        if found is None or found.from_ is None or found.until is None:
            return None
        return Period(found.from_, found.until)

    @property
    def owed(self) -> tuple[Period, ...]:
        """The provisional documents that the application gives, without a gap."""
        return (
            () if self.documents is None or self.documents.answer is None else self.documents.answer.periods
        )

    @property
    def limit(self) -> date | None:
        """The last day to go to court, by the prudent reading."""
        return None if self.appeal is None or self.appeal.answer is None else self.appeal.answer.until

    @property
    def silence_on(self) -> date | None:
        """The day on which silence is a refusal."""
        return None if self.silence is None or self.silence.answer is None else self.silence.answer.on


def answers_to(facts: Facts) -> Answers:
    """Ask the questions that the facts call for, in the order in which they need each other."""
    no_window = None if facts.held_kind is None else filing.no_window(facts.held_kind)
    channel = _channel(facts)
    window = _window(facts)
    deadline = _deadline(facts)
    deposit = _deposit(facts)
    is_late, hangs = _lateness(facts, deposit, deadline)
    in_time = deadline is not None and deadline.answer is not None and not is_late
    documents = partial(_documents, facts, channel, window) if no_window is None else _no_documents
    silence = _silence(facts)
    price, otherwise = _fees(facts, is_late=is_late)
    return Answers(
        no_window=no_window,
        channel=channel,
        window=window,
        deadline=deadline,
        deposit=deposit,
        is_late=is_late,
        lateness_hangs=hangs,
        documents=documents(_category(facts, in_time=in_time)),
        documents_work=documents(Category.FIRST) if facts.wish is Wish.NEW_GROUND else None,
        grace=_grace(facts),
        favorable=_favorable(facts),
        receipt=_receipt(facts, channel),
        silence=silence,
        appeal=_appeal(facts, silence),
        card_due=_card_due(facts),
        fees=price,
        fees_otherwise=otherwise,
        pieces=_pieces(facts),
    )


# Filing -----------------------------------------------------------------------------------------


def _filing_day(f: Facts) -> date:
    """Return the day of the filing; today, for one that is not made yet."""
    return f.filed_on or f.on


def _channel(f: Facts) -> filing.Channel | None:
    if f.wish is Wish.DUPLICATE or (f.filed_online is None and f.article is None):
        return None
    renewal = f.has_permit and filing.is_listed_as_renewal(f.held_kind)
    return deposit_window.channel_of(f.filed_online, f.article, on=_filing_day(f), renewal=renewal)


def _window(f: Facts) -> Part[deposit_window.Answer] | None:
    if not f.has_permit:
        return None
    asked = deposit_window.Facts(
        held_until=f.held_until, online=f.filed_online, article=f.article, held_kind=f.held_kind
    )
    return ask(deposit_window.NAME, deposit_window.answer, asked, on=_filing_day(f))


def _deadline(f: Facts) -> Part[first_application_deadline.Answer] | None:
    name = first_application_deadline.NAME
    if f.has_permit or f.is_protected:
        return None
    if f.basis is None or f.basis_day is None:
        return _lacks(name, "basis" if f.basis is None else "basis_day", f.on)
    asked = first_application_deadline.Facts(basis=f.basis, date_=f.basis_day)
    return ask(name, first_application_deadline.answer, asked, on=_filing_day(f))


def _deposit(f: Facts) -> Part[deposit_status.Answer] | None:
    """Ask where the filing stands; for one that is not made yet, where it would stand today."""
    if not f.renews:
        return None
    asked = deposit_status.Facts(
        held_until=f.held_until,
        filed_on=_filing_day(f),
        online=f.filed_online,
        article=f.article,
        held_kind=f.held_kind,
        first_failed_attempt_on=f.first_failed_attempt_on,
    )
    return ask(deposit_status.NAME, deposit_status.answer, asked, on=f.on)


_LATE = frozenset({DepositStatus.LATE, DepositStatus.LATE_ENTRY_CONDITIONS})


def _lateness(
    f: Facts,
    deposit: Part[deposit_status.Answer] | None,
    deadline: Part[first_application_deadline.Answer] | None,
) -> tuple[bool, bool]:
    if deposit is not None and deposit.answer is not None:
        return deposit.answer.status in _LATE, False
    if deadline is None or deadline.answer is None:
        return False, False
    late = _filing_day(f) > deadline.answer.closes
    return late, late and _filing_day(f) <= _latest_deadline(f, deadline.answer.closes)


def _latest_deadline(f: Facts, earliest: date) -> date:
    if f.basis is None or f.basis_last_day is None:
        return earliest
    asked = first_application_deadline.Facts(basis=f.basis, date_=f.basis_last_day)
    return first_application_deadline.answer(asked, _filing_day(f)).closes


# What is owed -----------------------------------------------------------------------------------

# R.431-15-1 al. 3: who has a right to the attestation without a document held, if they filed in time.
_WITH_RIGHT_IN_TIME = frozenset(
    {FirstBasis.YOUNG_ADULT, FirstBasis.YOUNG_ADULT_WITH_RIGHT, FirstBasis.LOST_NATIONALITY}
)


def _category(f: Facts, *, in_time: bool) -> Category:
    """Return the category by which documents are owed; `in_time`: a first application came in time."""
    if f.has_permit:
        return Category.RENEWAL
    if f.is_protected:
        return f.category
    return Category.YOUNG_ADULT if in_time and f.basis in _WITH_RIGHT_IN_TIME else Category.FIRST


def _no_documents(_: Category) -> None:
    """Ask nothing: the question knows no document without a window."""


def _documents(
    f: Facts,
    channel: filing.Channel | None,
    window: Part[deposit_window.Answer] | None,
    category: Category,
) -> Part[provisional_documents.Answer] | None:
    if f.filed_on is None or f.wish is Wish.DUPLICATE:
        return None
    asked = provisional_documents.Facts(
        category=category,
        article=f.article,
        online=None if channel is None else channel.online,
        filed_on=_counts_from(f, window),
        complete_on=f.complete_since,
        held_until=f.held_until,
        held_allowed_work=f.held_work,
        holds_long_stay_visa=f.held_kind is PermitKind.VLS_TS,
        decided_on=f.decided_on,
    )
    horizon = add_months(f.on, MONTHS_AHEAD)
    return ask(provisional_documents.NAME, provisional_documents.answer, asked, on=horizon)


def _counts_from(f: Facts, window: Part[deposit_window.Answer] | None) -> date:
    """Return the day from which a filing counts: the first attempt that failed inside the window (P-3)."""
    filed_on, attempt = _filing_day(f), f.first_failed_attempt_on
    found = None if window is None else window.answer
    if attempt is None or found is None or found.opens is None or found.closes is None:
        return filed_on
    return attempt if found.opens <= attempt <= found.closes < filed_on else filed_on


def _grace(f: Facts) -> Part[grace.Answer] | None:
    """Ask of the expired card: as filed, or as it would be if the filing were made today."""
    if f.wish is not Wish.RENEWAL:
        return None
    if f.held_kind is None:
        return _lacks(grace.NAME, "held_kind", f.on)
    asked = grace.Facts(
        held_kind=f.held_kind,
        held_until=f.held_until,
        filed_on=_filing_day(f),
        held_years=f.held_years,
        decided_on=f.decided_on,
        departement=f.departement,
    )
    return ask(grace.NAME, grace.answer, asked, on=f.on)


def _favorable(f: Facts) -> Part[attestation_decision_favorable.Answer] | None:
    if f.granted_on is None:
        return None
    works = f.granted_work
    if works is None and f.wish is Wish.RENEWAL:
        works = f.held_work in (Work.LIMITED, Work.FULL)
    asked = attestation_decision_favorable.Facts(decided_on=f.granted_on, granted_allows_work=bool(works))
    name = attestation_decision_favorable.NAME
    return ask(name, attestation_decision_favorable.answer, asked, on=f.on)


def _receipt(f: Facts, channel: filing.Channel | None) -> Part[receipt.Answer] | None:
    if f.filed_on is None or channel is None or not channel.online:
        return None
    asked = receipt.Facts(received_on=f.filed_on, departement=f.departement)
    return ask(receipt.NAME, receipt.answer, asked, on=f.on)


_CARD_STATUS = {
    Category.REFUGEE: CardStatus.REFUGEE,
    Category.SUBSIDIARY_PROTECTION: CardStatus.SUBSIDIARY_PROTECTION,
}


def _card_due(f: Facts) -> Part[card_due.Answer] | None:
    if f.is_protected:
        if f.recognized_on is None:
            return _lacks(card_due.NAME, "recognized_on", f.on)
        asked = card_due.Facts(status=_CARD_STATUS[f.category], date_=f.recognized_on)
    elif f.wish is Wish.FIRST and f.basis is FirstBasis.EU_FAMILY and f.filed_on is not None:
        asked = card_due.Facts(status=CardStatus.EU_FAMILY, date_=f.filed_on)
    else:
        return None
    return ask(card_due.NAME, card_due.answer, asked, on=f.on)


# Silence and refusals ---------------------------------------------------------------------------

_DECISIONS = {
    Outcome.REFUSED: Decision.REFUSAL,
    Outcome.REFUSED_WITH_REMOVAL: Decision.REFUSAL_WITH_REMOVAL,
}


def _silence(f: Facts) -> Part[implicit_refusal.Answer] | None:
    if f.filed_on is None or f.outcome is not None or f.wish is Wish.DUPLICATE:
        return None
    if f.article is None:
        return _lacks(implicit_refusal.NAME, "article", f.on)
    asked = implicit_refusal.Facts(article=f.article, filed_on=f.filed_on, complete_on=f.complete_since)
    return ask(implicit_refusal.NAME, implicit_refusal.answer, asked, on=f.on)


def _appeal(f: Facts, silence: Part[implicit_refusal.Answer] | None) -> Part[appeal.Answer] | None:
    """Ask for the limit as if a full receipt had been given: the prudent day."""
    silent = None if silence is None else silence.answer
    if f.outcome in REFUSALS:
        assert f.outcome is not None
        decision, day = _DECISIONS[f.outcome], f.decided_on
    elif silent is not None and silent.challengeable:
        decision, day = Decision.IMPLICIT, silent.on
    else:
        return None
    if day is None:
        return _lacks(appeal.NAME, "decided_on", f.on)
    asked = appeal.Facts(decision=decision, date_=day, receipt_complete=True, departement=f.departement)
    return ask(appeal.NAME, appeal.answer, asked, on=f.on)


# Money and pieces -------------------------------------------------------------------------------


def _fees(
    f: Facts, *, is_late: bool
) -> tuple[Part[fees_question.Answer] | None, Part[fees_question.Answer] | None]:
    """Return the price, and beside it that of the other reading, or with what may be added."""
    price = partial(_price, f)
    if f.basis is FirstBasis.LONG_STAY_VISA_VALIDATION:
        return None, None
    if f.held_kind is PermitKind.DCEM:
        return price(PaidProcedure.MINOR_TRAVEL_DOCUMENT), None
    match f.wish:
        case Wish.DUPLICATE:
            return price(PaidProcedure.DUPLICATE), None
        case Wish.RENEWAL:
            return price(PaidProcedure.RENEWAL, late=is_late), None
        case Wish.NEW_GROUND:
            return price(PaidProcedure.RENEWAL, late=is_late), price(PaidProcedure.FIRST)
        case _:
            return price(PaidProcedure.FIRST), price(PaidProcedure.FIRST, regularisation=True)


def _price(
    f: Facts, procedure: PaidProcedure, *, late: bool = False, regularisation: bool = False
) -> Part[fees_question.Answer]:
    asked = fees_question.Facts(
        procedure=procedure,
        article=f.article,
        decided_on=f.granted_on or f.on,
        late=late,
        regularisation=regularisation,
    )
    return ask(fees_question.NAME, fees_question.answer, asked, on=f.on)


def _pieces(f: Facts) -> tuple[Piece, ...]:
    nothing_asked = f.wish is Wish.DUPLICATE or f.basis is FirstBasis.LONG_STAY_VISA_VALIDATION
    if f.article is None or nothing_asked:
        return ()
    return pieces_for(f.article, renewal=f.wish is Wish.RENEWAL)
