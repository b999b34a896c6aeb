"""The convocation: what for, where, when, what to bring."""

from typing import Any

from sejour.applications.appointments import Appointment, appointment_of
from sejour.applications.models import Summons
from sejour.applications.papers.letter import holder, letter, service
from sejour.core.clock import day_of
from sejour.documents.checking import signature_checks
from sejour.documents.covers import Told
from sejour.documents.orders import PaperOrder
from sejour.territory.selectors import zone_of

TITLE = "Convocation"


def convocation(summons: Summons) -> dict[str, Any]:
    """Return the words of a convocation."""
    application = summons.application
    appointment = appointment_of(summons)
    told = Told(
        kind="summons",
        title=TITLE,
        number=f"{application.reference}-C{summons.pk}",
        days={"day": appointment.local.date()},
        texts={"time": f"{appointment.local:%H:%M}", "place": appointment.place},
    )
    return letter(
        application,
        told,
        made_on=day_of(summons.issued_at, zone_of(application.prefecture)),
        statement=(
            f"Vous êtes attendu le {appointment.day} à {appointment.hour} pour {appointment.purpose}."
        ),
        sections=[
            _appointment(appointment),
            _bring(appointment),
            holder(application, title="Votre demande"),
            service(application),
            signature_checks(),
        ],
    )


def _appointment(appointment: Appointment) -> dict[str, Any]:
    lines = {
        "Jour": appointment.day,
        "Heure": appointment.hour,
        "Lieu": appointment.place,
        "Pour": appointment.purpose,
    }
    facts = [{"name": name, "value": value} for name, value in lines.items()]
    return {"title": "Votre rendez-vous", "facts": facts}


def _bring(appointment: Appointment) -> dict[str, Any]:
    listed = [line.strip() for line in appointment.bring.splitlines() if line.strip()]
    lines = [
        "Cette convocation, sur papier ou sur votre téléphone.",
        "Votre passeport, et votre titre de séjour si vous en avez un.",
        *listed,
        "Vous pouvez venir avec la personne de votre choix.",
        "Vous ne pouvez pas venir ? Dites-le avant ce jour au service ci-dessous : une autre date vous sera "
        "donnée. Vos documents en cours ne changent pas.",
    ]
    return {"title": "À apporter, et à savoir", "lines": lines}


def convocation_order(summons: Summons) -> PaperOrder:
    """Return a convocation, to be drawn."""
    return PaperOrder(
        subject=f"summons/{summons.pk}",
        person=summons.application.person,
        content=convocation(summons),
        name=f"convocation-{summons.application.reference}-{summons.pk}.pdf",
    )
