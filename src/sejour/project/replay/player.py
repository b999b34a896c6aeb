"""Plays a history day by day: its events, then the watch of that night."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from time import perf_counter
from typing import Any

from django.db import transaction

from sejour.applications import services as applications
from sejour.applications.models import Outcome, Procedure
from sejour.continuity import services as continuity
from sejour.continuity import watch
from sejour.core.actors import Actor
from sejour.core.clock import PARIS
from sejour.core.errors import Refusal
from sejour.core.events import without_afterwards
from sejour.identity import services as identity
from sejour.identity.models import Person
from sejour.law.acts import article_of
from sejour.law.periods import ONE_DAY
from sejour.permits import services as permits
from sejour.project.replay import events
from sejour.project.replay.events import Event, Line, LineRefused
from sejour.territory.models import Prefecture

APPLICANT = Actor("replay applicant")
AGENT = Actor("replay agent")
SIGNATORY = Actor("replay signatory")
REGISTER = Actor("replay register")
NOON = time(12)
LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class File:
    """An application of the history, as the platform knows it."""

    name: str
    reference: str
    id: int
    person: Person


@dataclass(slots=True)
class Player:
    """Plays events through the services of the platform, on the database it is connected to."""

    persons: dict[str, Person] = field(default_factory=dict)
    files: dict[str, File] = field(default_factory=dict)
    refused: list[Line] = field(default_factory=list)
    played: int = 0
    watch_seconds: float = 0.0
    first_day: date | None = None
    last_day: date | None = None
    _down: list[tuple[date, date]] = field(default_factory=list)
    _to_notify: list[tuple[date, str]] = field(default_factory=list)
    _prefectures: dict[str, Prefecture] = field(default_factory=dict)
    _next_due: date | None = None
    _changed: bool = False
    _just_met: list[str] = field(default_factory=list)

    def play(
        self,
        lines: Iterable[Line],
        *,
        until: date | None = None,
        progress: Callable[[int], Any] = lambda _: None,
    ) -> None:
        """Play a whole history, by day and then by order of the file, to `until` or its last day."""
        self._prefectures = {found.code: found for found in Prefecture.objects.all()}
        days: dict[date, list[Line]] = {}
        for line in lines:
            if line.event is None:
                self.refused.append(line)
                progress(1)
            else:
                days.setdefault(line.event.on, []).append(line)
        if not days and until is None:
            return
        self.first_day = min(days, default=until)
        self.last_day = until or max(days)
        day = self.first_day
        with without_afterwards():
            while day is not None and day <= self.last_day:
                self._notify(day)
                for line in days.get(day, ()):
                    self._play_line(line)
                    progress(1)
                self._watch(day)
                day = self._next_day(day, days)
        self.refused.sort(key=lambda line: line.number)

    def _next_day(self, day: date, days: dict[date, list[Line]]) -> date:
        """Return the next day on which anything can happen: an event, a notification, something due."""
        tomorrow = day + ONE_DAY
        if tomorrow in days:
            return tomorrow
        awaited = [known for known in days if known > day]
        awaited += [on for on, _ in self._to_notify if on > day]
        due = self._due()
        if due is not None:
            awaited.append(max(due, tomorrow))
        return min(awaited, default=date.max)

    def _due(self) -> date | None:
        if self._changed:
            self._next_due = watch.next_due()
            self._changed = False
        return self._next_due

    def _watch(self, day: date) -> None:
        due = self._due()
        if due is None or due > day or any(start <= day <= end for start, end in self._down):
            return
        started = perf_counter()
        watch.issue_due(day=day, at=_noon(day, None))
        self.watch_seconds += perf_counter() - started
        self._changed = True

    def _notify(self, day: date) -> None:
        for on, name in [entry for entry in self._to_notify if entry[0] == day]:
            self.no_longer_notify(name)
            self._perform(events.Notified(on=on, application=name))

    def _play_line(self, line: Line) -> None:
        assert line.event is not None
        try:
            self._perform(line.event)
        except LineRefused as refused:
            self.refused.append(Line(line.number, None, str(refused)))
        except Refusal as refused:
            self.refused.append(Line(line.number, None, f"impossible here: {refused.code}"))
        else:
            self.played += 1

    def _perform(self, event: Event) -> None:
        self._changed = True
        self._just_met = []
        try:
            with transaction.atomic():
                _VERBS[type(event)](self, event)
        except (LineRefused, Refusal):
            # A refused line leaves nothing behind, the people whom it alone named included.
            for name in self._just_met:
                del self.persons[name]
            raise

    # What each event does --------------------------------------------------------------------

    def person(self, name: str, *, born_on: date | None = None, departement: str | None = None) -> Person:
        """Return a person of the history, entered in the register at the first mention."""
        known = self.persons.get(name)
        if known is None:
            year, month, day = born_on.timetuple()[:3] if born_on else (None, None, None)
            known = self.persons[name] = identity.register_person(
                family_name=name[:LONGEST_NAME],
                born_year=year,
                born_month=month,
                born_day=day,
                departement=departement or "",
                prefecture=self._prefectures[departement] if departement else None,
            )
            self._just_met.append(name)
        return known

    def file(self, name: str) -> File:
        """Return an application of the history. Raises LineRefused for one never filed."""
        try:
            return self.files[name]
        except KeyError:
            message = f"unknown application {name!r}"
            raise LineRefused(message) from None

    def live_in(self, person: Person, departement: str, on: date) -> None:
        """Record where a person lives from that day, a day of the new home."""
        if person.departement != departement:
            prefecture = self._prefectures[departement]
            identity.move_person(
                person=person,
                prefecture=prefecture,
                departement=departement,
                actor=REGISTER,
                at=datetime.combine(on, NOON, prefecture.zone).astimezone(UTC),
            )

    def go_down(self, start: date, end: date) -> None:
        """Keep the watch from running between two days, both included."""
        self._down.append((start, end))

    def notify_later(self, on: date, name: str) -> None:
        """Notify a refusal on a later day, before that day's events."""
        self._to_notify.append((on, name))

    def no_longer_notify(self, name: str) -> None:
        """Forget the notification of a refusal that was annulled before it was notified."""
        self._to_notify = [entry for entry in self._to_notify if entry[1] != name]


