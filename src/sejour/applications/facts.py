"""From rows to the facts that the law reads."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sejour.applications.errors import NotAnApplicationCategory
from sejour.applications.models import Application, ComplementRequest, FailedAttempt, Procedure
from sejour.identity.models import Person
from sejour.law import filing
from sejour.law.articles import protection_of
from sejour.law.kinds import Category, DepositStatus, PermitKind
from sejour.law.periods import day_after
from sejour.law.silence import PieceRequest, Silence, implicit_refusal
from sejour.permits.models import Permit
from sejour.permits.selectors import latest


@dataclass(frozen=True, slots=True)
class Situation:
    """How a filing is understood: its category, channel, and whether it asks for a new ground."""

    category: Category
    online: bool
    asks_as_first: bool
    held_permit: Permit | None


def was_held(permit: Permit, on: date) -> bool:
    """Tell whether a permit was held on the day of a filing: known by then, or begun and in hand by then."""
    in_hand = permit.handed_over_on is None or permit.handed_over_on <= on
    return permit.known_on <= on or (permit.first_day <= on and in_hand)


def held_at_filing(permits: Sequence[Permit], on: date) -> Permit | None:
    """Return the document held on the day of filing: with several, E is the latest end."""
    return latest([permit for permit in permits if was_held(permit, on)])


def situation(
    *,
    procedure: Procedure,
    article: str,
    permits: Sequence[Permit],
    on: date,
    category: Category | None = None,
    online: bool | None = None,
) -> Situation:
    """Say how a filing is understood; what is stated wins over what is deduced.

    Raises NotAnApplicationCategory.
    """
    if category is Category.COMMISSION:
        raise NotAnApplicationCategory
    held = held_at_filing(permits, on)
    renews = procedure is Procedure.RENEWAL
    still_holds = held is not None and held.last_day >= on
    if category is None:
        protection = protection_of(article)
        if procedure is Procedure.FIRST and protection is not None:
            category = protection
        elif procedure is Procedure.FIRST and not still_holds:
            category = Category.FIRST
        else:
            # Whoever holds a document has its extension, whatever the permit asked for (R.431-5, 1°).
            category = Category.RENEWAL
    asks_as_first = category is Category.RENEWAL and not renews
    channel = filing.channel(stated=online, article=article, renewal=renews, on=on)
    return Situation(category, channel.online, asks_as_first, held)


def standing_of(
    *,
    category: Category,
    article: str,
    online: bool,
    held: Permit | None,
    filed_on: date,
    attempts: Sequence[date],
) -> filing.Standing:
    """Say where a filing stands. `attempts`: days on which the platform failed the person."""
    if category not in (Category.RENEWAL, Category.FIRST) or held is None:
        return filing.without_window(filed_on)
    kind = PermitKind(held.kind)
    none = filing.no_window(kind)
    if none is not None:
        return filing.without_window(filed_on, none)
    window, _ = filing.deposit_window(held_until=held.last_day, online=online, on=filed_on, article=article)
    inside = [day for day in attempts if day in window and day <= filed_on]
    return filing.standing(
        held_until=held.last_day,
        online=online,
        filed_on=filed_on,
        first_failed_attempt_on=min(inside, default=None),
        held_kind=kind,
        article=article,
    )


def found_standing(application: Application) -> filing.Standing:
    """Return the standing that was found at the filing, with its reasons.

    The day that counts is the one that was written down: it survives whatever is learnt since (P-8).
    """
    assert application.counts_from is not None
    assert application.filed_on is not None
    again = standing_of(
        category=Category(application.category),
        article=application.article,
        online=application.online,
        held=application.held_permit,
        filed_on=application.filed_on,
        attempts=[application.counts_from] if application.counts_from < application.filed_on else [],
    )
    return replace(
        again,
        status=DepositStatus(application.deposit_status),
        counts_from=application.counts_from,
        late_fee=application.late_fee,
    )


def attempts_of(person: Person) -> list[date]:
    """Return the days on which the platform failed a person who tried to file."""
    return list(FailedAttempt.objects.filter(person=person).values_list("on", flat=True))


def incomplete_from(requests: Sequence[ComplementRequest]) -> date | None:
    """Return the day from which the file is, or will be, incomplete if nothing more comes (P-1)."""
    unanswered = [r.due_on for r in requests if r.counts and r.answered_on is None]
    return day_after(min(unanswered)) if unanswered else None


def complete_since(application: Application, requests: Sequence[ComplementRequest]) -> date:
    """Return the day since which the file is complete: its filing, or the last late answer (P-1)."""
    assert application.counts_from is not None
    late = [
        r.answered_on for r in requests if r.counts and r.answered_on is not None and r.answered_on > r.due_on
    ]
    return max([application.counts_from, *late])


def silence_of(application: Application, requests: Sequence[ComplementRequest]) -> Silence:
    """Say when silence on this application becomes a refusal."""
    assert application.counts_from is not None
    return implicit_refusal(
        article=application.article,
        filed_on=application.counts_from,
        complete_on=application.counts_from,
        piece_requests=tuple(
            PieceRequest(r.asked_on, r.due_on, r.answered_on, r.indispensable) for r in requests
        ),
    )
