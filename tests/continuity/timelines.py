"""The worked timelines of continuity, as histories that `sejour replay` plays."""

from datetime import date
from typing import Any

Event = dict[str, Any]


def event(name: str, on: str, **fields: Any) -> Event:
    """Return one line of a history; `from_` stands for the word `from`."""
    return {"event": name, "on": on, **{key.rstrip("_"): value for key, value in fields.items()}}


def holds(person: str, kind: str, article: str, first_day: str, last_day: str, work: str = "full") -> Event:
    """Return the permit that a person holds, known on 1 September 2026."""
    return event(
        "permit",
        "2026-09-01",
        person=person,
        kind=kind,
        article=article,
        from_=first_day,
        until=last_day,
        work=work,
    )


def spouse(person: str, filed_on: str = "2026-10-01") -> list[Event]:
    """Return the history of a spouse of French whose one-year card ends on 15 January 2027."""
    return [
        holds(person, "carte_temporaire", "L.423-1", "2026-01-16", "2027-01-15"),
        event("file", filed_on, person=person, application=person, procedure="renewal", article="L.423-1"),
    ]


UNTIL = date(2027, 7, 31)
TIMELINES: list[Event] = [
    # 1. Granted after two attestations.
    *spouse("one"),
    event("decide", "2027-05-20", application="one", outcome="granted", notified_on="2027-05-20"),
    event("hand_over", "2027-07-02", application="one", from_="2027-05-20", until="2029-05-19"),
    # 2. A piece asked for: answered in time, answered late.
    *spouse("two answered"),
    event("ask_pieces", "2026-12-20", application="two answered", pieces=["marriage"], due_on="2027-01-19"),
    event("answer_pieces", "2027-01-10", application="two answered"),
    *spouse("two late"),
    event("ask_pieces", "2026-12-20", application="two late", pieces=["marriage"], due_on="2027-01-19"),
    event("answer_pieces", "2027-05-02", application="two late"),
    # 3. The platform failed inside the window.
    event("failed_attempt", "2026-11-14", person="three"),
    event("failed_attempt", "2026-11-15", person="three"),
    *spouse("three", filed_on="2026-11-20"),
    # 4. A four-year card, filed late.
    holds("four", "carte_pluriannuelle", "L.421-9", "2022-12-01", "2026-11-30"),
    event("file", "2026-11-20", person="four", application="four", procedure="renewal", article="L.421-9"),
    # 5. A refusal quashed by the court.
    holds("five", "carte_resident", "L.423-6", "2017-01-01", "2026-12-31"),
    event("file", "2026-09-15", person="five", application="five", procedure="renewal", article="L.423-6"),
    event("decide", "2027-02-10", application="five", outcome="refused", notified_on="2027-02-14"),
    event("quash", "2027-06-03", application="five"),
    # 6. A refugee.
    event(
        "file",
        "2026-09-20",
        person="six",
        application="six",
        procedure="first",
        article="L.424-1",
        category="refugee",
    ),
    # 7. Two applications, one withdrawn.
    holds("seven", "carte_temporaire", "L.422-1", "2026-01-16", "2027-01-15", work="limited"),
    event(
        "file",
        "2026-10-01",
        person="seven",
        application="talent",
        procedure="change_of_ground",
        article="L.421-9",
    ),
    event(
        "file",
        "2026-11-10",
        person="seven",
        application="spouse",
        procedure="change_of_ground",
        article="L.423-1",
    ),
    event("withdraw", "2027-02-10", application="talent"),
]
