"""Import one extract of the register, in one transaction: all of it is there, or nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from time import perf_counter
from typing import BinaryIO

from django.db import DatabaseError, connection, transaction

from sejour.core import journal
from sejour.core.actors import Actor
from sejour.core.clock import day_of
from sejour.core.events import publish
from sejour.identity.events import PersonMoved
from sejour.identity.models import Person
from sejour.legacy.extract import Extract
from sejour.legacy.models import RegisterImport
from sejour.legacy.services import settle
from sejour.legacy.services.staging import stage
from sejour.legacy.translation import Translator
from sejour.permits.events import PermitRecorded
from sejour.territory.selectors import country_codes, prefecture_codes, zone_of

REGISTER_IMPORT = Actor("register import")
# The key of the lock that imports take in turn: any number that nothing else uses.
TURN = 7_126_202
ATTEMPTS = 3
# Somebody else wrote the same number, or waits for the same rows: what was settled is settled again.
_TRY_AGAIN = frozenset({"23505", "40P01"})


def _ignore(*_: object) -> None:
    """Follow nothing."""


@dataclass(frozen=True, slots=True)
class Follower:
    """Who follows an import: told the bytes read, that it waits for another, that it now writes."""

    reads: Callable[[int], object] = _ignore
    waits: Callable[[], object] = _ignore
    writes: Callable[[], object] = _ignore


@transaction.atomic
def import_register(
    *, source: BinaryIO, name: str, on: date, at: datetime, follower: Follower = Follower()
) -> RegisterImport:
    """Take every line that names a person and a permit; keep the others, with why they are refused.

    `on` is the day of the extract. The same file imported twice changes nothing the second time.
    Two imports at once take turns. Raises FileRefused, and nothing is written then.
    """
    started = perf_counter()
    extract = Extract(source, progress=follower.reads)
    _take_turn(follower)
    translator = Translator(
        positions=extract.positions, on=on, countries=country_codes(), prefectures=prefecture_codes()
    )
    lines = stage(extract.records(), translator.row)
    follower.writes()
    done = RegisterImport.objects.create(
        file_name=_storable(name), sha256=extract.sha256, on=on, started_at=at, ended_at=at, counts={}
    )
    done.counts = {"lines": lines, **_settled(done, at)}
    done.ended_at = at + timedelta(seconds=perf_counter() - started)
    done.save(update_fields=["counts", "ended_at"])
    journal.append(
        stream=journal.stream_of("register", done.pk),
        verb="imported",
        actor=REGISTER_IMPORT,
        at=at,
        extract_of=on,
        sha256=done.sha256,
        **done.counts,
    )
    return done


def _storable(name: str) -> str:
    """Return a file name as text that any database holds."""
    return name.encode("utf-8", "replace").decode().replace("\0", "")[-255:]


def _take_turn(follower: Follower) -> None:
    """Wait until no other import runs. The lock ends with the transaction, whatever happens to us."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [TURN])
        if not cursor.fetchone()[0]:
            follower.waits()
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TURN])


def _settled(done: RegisterImport, at: datetime) -> dict[str, object]:
    """Settle the staged lines, again if somebody else wrote the same thing meanwhile."""
    for attempt in range(1, ATTEMPTS + 1):
        try:
            with transaction.atomic():
                return _settle(done, at)
        except DatabaseError as error:
            if attempt == ATTEMPTS or getattr(error.__cause__, "sqlstate", None) not in _TRY_AGAIN:
                raise
    raise AssertionError


def _settle(done: RegisterImport, at: datetime) -> dict[str, object]:
    counts: dict[str, object] = {}
    counts |= settle.classify()
    settle.note_closable_anomalies(done.on)
    movers = settle.moving_applicants(done.on)
    counts |= settle.write_people(done.on)
    counts |= settle.write_permits(done.on)
    counts |= settle.write_anomalies(done.on, done.pk)
    counts |= settle.write_refusals(done.pk)
    _tell(movers, settle.permits_of_applicants(), at)
    return counts


def _tell(movers: list[int], permits: list[tuple[int, int]], at: datetime) -> None:
    """Have the open files looked at again of those who moved or of whom a permit was learnt."""
    everybody = {*movers, *(person for person, _ in permits)}
    people = Person.objects.select_related("prefecture").in_bulk(everybody)
    days = {key: day_of(at, zone_of(person.prefecture)) for key, person in people.items()}
    for person in movers:
        publish(PersonMoved(at=at, on=days[person], person_id=person))
    for person, permit in permits:
        publish(PermitRecorded(at=at, on=days[person], person_id=person, permit_id=permit))
