"""Visitors of a site: real requests over HTTP, a connection each, timed one by one.

Two ways to arrive. In a *closed loop* each user asks again once answered: a slow site slows its users
down, which flatters it. In an *open loop* people come when they come (a Poisson process): the time of each
runs from the instant at which it was to come, queueing included.
"""

import asyncio
import json
import random
import re
from collections import deque
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from statistics import median, quantiles
from time import perf_counter
from typing import Any, TypeVar
from urllib.parse import urlencode

PATIENCE_SECONDS = 300.0
T = TypeVar("T")


class WrongAnswer(AssertionError):
    """The site answered something else than what is measured: an error answers faster than a page."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: str
    body: bytes

    def header(self, name: str) -> list[str]:
        """Return the values of a header."""
        return re.findall(rf"^{name}: (.*?)\r?$", self.headers, re.IGNORECASE | re.MULTILINE)

    @property
    def cookies(self) -> str:
        """The cookies that it gives, as they are to be sent back."""
        return "; ".join(given.partition(";")[0] for given in self.header("set-cookie"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request, and what tells that its answer is the right one."""

    path: str
    is_right: Callable[[Answer], bool]
    cookies: str = ""
    form: dict[str, str] | None = None
    json: dict[str, str] | None = None

    def as_bytes(self, port: int) -> bytes:
        """Return what goes over the wire."""
        media_type, body = self._content()
        lines = [
            f"{'POST' if media_type else 'GET'} {self.path} HTTP/1.1",
            f"Host: 127.0.0.1:{port}",
            "Accept: text/html",
            "Connection: close",
        ]
        if self.cookies:
            lines.append(f"Cookie: {self.cookies}")
        if media_type:
            lines += [f"Content-Type: {media_type}", f"Content-Length: {len(body)}"]
        return "\r\n".join([*lines, "", ""]).encode() + body

    def _content(self) -> tuple[str, bytes]:
        """Return the body and its type; two nothings where there is none."""
        if self.json is not None:
            return "application/json", json.dumps(self.json).encode()
        if self.form is not None:
            return "application/x-www-form-urlencoded", urlencode(self.form).encode()
        return "", b""


@dataclass(frozen=True, slots=True)
class Load:
    """What visitors lived: the seconds that each request took, and those of them all."""

    latencies: list[float]
    seconds: float

    @property
    def rate(self) -> float:
        """Requests answered each second."""
        return len(self.latencies) / self.seconds

    @property
    def p50(self) -> float:
        """The middle, in milliseconds."""
        return median(self.latencies) * 1000

    @property
    def p95(self) -> float:
        """What nineteen in twenty stay below, in milliseconds."""
        return quantiles(self.latencies, n=20, method="inclusive")[-1] * 1000


def ask(port: int, requests: Sequence[Request], *, users: int, read: Callable[[Answer], T]) -> list[T]:
    """Ask everything, some at a time; return what was read in each answer, in the order of the requests."""
    found: dict[int, T] = {}

    def told(number: int, answer: Answer, _: float) -> None:
        found[number] = read(answer)

    _run(_ask(port, requests, users, told))
    return [found[number] for number in range(len(requests))]


def closed_loop(port: int, requests: Sequence[Request], *, users: int) -> Load:
    """Have so many users ask, each the next request as soon as it is answered."""
    latencies: list[float] = []
    started = perf_counter()
    _run(_ask(port, requests, users, lambda _, __, seconds: latencies.append(seconds)))
    return Load(latencies, perf_counter() - started)


def open_loop(port: int, requests: Sequence[Request], *, rate: float, seed: int) -> Load:
    """Send each request at its instant, `rate` of them each second on average; the same for the same seed."""
    return _run(_come(port, requests, rate, seed))


def _run(work: Coroutine[Any, Any, T]) -> T:
    """Do it in a thread of its own: that of the caller may be driving a browser, by a running loop."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, _in_time(work)).result()


async def _in_time(work: Coroutine[Any, Any, T]) -> T:
    async with asyncio.timeout(PATIENCE_SECONDS):
        return await work


async def _ask(
    port: int, requests: Sequence[Request], users: int, told: Callable[[int, Answer, float], None]
) -> None:
    awaited = deque(enumerate(requests))

    async def user() -> None:
        while awaited:
            number, request = awaited.popleft()
            asked = perf_counter()
            answer = await _answer(port, request)
            told(number, answer, perf_counter() - asked)

    async with asyncio.TaskGroup() as group:
        for _ in range(users):
            group.create_task(user())


async def _come(port: int, requests: Sequence[Request], rate: float, seed: int) -> Load:
    chance = random.Random(seed)
    latencies: list[float] = []

    async def visit(request: Request, instant: float) -> None:
        await _answer(port, request)
        latencies.append(perf_counter() - instant)

    started = instant = perf_counter()
    async with asyncio.TaskGroup() as visits:
        for request in requests:
            instant += chance.expovariate(rate)
            await asyncio.sleep(max(0.0, instant - perf_counter()))
            visits.create_task(visit(request, instant))
    return Load(latencies, perf_counter() - started)


async def _answer(port: int, request: Request) -> Answer:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(request.as_bytes(port))
        raw = await reader.read()
    finally:
        writer.close()
    head, _, body = raw.partition(b"\r\n\r\n")
    headers = head.decode("latin-1")
    answer = Answer(int(headers.split(" ", 2)[1]) if headers else 0, headers, body)
    if not request.is_right(answer):
        raise WrongAnswer(f"{request.path}: {headers}\n{body[:2000].decode('utf-8', 'replace')}")
    return answer
