"""The work list, and what a file's page shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from sejour.applications.models import Application
from sejour.applications.states import State
from sejour.identity.access import Agent
from sejour.identity.names import folded
from sejour.instruction.models import Proposal, ProposalState
from sejour.law.pieces import ground_of
from sejour.permits.models import Card, CardState

PAGE = 50
MOST_FOUND = 50

VIEWS: dict[str, tuple[str, tuple[str, ...]]] = {
    "a-traiter": ("À traiter", (State.FILED, State.UNDER_INSTRUCTION)),
    "pieces": ("Pièces attendues", (State.COMPLEMENT_REQUESTED,)),
    "a-confirmer": ("Décisions à confirmer", (State.DECISION_PROPOSED,)),
}

# The page is found first, in the order of the work (rights lost first come first), on indexes as far as they
# go; what it shows is read then. The few files that wait for a second person have an index of their own.
_LIST = """
SELECT c.application_id, a.reference, o.family_name, o.given_names, a.article, a.procedure, a.state,
       c.loss_on, c.covered_to, c.kind, c.held_back_from, a.deposit_status, a.filed_on, i.until, i.agent_id
FROM (
    SELECT c.application_id
    FROM continuity_coverage c JOIN applications_application a ON a.id = c.application_id
    WHERE c.prefecture_id = %(prefecture)s AND a.state = ANY (%(states)s){also}
      AND (c.loss_on, c.application_id) > (%(loss_on)s, %(application)s)
    ORDER BY c.loss_on, c.application_id LIMIT %(limit)s
) page
JOIN continuity_coverage c ON c.application_id = page.application_id
JOIN applications_application a ON a.id = c.application_id
JOIN identity_person o ON o.id = c.person_id
LEFT JOIN instruction_assignment i ON i.application_id = c.application_id AND i.until > %(at)s
ORDER BY c.loss_on, c.application_id
"""
_ALSO = {"a-confirmer": " AND a.prefecture_id = %(prefecture)s"}
BEGINNING = (date(1, 1, 1), 0)


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One line of the work list, with why it stands where it stands."""

    reference: str
    name: str
    ground: str
    state: str
    loss_on: date
    days_left: int
    reason: str
    urgency: str
    filed_on: date
    in_hand: str
    key: tuple[date, int]


def work_list(
    agent: Agent, *, view: str, on: date, at: datetime, after: tuple[date, int] = BEGINNING
) -> list[QueueRow]:
    """Return one page of the work list, by days left before a loss of rights; one query.

    One row more than a page tells that there is a next one.
    """
    if agent.prefecture is None:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            _LIST.format(also=_ALSO.get(view, "")),
            {
                "prefecture": agent.prefecture.pk,
                "states": list(VIEWS[view][1]),
                "at": at,
                "loss_on": after[0],
                "application": after[1],
                "limit": PAGE + 1,
            },
        )
        return [_row(row, agent, on) for row in cursor.fetchall()]


def _row(row: Sequence[object], agent: Agent, on: date) -> QueueRow:
    (pk, reference, family, given, article, _, state, loss_on, covered_to, kind) = row[:10]
    (held_back_from, deposit_status, filed_on, until, holder) = row[10:]
    assert isinstance(loss_on, date)
    assert isinstance(covered_to, date)
    assert isinstance(filed_on, date)
    assert isinstance(pk, int)
    days_left = (loss_on - on).days
    reason, urgency = reason_of(
        days_left=days_left,
        owed=bool(kind),
        in_grace=on > covered_to,
        incomplete=isinstance(held_back_from, date) and held_back_from <= on,
        late=str(deposit_status).startswith("late"),
    )
    in_hand = "" if until is None else ("moi" if holder == agent.posting.pk else "un collègue")
    return QueueRow(
        reference=str(reference),
        name=f"{str(family).upper()} {given}".strip(),
        ground=ground_of(str(article)),
        state=State(str(state)).label,
        loss_on=loss_on,
        days_left=days_left,
        reason=reason,
        urgency=urgency,
        filed_on=filed_on,
        in_hand=in_hand,
        key=(loss_on, pk),
    )


def reason_of(*, days_left: int, owed: bool, in_grace: bool, incomplete: bool, late: bool) -> tuple[str, str]:
    """Return why a file stands where it stands in the list, and how urgent it is."""
    if days_left < 0:
        lost = f"droits perdus depuis {-days_left} jour{'s' if days_left < -1 else ''}"
        return lost + (", pièce attendue" if incomplete else ""), "bad"
    when = f"droits perdus dans {days_left} jour{'s' if days_left > 1 else ''}"
    if incomplete:
        return f"{when} : une pièce manque, aucun document ne suivra", "warn"
    if not owed:
        source = "délai de la carte expirée" if in_grace else "titre"
        cause = ", déposée hors délai" if late else ""
        return (
            f"{when} : fin du {source}{cause}, aucun document de droit",
            "bad" if days_left < 30 else "warn",
        )
    return "couvert : le document suivant s'établit de lui-même", "good"


def proposal_waiting(application: Application) -> Proposal | None:
    """Return the proposal that waits on a file, if any."""
    return (
        Proposal.objects.filter(application=application, state=ProposalState.WAITING)
        .select_related("proposed_by")
        .first()
    )


def last_sent_back(application: Application) -> Proposal | None:
    """Return the last proposal that was sent back, if none waits since."""
    last = Proposal.objects.filter(application=application).order_by("-id").first()
    return last if last and last.state == ProposalState.SENT_BACK else None


def cards_of(agent: Agent) -> list[Card]:
    """Return the cards of the prefecture that are not in the hands of their holders yet."""
    if agent.prefecture is None:
        return []
    waiting = Card.objects.exclude(state=CardState.HANDED_OVER).filter(person__prefecture=agent.prefecture)
    return list(waiting.select_related("person").order_by("ordered_on", "id")[:200])


def search(agent: Agent, typed: str) -> list[Application]:
    """Find files of the prefecture by number, foreigner number, or the beginning of a name."""
    name = folded(typed)
    if agent.prefecture is None or not name:
        return []
    files = (
        Application.objects.filed()
        .filter(prefecture=agent.prefecture)
        .select_related("person")
        .order_by("-filed_on", "-id")
    )
    compact = typed.replace(" ", "")
    if compact.isdigit():
        return list(files.filter(person__foreigner_number=compact)[:MOST_FOUND])
    by_reference = list(files.filter(reference=typed.strip().upper())[:1])
    if by_reference:
        return by_reference
    return list(files.filter(person__search_name__startswith=name)[:MOST_FOUND])
