"""A change of law: proposed with its source, its effects seen, approved by a second person, undone too."""

from datetime import date, datetime

from django.db import connection, transaction

from sejour.continuity import services as continuity
from sejour.core import journal
from sejour.core.actors import PLATFORM
from sejour.core.clock import PARIS, day_of
from sejour.core.errors import NotFound, WrongState
from sejour.core.events import publish
from sejour.identity.access import Agent
from sejour.law.editions import Edition, InvalidTable, changeable_files
from sejour.steering import simulation
from sejour.steering.errors import InvalidLawFile, NeedsAnotherPerson, NothingChanges, NotSeenYet
from sejour.steering.events import LawChangeApproved, LawChangeProposed
from sejour.steering.models import ChangeState, LawChange
from sejour.steering.services.law_in_force import edition_of, read_law_in_force

# The changes come into force one after the other.
_ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtext('sejour law change'))"


@transaction.atomic
def propose_law_change(
    *,
    agent: Agent,
    file: str,
    text: str,
    source: str,
    why: str,
    at: datetime,
    undoes: LawChange | None = None,
) -> LawChange:
    """Propose a new text of a data file; an empty one is the published file. Its effects are found next.

    Raises InvalidLawFile, which says what is wrong and where, or NothingChanges.
    """
    _require_national(agent)
    if file not in changeable_files():
        raise NotFound
    before = read_law_in_force()
    after = _with(before, file, text)
    if after.text_of(file) == before.text_of(file):
        raise NothingChanges
    try:
        after.check()
    except InvalidTable as invalid:
        raise InvalidLawFile(fault=str(invalid)) from invalid
    change = LawChange.objects.create(
        file=file,
        text=text,
        source=source,
        why=why,
        undoes=undoes,
        proposed_by=agent.posting,
        proposed_at=at,
    )
    _enter(change, "law_change_proposed", agent, at)
    publish(LawChangeProposed(at=at, on=day_of(at, PARIS), change_id=change.pk))
    return change


def propose_undoing(*, agent: Agent, change_id: int, why: str, at: datetime) -> LawChange:
    """Propose to give back the text that a change in force replaced: a change like any other."""
    change = _find(change_id)
    if change.edition is None:
        raise WrongState
    return propose_law_change(
        agent=agent,
        file=change.file,
        text=edition_of(change.edition - 1).replaced.get(change.file, ""),
        source=change.source,
        why=why,
        at=at,
        undoes=change,
    )


def preview_law_change(*, change_id: int, day: date, at: datetime) -> LawChange:
    """Play every undecided file under both texts, and keep what would change for whom."""
    change = _find(change_id)
    before = read_law_in_force()
    effects = simulation.compare(before, _with(before, change.file, change.text), day=day)
    change.preview = effects | {"edition": before.number}
    change.previewed_at = at
    change.save(update_fields=["preview", "previewed_at"])
    return change


@transaction.atomic
def ask_for_preview(*, agent: Agent, change_id: int, at: datetime) -> LawChange:
    """Ask for the effects of a proposal once more: the law, or the files, have changed since."""
    _require_national(agent)
    change = _proposed(change_id, None)
    publish(LawChangeProposed(at=at, on=day_of(at, PARIS), change_id=change.pk))
    return change


@transaction.atomic
def approve_law_change(*, agent: Agent, change_id: int, at: datetime) -> LawChange:
    """Bring a change into force; the files that it touches are looked at again next.

    Raises NeedsAnotherPerson, or NotSeenYet where the law has changed since its effects were seen.
    """
    _require_national(agent)
    with connection.cursor() as cursor:
        cursor.execute(_ONE_AT_A_TIME)
    change = _proposed(change_id, agent)
    before = read_law_in_force()
    if change.preview is None or change.preview["edition"] != before.number:
        raise NotSeenYet
    change.state = ChangeState.APPROVED
    change.edition = before.number + 1
    change.answered_by, change.answered_at = agent.posting, at
    change.save(update_fields=["state", "edition", "answered_by", "answered_at"])
    _enter(change, "law_change_approved", agent, at)
    publish(LawChangeApproved(at=at, on=day_of(at, PARIS), change_id=change.pk))
    return change


@transaction.atomic
def refuse_law_change(*, agent: Agent, change_id: int, at: datetime) -> LawChange:
    """Set a proposal aside; its author may do it too."""
    _require_national(agent)
    change = _proposed(change_id, None)
    if change.proposed_by_id == agent.posting.pk:
        _enter(change, "law_change_taken_back", agent, at)
        change.delete()
        return change
    change.state = ChangeState.REFUSED
    change.answered_by, change.answered_at = agent.posting, at
    change.save(update_fields=["state", "answered_by", "answered_at"])
    _enter(change, "law_change_refused", agent, at)
    return change


def apply_law_change(*, change_id: int, day: date, at: datetime) -> int:
    """Look again at every undecided file under the law in force; return how many were looked at.

    File by file, so that nobody waits; run again after a stop, it ends where it would have.
    """
    read_law_in_force()
    seen = 0
    for reference in simulation.undecided().values_list("reference", flat=True):
        continuity.look_again(reference=reference, at=at, on=day)
        seen += 1
    LawChange.objects.filter(pk=change_id, applied_at=None).update(applied_at=at)
    journal.append(
        stream=journal.stream_of("law", str(change_id)),
        verb="law_change_applied",
        actor=PLATFORM,
        at=at,
        files=seen,
    )
    return seen


def _with(before: Edition, file: str, text: str) -> Edition:
    return Edition(before.number + 1, {**before.replaced, file: text})


def _require_national(agent: Agent) -> None:
    if not agent.is_national:
        raise NotFound


def _find(change_id: int) -> LawChange:
    change = LawChange.objects.filter(pk=change_id).first()
    if change is None:
        raise NotFound
    return change


def _proposed(change_id: int, answered_by: Agent | None) -> LawChange:
    change = LawChange.objects.select_for_update().filter(pk=change_id).first()
    if change is None:
        raise NotFound
    if change.state != ChangeState.PROPOSED:
        raise WrongState
    if answered_by is not None and change.proposed_by_id == answered_by.posting.pk:
        raise NeedsAnotherPerson
    return change


def _enter(change: LawChange, verb: str, agent: Agent, at: datetime) -> None:
    journal.append(
        stream=journal.stream_of("law", str(change.pk)),
        verb=verb,
        actor=agent.actor,
        at=at,
        file=change.file,
        source=change.source,
    )
