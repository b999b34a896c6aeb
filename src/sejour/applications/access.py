"""The doors to an application for its applicant. Unknown and forbidden look the same."""

from sejour.applications.models import Application
from sejour.applications.states import State
from sejour.core.errors import NotFound
from sejour.identity.access import Applicant


def to_read(applicant: Applicant, reference: str) -> Application:
    """Open an application of this applicant. Raises NotFound."""
    found = None
    if applicant.person is not None:
        found = (
            Application.objects.of(applicant.person)
            .select_related("person", "prefecture", "held_permit", "delivered_permit")
            .filter(reference=reference)
            .first()
        )
    if found is None:
        raise NotFound
    return found


def to_fill(applicant: Applicant, reference: str) -> Application:
    """Open a draft of this applicant. Raises NotFound; a filed application is no draft."""
    application = to_read(applicant, reference)
    if application.state != State.DRAFT:
        raise NotFound
    return application
