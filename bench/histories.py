"""A year of many people's lives, for `sejour replay`; the same size gives the same bytes.

Out of a hundred people: eighty renew their permit, ten apply for the first time (one in two a refugee),
ten only hold a permit. Out of a hundred renewals: eighty-six in time, six at the counter, eight late, of
whom a half because the platform failed them inside the window. Pieces are asked for in one file in four,
and some answers come late or never. Seven files in ten are granted and their card handed over; the others
are refused, withdrawn, closed, or still waiting. The watch is down twice, partners three times.
"""

import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

FIRST_DAY = date(2026, 1, 1)
LAST_DAY = date(2026, 12, 31)
SEED = 20_260_101
Event = dict[str, Any]

# Kind, article, years, work.
HELD = (
    ("carte_temporaire", "L.423-1", 1, "full"),
    ("carte_temporaire", "L.423-7", 1, "full"),
    ("carte_temporaire", "L.422-1", 1, "limited"),
    ("carte_temporaire", "L.426-20", 1, "none"),
    ("carte_pluriannuelle", "L.421-9", 4, "full"),
    ("carte_resident", "L.423-6", 10, "full"),
    ("certificat_residence_algerien", "ACCORD-7BIS", 10, "full"),
    ("vls_ts", "L.422-1", 1, "limited"),
)
AT_THE_COUNTER = ("carte_temporaire", "L.423-23", 1, "full")
WEIGHTS = (30, 12, 14, 4, 18, 10, 8, 4)
PLACES = ("75", "93", "69", "13", "59", "33", "31", "974")
# From, to, both included; shorter than what a document is issued ahead of need.
OUTAGES = (
    ("watch_down", date(2026, 3, 10), date(2026, 3, 12)),
    ("watch_down", date(2026, 8, 1), date(2026, 8, 16)),
    ("legacy_down", date(2026, 4, 2), date(2026, 4, 9)),
    ("mail_down", date(2026, 6, 15), date(2026, 6, 16)),
    ("papers_down", date(2026, 10, 5), date(2026, 10, 6)),
)


def write(path: Path, people: int) -> int:
    """Write a history in the order of its days; return how many events it has."""
    events = [event for event in _everything(people) if FIRST_DAY <= event["on"] <= LAST_DAY]
    events.sort(key=lambda event: event["on"])
    with path.open("w", encoding="utf-8") as file:
        for event in events:
            file.write(json.dumps(event, default=str) + "\n")
    return len(events)


def _everything(people: int) -> Iterator[Event]:
    for name, start, end in OUTAGES:
        yield {"event": name, "on": start, "until": end}
    chance = random.Random(SEED)
    for number in range(people):
        yield from _Life(number, chance).events()


