"""Questions about appointments at the prefecture."""

from dataclasses import dataclass
from datetime import datetime

from sejour.applications.models import Application, Summons
from sejour.core.errors import NotFound
from sejour.core.words import in_words
from sejour.territory.selectors import zone_of


@dataclass(frozen=True, slots=True)
class Appointment:
    """An appointment in words: `day` and `hour` are read on the spot, `local` is the same instant there."""

    number: int
    purpose: str
    place: str
    bring: str
    issued_at: datetime
    local: datetime

    @property
    def day(self) -> str:
        """The day, as people say it."""
        return in_words(self.local.date())

    @property
    def hour(self) -> str:
        """The hour, as people read it on a letter: 9 h 30."""
        return f"{self.local.hour} h {self.local.minute:02d}"


def appointment_of(summons: Summons) -> Appointment:
    """Return what a summons says."""
    return Appointment(
        number=summons.pk,
        purpose=summons.get_purpose_display(),
        place=summons.place,
        bring=summons.bring,
        issued_at=summons.issued_at,
        local=summons.held_at.astimezone(zone_of(summons.application.prefecture)),
    )


def appointments_to_come(application: Application, at: datetime) -> list[Appointment]:
    """Return the appointments that stand and have not passed, the nearest first."""
    standing = application.summonses.filter(cancelled_at=None, held_at__gt=at)
    return [appointment_of(summons) for summons in standing.order_by("held_at", "id")]


def summons_of(application: Application, number: int) -> Summons:
    """Return an appointment of this application that stands. Raises NotFound."""
    found = application.summonses.filter(pk=number, cancelled_at=None).first()
    if found is None:
        raise NotFound
    return found
