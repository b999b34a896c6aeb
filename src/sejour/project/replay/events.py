"""What a line of a history may say, and how it is read."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sejour.law.facts import Article, Departement, FactError, in_order, names_of, read
from sejour.law.kinds import Category, PermitKind, Work


class Procedure(StrEnum):
    """What is asked for."""

    RENEWAL = "renewal"
    FIRST = "first"
    CHANGE_OF_GROUND = "change_of_ground"


class Outcome(StrEnum):
    """How a decision ends an application."""

    GRANTED = "granted"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened on a day."""

    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PermitHeld(Event):
    """The person holds this document, known to the register from that day."""

    person: str
    kind: PermitKind
    article: Article
    from_: date
    until: date
    work: Work
    years: int | None = None
    departement: Departement | None = None
    born_on: date | None = None
    number: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed(Event):
    """An application is filed; without `missing` it holds every piece."""

    person: str
    application: str
    procedure: Procedure
    article: Article
    online: bool | None = None
    category: Category | None = None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptFailed(Event):
    """The platform failed while the person tried to file."""

    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PiecesAsked(Event):
    """An agent asks for pieces; the notice is delivered that day."""

    application: str
    pieces: tuple[str, ...]
    due_on: date
    indispensable: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationEvent(Event):
    """Something that needs no more than its application."""

    application: str


class PiecesAnswered(ApplicationEvent):
    """All that was asked in every open request arrives."""


class Referred(ApplicationEvent):
    """A planned refusal is referred to the commission."""


class Withdrawn(ApplicationEvent):
    """The person withdraws the application."""


class Closed(ApplicationEvent):
    """The application is closed lawfully."""


class Reopened(ApplicationEvent):
    """A closed application is open again."""


class Quashed(ApplicationEvent):
    """A refusal or a closing is annulled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided(Event):
    """An express decision, taken that day and notified on `notified_on`."""

    application: str
    outcome: Outcome
    notified_on: date
    kind: PermitKind | None = None
    work: Work | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notified(Event):
    """A refusal reaches the person; played on the day that the decision names."""

    application: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AttestationGranted(Event):
    """An agent grants a document that is not of right."""

    application: str
    from_: date
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver(Event):
    """The new card, with its validity, is in hand."""

    application: str
    from_: date
    until: date
    kind: PermitKind | None = None
    work: Work | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved(Event):
    """The person lives elsewhere from that day."""

    person: str
    departement: Departement


@dataclass(frozen=True, slots=True, kw_only=True)
class Outage(Event):
    """Something does not work from that day to `until`, both included."""

    until: date


class WatchDown(Outage):
    """The nightly watch does not run; acts of people still work."""


class PartnerDown(Outage):
    """The legacy system, the mail or the papers do not answer: no right waits for them."""


KINDS: dict[str, type[Event]] = {
    "permit": PermitHeld,
    "file": Filed,
    "failed_attempt": AttemptFailed,
    "ask_pieces": PiecesAsked,
    "answer_pieces": PiecesAnswered,
    "commission": Referred,
    "decide": Decided,
    "grant_attestation": AttestationGranted,
    "hand_over": HandedOver,
    "withdraw": Withdrawn,
    "close": Closed,
    "reopen": Reopened,
    "quash": Quashed,
    "move": Moved,
    "watch_down": WatchDown,
    "legacy_down": PartnerDown,
    "mail_down": PartnerDown,
    "papers_down": PartnerDown,
}


# A permit lasts fewer years than this; an article is written with no more characters.
MOST_YEARS = 300
LONGEST_ARTICLE = 20


class LineRefused(ValueError):
    """A line cannot be played; the message says why."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a history: its number, and its event or why there is none."""

    number: int
    event: Event | None
    reason: str = ""


def read_lines(lines: Iterable[bytes]) -> Iterator[Line]:
    """Read a history, one JSON object a line; a line that says nothing is passed over."""
    for number, raw in enumerate(lines, start=1):
        if raw.strip():
            try:
                yield Line(number, _read(raw))
            except LineRefused as refused:
                yield Line(number, None, str(refused))


def _read(raw: bytes) -> Event:
    try:
        given = json.loads(raw)
    except (ValueError, RecursionError):
        message = "not a JSON object"
        raise LineRefused(message) from None
    if not isinstance(given, dict):
        message = "not a JSON object"
        raise LineRefused(message)
    name = given.get("event")
    kind = KINDS.get(name) if isinstance(name, str) else None
    if kind is None:
        message = f"unknown event {name!r}"
        raise LineRefused(message)
    try:
        event = read(kind, {key: given[key] for key in names_of(kind) if key in given})
        _check(event)
    except FactError as error:
        raise LineRefused(str(error)) from None
    return event


def _check(event: Event) -> None:
    match event:
        case PermitHeld(article=article) | Filed(article=article) if len(article) > LONGEST_ARTICLE:
            raise FactError("article", f"at most {LONGEST_ARTICLE} characters are expected")
        case PermitHeld(years=int(years)) if years > MOST_YEARS:
            raise FactError("years", f"at most {MOST_YEARS} are expected")
        case Filed(category=Category.COMMISSION):
            raise FactError("category", "the commission is a stage of a file, not a way to file")
    match event:
        case PermitHeld(from_=first, until=last) | HandedOver(from_=first, until=last):
            in_order("from", first, "until", last)
        case AttestationGranted(from_=first, until=last):
            in_order("from", first, "until", last)
        case PiecesAsked(on=on, due_on=due, pieces=pieces):
            in_order("on", on, "due_on", due)
            if not pieces:
                raise FactError("pieces", "one piece at least must be named")
        case Decided(on=on, notified_on=notified):
            in_order("on", on, "notified_on", notified)
        case Outage(on=on, until=until):
            in_order("on", on, "until", until)
