"""What an agent does to a file, behind the agent's door; each leaves a line in the journal."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from sejour.applications import services as applications
from sejour.applications.models import Application, ComplementRequest, Procedure
from sejour.applications.states import State
from sejour.continuity import services as continuity
from sejour.continuity.models import ProvisionalDocument
from sejour.continuity.rights import rights_on
from sejour.continuity.selectors import proofs_of
from sejour.core import journal
from sejour.core.clock import day_of
from sejour.core.errors import NotFound
from sejour.identity.access import Agent
from sejour.identity.models import Person
from sejour.instruction import access
from sejour.instruction.errors import CardBeginsTooLate, NumberAlreadyUsed, TooLong
from sejour.instruction.services.take import require_in_hand
from sejour.law.acts import articles_of
from sejour.law.kinds import DocumentKind
from sejour.law.periods import day_after, months_from
from sejour.law.pieces import piece_named
from sejour.law.tables import parameter
from sejour.permits import services as permits
from sejour.permits.models import Permit
from sejour.territory.selectors import zone_of

FAVORABLE = DocumentKind.ATTESTATION_DECISION_FAVORABLE


def consult(*, agent: Agent, reference: str, at: datetime) -> Application:
    """Open a file to read it; the consultation is written, and its person sees it (R.142-22)."""
    application = access.to_read(agent, reference)
    journal.append(
        stream=journal.stream_of("application", reference),
        verb="consulted",
        actor=agent.actor,
        at=at,
        articles=articles_of("consulted", day_of(at, zone_of(application.prefecture))),
    )
    return application


@transaction.atomic
def ask_for_pieces(
    *,
    agent: Agent,
    reference: str,
    pieces: Sequence[str],
    due_on: date,
    message: str,
    at: datetime,
) -> ComplementRequest:
    """Ask for pieces of the ground, by their codes: only those that a text requires (CRPA L.114-5).

    The request can make the file incomplete if one of them at least is indispensable (P-1).
    """
    application = access.to_read(agent, reference)
    require_in_hand(agent, application, at)
    named = [piece_named(application.article, code) for code in pieces]
    asked = [piece for piece in named if piece is not None]
    if len(asked) < len(pieces) or not asked:
        raise NotFound
    return applications.request_complement(
        reference=reference,
        pieces=[{"code": p.code, "label": p.label, "article": p.article} for p in asked],
        due_on=due_on,
        indispensable=any(piece.indispensable for piece in asked),
        message=message,
        actor=agent.actor,
        at=at,
    )


def refer(*, agent: Agent, reference: str, at: datetime) -> Application:
    """Refer a planned refusal to the commission."""
    access.to_read(agent, reference)
    return applications.refer_to_commission(reference=reference, actor=agent.actor, at=at)


def grant_attestation(
    *, agent: Agent, reference: str, first_day: date, last_day: date, at: datetime
) -> ProvisionalDocument:
    """Grant an attestation that is not of right, no longer than the law allows. Raises TooLong."""
    access.to_read(agent, reference)
    months = parameter("attestation_prolongation_months", first_day)
    if last_day > months_from(first_day, months).last_day:
        raise TooLong(months=months)
    return continuity.grant_attestation(
        reference=reference, first_day=first_day, last_day=last_day, actor=agent.actor, at=at
    )


def record_card_made(*, agent: Agent, reference: str, at: datetime) -> None:
    """Record that the card of a granted application has arrived."""
    access.to_read(agent, reference)
    permits.record_card_made(reference=reference, actor=agent.actor, at=at)


def hand_over_card(
    *,
    agent: Agent,
    reference: str,
    number: str,
    first_day: date,
    last_day: date,
    at: datetime,
) -> Permit:
    """Hand the card over: the permit held changes. Raises CardBeginsTooLate rather than open a gap.

    Raises NumberAlreadyUsed, as when the number of the former card is typed.
    """
    application = access.to_read(agent, reference)
    _check_no_gap(application, first_day, at)
    if application.state == State.GRANTED and Permit.objects.filter(number=number).exists():
        raise NumberAlreadyUsed(number=number)
    return permits.hand_over_card(
        reference=reference,
        number=number,
        first_day=first_day,
        last_day=last_day,
        actor=agent.actor,
        at=at,
    )


def _check_no_gap(application: Application, first_day: date, at: datetime) -> None:
    """Refuse a card that begins after the other documents end: the attestation ends with the hand-over."""
    today = day_of(at, zone_of(application.prefecture))
    others = [p for p in proofs_of(application.person) if p.kind != FAVORABLE]
    rights = rights_on(day_after(today), others)
    if first_day > day_after(today) and (
        not rights.stay or (rights.stay_until is not None and day_after(rights.stay_until) < first_day)
    ):
        raise CardBeginsTooLate


@transaction.atomic
def register_paper_filing(
    *,
    agent: Agent,
    foreigner_number: str,
    procedure: Procedure,
    article: str,
    at: datetime,
) -> Application:
    """Register an application received at the counter, complete; a récépissé is owed at once.

    A second click finds what the first one registered that day.
    """
    # One at a time for one person.
    person = Person.objects.select_for_update(of=("self",)).select_related("prefecture")
    found = (
        person.filter(foreigner_number=foreigner_number, prefecture=agent.prefecture).first()
        if agent.prefecture
        else None
    )
    if found is None:
        raise NotFound
    on = day_of(at, zone_of(found.prefecture))
    same = Application.objects.open().of(found).filter(procedure=procedure, article=article, filed_on=on)
    known = same.first()
    if known is not None:
        return known
    return applications.register_filing(
        person=found, procedure=procedure, article=article, online=False, actor=agent.actor, at=at
    )
