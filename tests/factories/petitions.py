"""What people ask agents for: more time, a correction, a closed file reopened."""

from typing import Any

from sejour.applications import services
from sejour.applications.models import Application, CorrectionRequest, Extension, Objection
from sejour.applications.purposes import CorrectedField
from sejour.documents import services as documents
from sejour.documents.models import StoredFile
from sejour.identity.models import Person
from tests.factories import contents
from tests.factories.applications import AGENT, APPLICANT, asked
from tests.factories.days import NOON

WHY = "Le consulat donne le passeport en janvier."


def proof(of: Person, name: str = "acte.pdf") -> StoredFile:
    """Store a file that a person gives."""
    return documents.store_file(person=of, name=name, content=contents.pdf(), at=NOON)


def time_asked(application: Application, **changed: Any) -> Extension:
    """Ask for more time to send the pieces that are asked for, first asking for one if need be."""
    if not application.complement_requests.exists():
        asked(application, "photo")
    request = application.complement_requests.latest("pk")
    known = {"request_id": request.pk, "reasons": WHY, "actor": APPLICANT, "at": NOON}
    return services.ask_for_time(reference=application.reference, **known | changed)


def closed(file: Application) -> Application:
    """Close a file."""
    return services.close_application(reference=file.reference, reasons="Rien reçu.", actor=AGENT, at=NOON)


def objected(application: Application, **changed: Any) -> Objection:
    """Object to the closing of a file."""
    known = {"reasons": "La photo est partie le 3.", "actor": APPLICANT, "at": NOON}
    return services.object_to_closing(reference=application.reference, **known | changed)


def correction_asked(
    of: Person, field: str = CorrectedField.FAMILY_NAME, value: str = "Dialo", **changed: Any
) -> CorrectionRequest:
    """Say that a name is misspelt, unless told otherwise."""
    known = {"field": CorrectedField(field), "value": value, "actor": APPLICANT, "at": NOON}
    return services.ask_for_correction(person=of, **known | changed)


def asked_for_all(file: Application) -> None:
    """Ask for time, object to the closing that comes, with a file; ask for a correction, with a proof."""
    time_asked(file)
    objected(closed(file), file=proof(file.person))
    correction_asked(file.person, evidence=proof(file.person))
