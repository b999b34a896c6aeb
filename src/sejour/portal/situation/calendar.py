"""The days of an answer as a calendar file (RFC 5545): whole days, alarms before those by which to act."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils.crypto import salted_hmac
from icalendar import Alarm, Calendar
from icalendar import Event as Entry

from sejour.law.periods import day_after
from sejour.law.situation import Standing
from sejour.portal.situation.days_said import DaySaid, days_that_matter

_WEEK_BEFORE, _EVE = timedelta(days=-7), timedelta(days=-1)


def calendar_of(s: Standing, *, at: datetime, host: str) -> bytes:
    """Return the days to come as a calendar, made at that instant by the site of that name."""
    calendar = Calendar()
    calendar.add("prodid", "-//Séjour//Où en suis-je//FR")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Titre de séjour")
    for entry in _entries(_to_come(s), s, at=at, host=host):
        calendar.add_component(entry)
    return bytes(calendar.to_ical())


def _to_come(s: Standing) -> list[DaySaid]:
    return [said for said in days_that_matter(s) if said.day >= s.facts.on]


def _entries(days: Iterable[DaySaid], s: Standing, *, at: datetime, host: str) -> Iterable[Entry]:
    for said in days:
        entry = Entry()
        entry.add("uid", f"{said.event}-{said.rank}-{_story(s)}@{host}")
        entry.add("dtstamp", at)
        entry.add("dtstart", said.day)
        entry.add("dtend", day_after(said.day))
        entry.add("summary", f"Séjour : {said.short}")
        entry.add("description", _description(said))
        entry.add("transp", "TRANSPARENT")
        for before in (_WEEK_BEFORE, _EVE) if said.is_limit else (_EVE,):
            if said.day + before >= s.facts.on:
                entry.add_component(_alarm(said, before))
        yield entry


def _description(said: DaySaid) -> str:
    lines = [said.said.text]
    if said.said.articles:
        lines.append(f"Articles : {said.said.articles}")
    if said.said.doubt:
        lines.append(said.said.doubt.capitalize() + ".")
    return "\n".join(lines)


def _alarm(said: DaySaid, before: timedelta) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", said.short)
    alarm.add("trigger", before)
    return alarm


def _story(s: Standing) -> str:
    """Return what tells one story from another, whatever happens in it: a later file replaces the days."""
    f = s.facts
    told = (
        f.wish,
        f.article,
        f.held_kind,
        f.held_until,
        f.basis,
        f.basis_day,
        f.recognized_on,
        f.departement,
    )
    text = "|".join("" if part is None else str(part) for part in told)
    return salted_hmac("sejour.situation", text, algorithm="sha256").hexdigest()[:16]
