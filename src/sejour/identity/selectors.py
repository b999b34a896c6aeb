"""Questions about people and agents in post."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sejour.identity.models import Posting


@dataclass(frozen=True, slots=True)
class AgentSaid:
    """An agent as people may know of them: the name they show, and where they work."""

    name: str
    place: str

    def __str__(self) -> str:
        return f"{self.name}, {self.place}"


NATIONAL = "service national"


def agents_named(actors: Iterable[str]) -> Mapping[str, AgentSaid]:
    """Return the agents among the journal's actors, as people may know of them."""
    numbers = {actor: _number(actor) for actor in actors}
    wanted = [number for number in numbers.values() if number]
    found = Posting.objects.select_related("prefecture").in_bulk(wanted)
    return {actor: _said(found[number]) for actor, number in numbers.items() if number in found}


def _number(actor: str) -> int:
    """Return the number of the posting that an actor's name holds, 0 for none."""
    kind, _, number = actor.partition(" ")
    return int(number) if kind == "agent" and number.isdecimal() else 0


def _said(posting: Posting) -> AgentSaid:
    return AgentSaid(posting.name, posting.prefecture.name if posting.prefecture else NATIONAL)