def _noon(on: date, person: Person | None) -> datetime:
    zone = person.prefecture.zone if person and person.prefecture else PARIS
    return datetime.combine(on, NOON, zone).astimezone(UTC)


def _hold(player: Player, event: events.PermitHeld) -> None:
    person = player.person(event.person, born_on=event.born_on, departement=event.departement)
    if event.departement:
        player.live_in(person, event.departement, event.on)
    permits.record_permit(
        person=person,
        kind=event.kind,
        article=event.article,
        first_day=event.from_,
        last_day=event.until,
        work=event.work,
        years=event.years,
        actor=REGISTER,
        at=_noon(event.on, person),
    )


def _file(player: Player, event: events.Filed) -> None:
    if event.application in player.files:
        message = f"application {event.application!r} was filed already"
        raise LineRefused(message)
    person = player.person(event.person)
    filed = applications.register_filing(
        person=person,
        procedure=Procedure(event.procedure.value),
        article=event.article,
        category=event.category,
        online=event.online,
        missing=event.missing,
        actor=APPLICANT,
        at=_noon(event.on, person),
    )
    player.files[event.application] = File(event.application, filed.reference, filed.pk, person)


def _fail(player: Player, event: events.AttemptFailed) -> None:
    person = player.person(event.person)
    applications.record_failed_attempt(person=person, what="filing", at=_noon(event.on, person))


