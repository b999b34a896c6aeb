"""Play a history in this process, as `sejour replay` does, and leave nothing in the database."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from sejour.continuity import watch
from sejour.continuity.models import Origin, ProvisionalDocument
from sejour.project.replay import result
from sejour.project.replay.events import read_lines
from sejour.project.replay.player import Player
from tests.continuity.timelines import Event
from tests.factories.renewals import noon


@dataclass(frozen=True)
class Played:
    """What came out: the lines as printed, the same read, and the refused lines' numbers and reasons."""

    printed: tuple[str, ...]
    refused: dict[int, str]
    played: int

    @property
    def answer(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.printed]

    @property
    def total(self) -> dict[str, Any]:
        return self.answer[-1]

    def person(self, name: str = "p") -> dict[str, Any]:
        return next(person for person in self.answer[:-1] if person["person"] == name)

    def gaps(self, name: str = "p") -> list[tuple[str, str, str]]:
        return [(gap["from"], gap["until"], gap["cause"]) for gap in self.person(name)["gaps"]]

    def documents(self, name: str = "p", application: str | None = None) -> list[tuple[str, str | None]]:
        """The periods of a person's documents, as far as they prove something."""
        return [(d["from"], d["until"]) for d in self._of(name, application) if d["withdrawn_from"] is None]

    def withdrawn(self, name: str = "p", application: str | None = None) -> list[tuple[str, str | None, str]]:
        """The periods of those that were withdrawn, and from when."""
        documents = self._of(name, application)
        return [(d["from"], d["until"], d["withdrawn_from"]) for d in documents if d["withdrawn_from"]]

    def issued_on(self, name: str = "p", application: str | None = None) -> list[str]:
        return [document["issued_on"] for document in self._of(name, application)]

    def _of(self, name: str, application: str | None) -> list[dict[str, Any]]:
        documents = self.person(name)["documents"]
        return [d for d in documents if application in (None, d["application"])]


class _Rollback(Exception):
    """Ends the transaction of a play."""


def play(history: list[Event], until: date | str | None = None, *, player: type[Player] = Player) -> Played:
    """Play a history to its last event or to `until`."""
    last = date.fromisoformat(until) if isinstance(until, str) else until
    playing = player()
    printed: tuple[str, ...] = ()
    try:
        with transaction.atomic():
            playing.play(read_lines(json.dumps(line).encode() for line in history), until=last)
            printed = tuple(result.lines(playing))
            chains_are_straight()
            raise _Rollback
    except _Rollback:
        pass
    refused = {line.number: line.reason for line in playing.refused}
    return Played(printed, refused, playing.played)


def chains_are_straight() -> None:
    """Check that the links of every chain are numbered, follow each other, and never overlap."""
    chained = ProvisionalDocument.objects.filter(origin=Origin.CHAIN).order_by("application_id", "link")
    last: dict[int, ProvisionalDocument] = {}
    for document in chained:
        before = last.get(document.application_id)
        assert document.link == (before.link + 1 if before else 1)
        assert before is None or document.first_day > before.last_day
        last[document.application_id] = document


class Checked(Player):
    """Checks on each night that the watch issues what it said that it would, once."""

    def _watch(self, day: date) -> None:
        due = self._due()
        if due is None or due > day:
            super()._watch(day)
            return
        owed = [
            (owed.application_id, owed.kind, owed.first_day, owed.last_day) for owed in watch.owed_on(day)
        ]
        before = set(ProvisionalDocument.objects.values_list("id", flat=True))
        super()._watch(day)
        new = ProvisionalDocument.objects.exclude(id__in=before).order_by("application_id", "link")
        issued = list(new.values_list("application_id", "kind", "first_day", "last_day"))
        assert issued in (owed, []), "the watch issued something else than it said"
        if issued:
            assert not watch.owed_on(day)
            assert not watch.issue_due(day=day, at=noon(day)).documents


class Weekly(Player):
    """Has a watch that runs on Sundays only, on its last day, and then twice."""

    def _watch(self, day: date) -> None:
        if day.isoweekday() == 7 or day == self.last_day:
            super()._watch(day)
            self._changed = True
            super()._watch(day)