class _Life:
    """What happens to one person. Each act comes after the one before it."""

    def __init__(self, number: int, chance: random.Random) -> None:
        self.person = f"p{number:06d}"
        self.file = f"a{number:06d}"
        self.chance = chance

    def events(self) -> Iterator[Event]:
        """Tell a life."""
        share = self.chance.random()
        if share < 0.8:
            yield from self._renewal()
        elif share < 0.9:
            yield from self._first()
        else:
            yield from self._permit(*self._drawn(), until=self._day(date(2026, 4, 1), 600))
        # Nobody knows yet of those who apply for the first time.
        if not 0.8 <= share < 0.9 and self.chance.random() < 0.02:
            on = self._day(date(2026, 2, 1), 330)
            yield self._said("move", on, person=self.person, departement=self.chance.choice(PLACES))

    def _drawn(self) -> tuple[str, str, int, str]:
        return self.chance.choices(HELD, WEIGHTS)[0]

    def _permit(self, kind: str, article: str, years: int, work: str, *, until: date) -> Iterator[Event]:
        until = until.replace(day=min(until.day, 28))
        first_day = until.replace(year=until.year - years) + timedelta(days=1)
        known = {
            "kind": kind,
            "article": article,
            "from": first_day,
            "until": until,
            "work": work,
            "years": years,
        }
        born = date(self.chance.randint(1950, 2004), self.chance.randint(1, 12), self.chance.randint(1, 28))
        place = {"departement": self.chance.choice(PLACES), "born_on": born}
        yield self._said("permit", FIRST_DAY, person=self.person, **known, **place)

    def _renewal(self) -> Iterator[Event]:
        counter = self.chance.random() < 0.06
        kind, article, years, work = AT_THE_COUNTER if counter else self._drawn()
        until = self._day(date(2026, 5, 5), 330).replace(day=28)
        yield from self._permit(kind, article, years, work, until=until)
        late = not counter and self.chance.random() < 0.085
        if late and self.chance.random() < 0.5:
            tried = self._day(until - timedelta(days=115), 50)
            yield self._said("failed_attempt", tried, person=self.person)
        if late:
            filed = self._day(until - timedelta(days=50), 60)
        elif counter:
            filed = self._day(until - timedelta(days=58), 50)
        else:
            filed = self._day(until - timedelta(days=119), 57)
        yield from self._file(filed, "renewal", article, until=until, years=years)

    def _first(self) -> Iterator[Event]:
        refugee = self.chance.random() < 0.5
        article = "L.424-1" if refugee else "L.423-1"
        yield from self._file(self._day(date(2026, 1, 5), 300), "first", article, until=None, years=1)

    def _file(
        self, filed: date, procedure: str, article: str, *, until: date | None, years: int
    ) -> Iterator[Event]:
        asked = {"person": self.person, "procedure": procedure, "article": article}
        yield self._act("file", filed, **asked)
        on = self._day(filed, 20)
        if self.chance.random() < 0.25:
            due = on + timedelta(days=30)
            yield self._act("ask_pieces", on, pieces=["address_proof"], due_on=due)
            answer = self.chance.random()
            if answer < 0.95:
                on = self._day(on, 29) if answer < 0.85 else self._day(due, 25)
                yield self._act("answer_pieces", on)
        yield from self._end(self._day(on + timedelta(days=20), 180), until, years)

    def _end(self, on: date, until: date | None, years: int) -> Iterator[Event]:
        share = self.chance.random()
        if share < 0.7:
            yield from self._grant(on, until, years)
        elif share < 0.8:
            yield from self._refusal(on)
        elif share < 0.84:
            yield self._act("withdraw", on)
        elif share < 0.87:
            yield self._act("close", on)
            if self.chance.random() < 0.5:
                yield self._act("reopen", self._day(on, 30))

    def _grant(self, on: date, until: date | None, years: int) -> Iterator[Event]:
        kind = {} if until else {"kind": "carte_temporaire", "work": "full"}
        yield self._act("decide", on, outcome="granted", notified_on=on, **kind)
        handed = self._day(on + timedelta(days=15), 45)
        starts = max(on, until + timedelta(days=1)) if until else on
        ends = starts.replace(year=starts.year + years, day=min(starts.day, 28))
        yield self._act("hand_over", handed, **{"from": min(starts, handed), "until": ends}, **kind)

    def _refusal(self, on: date) -> Iterator[Event]:
        if self.chance.random() < 0.3:
            yield self._act("commission", on)
            on = self._day(on + timedelta(days=10), 40)
        notified = self._day(on, 15)
        yield self._act("decide", on, outcome="refused", notified_on=notified)
        if self.chance.random() < 0.1:
            yield self._act("quash", self._day(notified + timedelta(days=20), 60))

    def _day(self, start: date, days: int) -> date:
        """Draw a day from `start` to so many days later."""
        return start + timedelta(days=self.chance.randint(0, days))

    def _act(self, event: str, on: date, **details: Any) -> Event:
        return self._said(event, on, application=self.file, **details)

    @staticmethod
    def _said(event: str, on: date, **details: Any) -> Event:
        return {"event": event, "on": on, **details}
