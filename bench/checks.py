"""Checks by anybody over the API: with a share code, and with the number of a document.

Beside each, on the same server processes, the bare page that only asks the database for `SELECT 1`. Each
question is about another person, each answer must be a yes, and in the end the database must hold a check
and a line of the journal for every one of them. Visitors are played on the same cores as the server.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from itertools import cycle, islice

from django.db import connection
from django.urls import reverse

from bench.load import Answer, Load, Request, closed_loop
from bench.measures import Goal, Measure, at_most, compared
from bench.population import populated
from bench.scale import Scale
from bench.server import Server, say
from bench.site.running import Site
from bench.site.urls import BARE
from sejour.continuity.models import ProvisionalDocument
from sejour.continuity.papers import number_of
from sejour.core import clock
from sejour.core.actors import Actor
from sejour.law.kinds import DocumentKind
from sejour.law.periods import add_days
from sejour.verification.models import Check
from sejour.verification.services import make_share_code
from sejour.verification.ways import Purpose

FILES = 100_000
USERS = 16
ASKED = 4_000
ROUNDS = 3
LEAST = 2_000
GOAL = 1_000
CODES, NUMBERS = "check with a share code", "check of a number"
HOLDER = Actor("bench holder")


class WrongCount(AssertionError):
    """The database does not hold what the answers said."""


def run(server: Server, *, scale: Scale) -> list[Measure]:
    """Measure checks on a platform of a hundred thousand open files."""
    files, asked = scale.of(FILES, least=LEAST), scale.of(ASKED, least=200)
    rounds = scale.rounds(ROUNDS)
    database = server.copy_of(populated(server, files))
    server.use(database)
    say(f"  {files:,} open files: documents and codes")
    questions = _questions(asked, clock.now())
    server.checkpoint()
    before = _made()
    with Site(server, database) as site:
        # Each worker compiles what it needs once, before anything is measured.
        for requests in questions.values():
            closed_loop(site.port, requests[:USERS], users=USERS)
        lived = [_round(site.port, questions) for _ in range(rounds)]
    _check(before, 2 * (rounds * asked + USERS))
    server.drop(database)
    return [measure for way in (CODES, NUMBERS) for measure in _measures(way, files, lived)]


def _round(port: int, questions: dict[str, list[Request]]) -> dict[str, Load]:
    return {way: closed_loop(port, requests, users=USERS) for way, requests in questions.items()}


def _measures(way: str, files: int, lived: list[dict[str, Load]]) -> list[Measure]:
    what = f"{way}, {files:,} open files, {USERS} users in a closed loop"
    rates = [(one[way].rate, one[BARE].rate) for one in lived]
    tails = [(one[way].p95, one[BARE].p95) for one in lived]
    fast = Goal(GOAL, at_most=False, of_value=True)
    return [
        compared(what, rates, unit="checks/s", yardstick="bare page", goal=fast),
        compared(f"{what}, p95", tails, unit="ms", yardstick="bare page", goal=at_most(200, of_value=True)),
    ]


def _questions(asked: int, at: datetime) -> dict[str, list[Request]]:
    """Return what is asked: of the bare page, with codes, with numbers; of other people each time."""
    on = at.date()
    documents = list(
        ProvisionalDocument.objects.exclude(kind=DocumentKind.ATTESTATION_DEPOT)
        .filter(first_day__lte=on, last_day__gt=add_days(on, 2), withdrawn_from=None)
        .filter(person__born_year__isnull=False)
        .select_related("application", "person__prefecture")
        .order_by("id")[:asked]
    )
    return {
        BARE: _as_many(asked, [Request(path=BARE, is_right=lambda answer: answer.status == 200)]),
        CODES: _as_many(asked, [_by_code(document, at) for document in documents]),
        NUMBERS: _as_many(asked, [_by_number(document) for document in documents]),
    }


def _as_many(count: int, requests: Iterable[Request]) -> list[Request]:
    return list(islice(cycle(requests), count))


def _by_code(document: ProvisionalDocument, at: datetime) -> Request:
    _, clear = make_share_code(
        person=document.person,
        purpose=Purpose.EMPLOYER,
        last_day=add_days(at.date(), 30),
        actor=HOLDER,
        at=at,
    )
    return _asking(document, way="code", code=clear)


def _by_number(document: ProvisionalDocument) -> Request:
    return _asking(document, way="number", number=number_of(document))


def _asking(document: ProvisionalDocument, **given: str) -> Request:
    person = document.person
    born_on = f"{person.born_year}-{person.born_month or 0:02d}-{person.born_day or 0:02d}"
    return Request(
        path=reverse("api:check"),
        is_right=_is_yes(),
        json={**given, "born_on": born_on, "asked_by": "Banc d'essai"},
    )


def _is_yes() -> Callable[[Answer], bool]:
    return lambda answer: answer.status == 200 and b'"verdict": "valid"' in answer.body


def _made() -> tuple[int, int]:
    """Count the checks, and the lines of the journal that tell them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM core_journal WHERE verb = 'rights_checked'")
        return Check.objects.count(), int(cursor.fetchone()[0])


def _check(before: tuple[int, int], asked: int) -> None:
    """Each answer said that a check was made: so must the database."""
    found = tuple(now - then for now, then in zip(_made(), before, strict=True))
    if found != (asked, asked):
        message = f"{asked} checks were answered, {found[0]} are recorded and {found[1]} journaled"
        raise WrongCount(message)
