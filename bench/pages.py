"""Pages over HTTP, as `sejour run` serves them: the work list of the desk, and the filing of a renewal.

Beside each, on the same server processes, a bare page that only asks the database for `SELECT 1`: what
Django, the web server and this machine cost before anything is done. Agents sign in with their password;
each filing is that of another person, with their own session and the token of their own form.

- closed loop: 16 users, each asks again as soon as they are answered;
- open loop: people come at random, so many a second; their time runs from when they were to come.
"""

import re
from collections.abc import Callable, Iterator
from itertools import cycle, islice

from django.db.models import Count
from django.urls import reverse

from bench import load
from bench.drafts import Draft, prepared
from bench.load import Answer, Load, Request, closed_loop, open_loop
from bench.measures import Goal, Measure, at_most, compared
from bench.population import populated
from bench.scale import Scale
from bench.server import Server, say
from bench.site.running import Site
from bench.site.urls import BARE
from sejour.applications.models import Application
from sejour.applications.states import State
from sejour.continuity.models import Coverage
from sejour.core import clock
from sejour.identity.models import Role
from sejour.identity.services import post_agent
from sejour.territory.models import Prefecture

FILES = 1_000_000
USERS = 16
ASKED = 400
RATES = (25, 50, 100)
SECONDS = 10
ROUNDS = 3
LEAST = 2_000
PASSWORD = "un mot de passe pour les mesures"
LISTS = {
    "work list": "a-traiter",
    "list of awaited pieces": "pieces",
    "list of decisions to confirm": "a-confirmer",
}
WORK_LIST, FILING = "work list", "filing of a renewal"
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')
Asking = Callable[[str, int], list[Request]]


class WrongCount(AssertionError):
    """The database does not hold what the answers said."""


def run(server: Server, *, scale: Scale) -> list[Measure]:
    """Measure pages on a platform of a million open files."""
    files, asked = scale.of(FILES, least=LEAST), scale.of(ASKED, least=USERS)
    coming = {rate: scale.of(rate * SECONDS, least=5) for rate in RATES}
    rounds = scale.rounds(ROUNDS)
    database = server.copy_of(populated(server, files))
    server.use(database)
    say(f"  {files:,} open files: agents and drafts")
    before = _filed()
    agents = _agents()
    drafts = prepared(server, database, rounds * (asked + sum(coming.values())))
    server.checkpoint()
    with Site(server, database) as site:
        visitors = _Visitors(site.port, agents, drafts)
        say("  closed loop")
        measures = _closed(visitors, files, asked, rounds)
        for rate, count in coming.items():
            say(f"  open loop, {rate} a second")
            measures += _open(visitors, files, rate, count, rounds)
    _check(before, len(drafts))
    server.drop(database)
    return measures


# Who comes -----------------------------------------------------------------------------------------


def _agents() -> list[str]:
    """Post an agent in each of the prefectures with most files; return their addresses."""
    largest = (
        Coverage.objects.values_list("prefecture_id").annotate(files=Count("pk")).order_by("-files")[:USERS]
    )
    addresses = []
    for code, _ in largest:
        addresses.append(f"agent.{code}@exemple.invalid")
        post_agent(
            email=addresses[-1],
            password=PASSWORD,
            name=f"Agent, {code}",
            role=Role.INSTRUCTOR,
            prefecture=Prefecture.objects.get(code=code),
            at=clock.now(),
        )
    return addresses


class _Visitors:
    """People with what they ask: agents who are signed in, applicants with their form before them."""

    def __init__(self, port: int, agents: list[str], drafts: list[Draft]) -> None:
        self.port = port
        self._agents = [_signed_in(port, address) for address in agents]
        say(f"  {len(drafts):,} people read their form")
        self._filings = iter(list(_filings(port, drafts)))
        # Each process has served each page before anything is timed.
        for page in (BARE, *LISTS):
            closed_loop(port, self.asking(page, 2 * USERS), users=USERS)

    def asking(self, page: str, count: int) -> list[Request]:
        """Return so many requests of one kind."""
        if page == FILING:
            return list(islice(self._filings, count))
        if page == BARE:
            return [Request(path=BARE, is_right=lambda answer: answer.body == b"1")] * count
        path = f"{reverse('desk:queue')}?vue={LISTS[page]}"
        is_right = _shows_the_list(LISTS[page])
        asked = [Request(path=path, is_right=is_right, cookies=cookies) for cookies in self._agents]
        return list(islice(cycle(asked), count))