def _ask(player: Player, event: events.PiecesAsked) -> None:
    file = player.file(event.application)
    applications.request_complement(
        reference=file.reference,
        pieces=[
            {"code": piece, "label": piece, "article": article_of("complement_requested", event.on)}
            for piece in event.pieces
        ],
        due_on=event.due_on,
        indispensable=event.indispensable,
        actor=AGENT,
        at=_noon(event.on, file.person),
    )


def _decide(player: Player, event: events.Decided) -> None:
    file = player.file(event.application)
    at = _noon(event.on, file.person)
    refused = event.outcome is events.Outcome.REFUSED
    applications.record_decision(
        reference=file.reference,
        outcome=Outcome(event.outcome.value),
        proposed_by=AGENT,
        confirmed_by=SIGNATORY,
        reasons_in_law=article_of("withdrawn_by_refusal", event.on) if refused else "",
        reasons_in_fact="replayed" if refused else "",
        kind=event.kind,
        work=event.work,
        at=at,
    )
    if refused and event.notified_on == event.on:
        applications.record_notification(reference=file.reference, actor=AGENT, at=at)
    elif refused:
        player.notify_later(event.notified_on, event.application)


def _notify(player: Player, event: events.Notified) -> None:
    file = player.file(event.application)
    applications.record_notification(reference=file.reference, actor=AGENT, at=_noon(event.on, file.person))


def _grant(player: Player, event: events.AttestationGranted) -> None:
    file = player.file(event.application)
    continuity.grant_attestation(
        reference=file.reference,
        first_day=event.from_,
        last_day=event.until,
        actor=AGENT,
        at=_noon(event.on, file.person),
    )


def _hand_over(player: Player, event: events.HandedOver) -> None:
    file = player.file(event.application)
    permits.hand_over_card(
        reference=file.reference,
        first_day=event.from_,
        last_day=event.until,
        kind=event.kind,
        work=event.work,
        actor=AGENT,
        at=_noon(event.on, file.person),
    )


def _close(player: Player, event: events.Closed) -> None:
    file = player.file(event.application)
    applications.close_application(
        reference=file.reference, reasons="replayed", actor=AGENT, at=_noon(event.on, file.person)
    )


def _quash(player: Player, event: events.Quashed) -> None:
    file = player.file(event.application)
    applications.annul(reference=file.reference, actor=AGENT, at=_noon(event.on, file.person))
    player.no_longer_notify(event.application)


def _move(player: Player, event: events.Moved) -> None:
    person = player.persons.get(event.person)
    if person is None:
        message = f"unknown person {event.person!r}"
        raise LineRefused(message)
    player.live_in(person, event.departement, event.on)


def _act(verb: Callable[..., Any], actor: Actor) -> Callable[[Player, Any], None]:
    def perform(player: Player, event: events.ApplicationEvent) -> None:
        file = player.file(event.application)
        verb(reference=file.reference, actor=actor, at=_noon(event.on, file.person))

    return perform


def _go_down(player: Player, event: events.WatchDown) -> None:
    player.go_down(event.on, event.until)


def _nothing_waits(player: Player, event: events.PartnerDown) -> None:
    """Change nothing: rights wait for no partner (P-4)."""


_VERBS: dict[type[Event], Callable[[Player, Any], None]] = {
    events.PermitHeld: _hold,
    events.Filed: _file,
    events.AttemptFailed: _fail,
    events.PiecesAsked: _ask,
    events.PiecesAnswered: _act(applications.answer_complement, APPLICANT),
    events.Referred: _act(applications.refer_to_commission, AGENT),
    events.Decided: _decide,
    events.Notified: _notify,
    events.AttestationGranted: _grant,
    events.HandedOver: _hand_over,
    events.Withdrawn: _act(applications.withdraw_application, APPLICANT),
    events.Closed: _close,
    events.Reopened: _act(applications.reopen_application, AGENT),
    events.Quashed: _quash,
    events.Moved: _move,
    events.WatchDown: _go_down,
    events.PartnerDown: _nothing_waits,
}
