"""Random histories for `sejour replay`: awkward days, several people and files, legal orders and others."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from tests.continuity.oracle import months_later
from tests.continuity.timelines import Event, event

STARTS = [date(2026, 9, 1), date(2027, 8, 31), date(2027, 10, 31), date(2025, 10, 29)]
KINDS = {
    "carte_temporaire": 1,
    "carte_pluriannuelle": 4,
    "carte_resident": 10,
    "carte_resident_longue_duree_ue": 10,
    "certificat_residence_algerien": 10,
    "vls_ts": 1,
    "autorisation_provisoire": 1,
    "dcem": 5,
}
RENEWED = [
    "L.423-1",
    "L.423-1",
    "L.421-9",
    "L.422-1",
    "L.426-20",
    "L.421-1",
    "L.423-6",
    "L.426-17",
    "ACCORD-7BIS",
    "L.233-2",
]
FIRST = ["L.423-1", "L.424-1", "L.424-1", "L.424-9", "L.423-21", "L.435-1", "L.421-1", "L.422-1"]
CATEGORIES = ["renewal", "first", "refugee", "subsidiary_protection", "young_adult"]
STEPS = [0, 0, 1, 1, 2, 7, 14, 28, 29, 30, 31, 60, 61, 90, 91, 92, 120, 184, 300, 500]
# What may follow in each state; each list is tried with much more luck than the whole.
NEXT = {
    "open": [
        "ask_pieces",
        "ask_pieces",
        "answer_pieces",
        "answer_pieces",
        "commission",
        "grant",
        "refuse",
        "refuse",
        "withdraw",
        "close",
        "grant_attestation",
    ],
    "refused": ["quash"],
    "closed": ["reopen", "quash"],
    "granted": ["hand_over"],
    "over": [],
}
ANY = ["ask_pieces", "answer_pieces", "commission", "grant", "refuse", "withdraw", "close", "reopen", "quash"]
ANY += ["hand_over", "grant_attestation"]
AFTER = {
    "grant": ("open", "granted"),
    "refuse": ("open", "refused"),
    "withdraw": ("open", "over"),
    "close": ("open", "closed"),
    "reopen": ("closed", "open"),
    "quash": ("refused", "open"),
    "hand_over": ("granted", "over"),
}
WORK = ["none", "limited", "full"]
DAY = timedelta(days=1)


def around(end: date) -> list[date]:
    """Days near which a filing changes its meaning, for a document that ends on `end`."""
    edges = [end - 120 * DAY, end - 60 * DAY, months_later(end, -2), end, months_later(end, 3)]
    edges += [end - 29 * DAY, end + 91 * DAY, months_later(end, 6)]
    return [edge + shift * DAY for edge in edges for shift in (-1, 0, 1)]


@st.composite
def permits(draw: Any, person: str, start: date) -> list[Event]:
    """What a person holds: nothing, a document, or two; learnt before or after."""
    found = []
    for _ in range(draw(st.sampled_from([0, 1, 1, 1, 1, 2, 2, 3]))):
        kind = draw(st.sampled_from(["carte_temporaire"] * 6 + list(KINDS)))
        years = draw(st.sampled_from([KINDS[kind], KINDS[kind], KINDS[kind], 1, 2, 4]))
        last = start + draw(st.integers(-30, 330)) * DAY
        if draw(st.booleans()):
            last = last.replace(day=1) - DAY
        on = start + draw(st.sampled_from([0, 0, 0, 0, 0, 20, 90, 150, 260])) * DAY
        found.append(
            event(
                "permit",
                str(on),
                person=person,
                kind=kind,
                article=draw(st.sampled_from(RENEWED)),
                from_=str(months_later(last, -12 * years) + DAY),
                until=str(last),
                work=draw(st.sampled_from(WORK)),
                **draw(st.sampled_from([{}, {}, {}, {"departement": "974"}, {"departement": "987"}])),
                **draw(st.sampled_from([{}, {}, {}, {"years": 4}])),
            )
        )
    if found and draw(st.integers(0, 9)) == 0:
        # One more that begins only later, with a hole or without.
        last = date.fromisoformat(found[0]["until"])
        first = last + draw(st.sampled_from([1, 2, 40, 100])) * DAY
        on = start + draw(st.integers(0, 300)) * DAY
        until = first + draw(st.integers(30, 700)) * DAY
        found.append(found[0] | {"on": str(on), "from": str(first), "until": str(until)})
    return found


@st.composite
def lives(draw: Any, name: str, person: str, start: date, ends: list[date]) -> list[Event]:
    """A file, from its filing on: acts in a legal order, with now and then one that is not."""
    near = [day for end in ends for day in around(end)] or [start + 30 * DAY]
    day = draw(st.one_of(st.sampled_from(near), st.integers(0, 300).map(lambda n: start + n * DAY)))
    day = max(day, start)
    procedure = draw(st.sampled_from(["renewal"] * 5 + ["first"] * 3 + ["change_of_ground"]))
    article = draw(st.sampled_from(FIRST if procedure == "first" else RENEWED))
    said: dict[str, Any] = {}
    if draw(st.integers(0, 4)) == 0:
        said["online"] = draw(st.booleans())
    if draw(st.integers(0, 5)) == 0 or article == "L.423-21":
        said["category"] = "young_adult" if article == "L.423-21" else draw(st.sampled_from(CATEGORIES))
    if draw(st.integers(0, 9)) == 0:
        said["missing"] = ["photo"]
    filed = event(
        "file", str(day), person=person, application=name, procedure=procedure, article=article, **said
    )
    found = [filed]
    state, awaited = "open", list(ends)
    for _ in range(draw(st.integers(0, 7))):
        later = [
            known + shift * DAY for known in awaited for shift in (-1, 0, 1) if known + shift * DAY >= day
        ]
        steps = st.sampled_from(STEPS).map(lambda step, day=day: day + step * DAY)
        day = draw(st.one_of(steps, st.sampled_from(later)) if later else steps)
        likely = NEXT[state] if draw(st.integers(0, 11)) else ANY
        if not likely:
            break
        verb = draw(st.sampled_from(likely))
        found.append(draw(acts(verb, name, day)))
        if verb in AFTER and (state == AFTER[verb][0] or verb == "quash"):
            state = AFTER[verb][1]
        said_days = [found[-1].get(key) for key in ("due_on", "notified_on", "until")]
        awaited += [date.fromisoformat(said_day) for said_day in said_days if said_day]
        awaited.append(months_later(day, 3))
    return found


@st.composite
def acts(draw: Any, verb: str, name: str, day: date) -> Event:
    """One act on a file."""
    if verb == "ask_pieces":
        due = day + draw(st.sampled_from([0, 1, 10, 30, 60])) * DAY
        said = draw(st.sampled_from([{}, {}, {}, {"indispensable": False}, {"indispensable": True}]))
        return event(verb, str(day), application=name, pieces=["photo"], due_on=str(due), **said)
    if verb in ("grant", "refuse"):
        notified = day + draw(st.sampled_from([0, 0, 1, 4, 30, 100])) * DAY
        outcome = "granted" if verb == "grant" else "refused"
        said = draw(st.sampled_from([{}, {}, {"work": "limited"}, {"kind": "carte_pluriannuelle"}]))
        return event("decide", str(day), application=name, outcome=outcome, notified_on=str(notified), **said)
    if verb in ("hand_over", "grant_attestation"):
        first = day + draw(st.sampled_from([-60, -1, 0, 0, 1, 20])) * DAY
        last = first + draw(st.sampled_from([0, 30, 91, 200, 364, 730])) * DAY
        return event(verb, str(day), application=name, from_=str(first), until=str(last))
    return event(verb, str(day), application=name)


@st.composite
def histories(draw: Any) -> tuple[list[Event], date]:
    """A whole history, its lines in any order, and the last day to play."""
    start = draw(st.sampled_from(STARTS))
    lines: list[Event] = []
    names = iter(["a", "b", "c", "d", "e", "f"])
    for person in ["p", "q"][: draw(st.sampled_from([1, 1, 1, 2]))]:
        held = draw(permits(person, start))
        lines += held
        ends = [date.fromisoformat(permit["until"]) for permit in held]
        for _ in range(draw(st.sampled_from([1, 1, 1, 2, 2, 3]))):
            lines += draw(lives(next(names), person, start, ends))
        near = [day for end in ends for day in around(end)] or [start]
        for _ in range(draw(st.sampled_from([0, 0, 0, 1, 2]))):
            lines.append(event("failed_attempt", str(draw(st.sampled_from(near))), person=person))
        if draw(st.integers(0, 5)) == 0:
            on = start + draw(st.integers(0, 400)) * DAY
            where = draw(st.sampled_from(["75", "974", "987", "971"]))
            lines.append(event("move", str(on), person=person, departement=where))
    days = sorted(date.fromisoformat(line["on"]) for line in lines)
    for _ in range(draw(st.sampled_from([0, 0, 1, 1, 2, 3]))):
        on = draw(st.sampled_from(days)) + draw(st.integers(-40, 200)) * DAY
        until = on + draw(st.sampled_from([0, 1, 13, 28, 29, 45, 90, 200, 400])) * DAY
        lines.append(event("watch_down", str(on), until=str(until)))
    shift = draw(st.sampled_from([0, 1, 30, 91, 92, 200, 400, -10, -100]))
    until = max(days[-1] + shift * DAY, days[0])
    return draw(st.permutations(lines)), until