def _shows_the_list(view: str) -> Callable[[Answer], bool]:
    tab = f'<a href="?vue={view}" aria-current="page">'.encode()
    return lambda answer: answer.status == 200 and tab in answer.body


def _token(answer: Answer) -> str:
    found = TOKEN.search(answer.body)
    assert found
    return found[1].decode()


def _signed_in(port: int, address: str) -> str:
    """Sign an agent in, by the form; return their cookies."""
    form = Request(path=reverse("portal:sign_in"), is_right=lambda answer: answer.status == 200)
    ((token, cookies),) = load.ask(
        port, [form], users=1, read=lambda answer: (_token(answer), answer.cookies)
    )
    entering = Request(
        path=reverse("portal:sign_in_with_password"),
        is_right=lambda answer: answer.status == 302,
        cookies=cookies,
        form={"csrfmiddlewaretoken": token, "email": address, "password": PASSWORD},
    )
    (cookies,) = load.ask(port, [entering], users=1, read=lambda answer: answer.cookies)
    return cookies


def _filings(port: int, drafts: list[Draft]) -> Iterator[Request]:
    """Have each person read the last page before filing; yield what its button sends."""
    reading = [
        Request(
            path=reverse("portal:filing_recap", args=[draft.reference]),
            is_right=lambda answer: answer.status == 200,
            cookies=draft.session,
        )
        for draft in drafts
    ]
    read = load.ask(port, reading, users=USERS // 2, read=lambda answer: (_token(answer), answer.cookies))
    for draft, (token, cookies) in zip(drafts, read, strict=True):
        yield Request(
            path=reverse("portal:filing_recap", args=[draft.reference]),
            is_right=_leads_to(reverse("portal:application", args=[draft.reference])),
            cookies=f"{draft.session}; {cookies}",
            form={"csrfmiddlewaretoken": token, "sworn": "on"},
        )


def _leads_to(path: str) -> Callable[[Answer], bool]:
    return lambda answer: answer.status == 302 and answer.header("location") == [path]


# How they come -------------------------------------------------------------------------------------


def _closed(visitors: _Visitors, files: int, asked: int, rounds: int) -> list[Measure]:
    pages = (BARE, *LISTS, FILING)

    def once(page: str) -> Load:
        return closed_loop(visitors.port, visitors.asking(page, asked), users=USERS)

    lived = [{page: once(page) for page in pages} for _ in range(rounds)]
    measures = []
    for page in pages[1:]:
        what = f"{_on(page, files)}, {USERS} users in a closed loop"
        measures += _compared(what, page, lived)
        rates = [(one[page].rate, one[BARE].rate) for one in lived]
        measures.append(compared(what, rates, unit="requests/s", yardstick="bare page"))
    return measures


def _open(visitors: _Visitors, files: int, rate: int, count: int, rounds: int) -> list[Measure]:
    def once(page: str, number: int) -> Load:
        return open_loop(visitors.port, visitors.asking(page, count), rate=rate, seed=number)

    pages = (BARE, WORK_LIST, FILING)
    lived = [{page: once(page, number) for page in pages} for number in range(rounds)]
    return [
        measure
        for page in pages[1:]
        for measure in _compared(f"{_on(page, files)}, {rate} a second in an open loop", page, lived)
    ]


def _on(page: str, files: int) -> str:
    return f"{page}, {files:,} open files"


def _compared(what: str, page: str, lived: list[dict[str, Load]]) -> list[Measure]:
    """Return the middle and the tail of the times of a page, beside those of the bare page."""
    goal: Goal | None = None if page == FILING else at_most(200, of_value=True)
    middles = [(one[page].p50, one[BARE].p50) for one in lived]
    tails = [(one[page].p95, one[BARE].p95) for one in lived]
    return [
        compared(f"{what}, p50", middles, unit="ms", yardstick="bare page"),
        compared(f"{what}, p95", tails, unit="ms", yardstick="bare page", goal=goal),
    ]


# What is left of it --------------------------------------------------------------------------------


def _filed() -> tuple[int, int]:
    """Count the files that are filed, and those of them that the watch follows."""
    filed = Application.objects.exclude(state=State.DRAFT)
    return filed.count(), Coverage.objects.count()


def _check(before: tuple[int, int], submitted: int) -> None:
    """Each answer said that one more file was filed, and followed: so must the database."""
    found = tuple(now - then for now, then in zip(_filed(), before, strict=True))
    if found != (submitted, submitted):
        message = f"{submitted} renewals were submitted, {found[0]} are filed and {found[1]} followed"
        raise WrongCount(message)
