"""Questions about changes of law."""

from difflib import unified_diff

from django.db.models import QuerySet

from sejour.core.errors import NotFound
from sejour.identity.access import Agent
from sejour.law.editions import changeable_files, edition, published_text
from sejour.steering.models import ChangeState, LawChange
from sejour.steering.services.law_in_force import edition_of

__all__ = ["change_seen_by", "changeable_files", "changes", "diff_of", "text_in_force"]


def changes(agent: Agent) -> QuerySet[LawChange]:
    """Return the changes of law, newest first. Raises NotFound for whoever is not of the national office."""
    if not agent.is_national:
        raise NotFound
    return LawChange.objects.select_related("proposed_by", "answered_by", "undoes").order_by("-pk")


def change_seen_by(agent: Agent, change_id: int) -> LawChange:
    """Return one change. Raises NotFound."""
    found = changes(agent).filter(pk=change_id).first()
    if found is None:
        raise NotFound
    return found


def text_in_force(file: str) -> str:
    """Return the text of a data file as it is read now. Raises NotFound."""
    if file not in changeable_files():
        raise NotFound
    return edition().text_of(file)


def diff_of(change: LawChange) -> list[str]:
    """Return the lines that a change adds and takes away, with a few around them."""
    before = edition() if change.state == ChangeState.PROPOSED else edition_of((change.edition or 1) - 1)
    old, new = before.text_of(change.file), change.text or published_text(change.file)
    found = unified_diff(old.splitlines(), new.splitlines(), "en vigueur", "proposé", lineterm="", n=2)
    return list(found)
