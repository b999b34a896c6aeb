"""An appointment as a calendar file (RFC 5545), with an alarm the day before."""

from datetime import timedelta

from icalendar import Alarm, Calendar, Event

from sejour.applications.appointments import Appointment

# Nobody knows how long it takes: an hour is kept free.
_LENGTH, _EVE = timedelta(hours=1), timedelta(days=-1)


def calendar_of(appointment: Appointment, *, host: str) -> bytes:
    """Return the calendar of one appointment, made by the site of that name."""
    entry = Event()
    entry.add("uid", f"rendez-vous-{appointment.number}@{host}")
    entry.add("dtstamp", appointment.issued_at)
    entry.add("dtstart", appointment.local)
    entry.add("dtend", appointment.local + _LENGTH)
    entry.add("summary", f"Préfecture : {appointment.purpose}")
    entry.add("location", appointment.place)
    entry.add(
        "description",
        f"Le {appointment.day} à {appointment.hour}. Apportez la convocation et votre passeport.",
    )
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", f"Rendez-vous à la préfecture le {appointment.day} à {appointment.hour}")
    alarm.add("trigger", _EVE)
    entry.add_component(alarm)
    calendar = Calendar()
    calendar.add("prodid", "-//Séjour//Rendez-vous//FR")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(entry)
    return bytes(calendar.to_ical())
