"""Documents that somebody shows, and share codes that somebody gives."""

from datetime import datetime
from io import BytesIO
from typing import Any

from PIL import Image

from sejour.applications.models import Outcome
from sejour.continuity import papers
from sejour.continuity.models import ProvisionalDocument, Withdrawal
from sejour.continuity.services import grant_attestation
from sejour.documents import services as drawing
from sejour.documents.deux_d_doc import drawing as matrices
from sejour.documents.models import Paper
from sejour.identity.models import Person
from sejour.verification.models import ShareCode
from sejour.verification.services import make_share_code
from sejour.verification.ways import Purpose
from tests.factories import people
from tests.factories.applications import AGENT, decided, filed
from tests.factories.days import NOON, in_days
from tests.factories.permits import permit

NIGER = "99337"
BORN = (1985, 3, 14)
PLACE = "192.0.2.1"


def holder(**fields: Any) -> Person:
    """Register somebody with a card, of whom a 2D-Doc can say all."""
    found = people.person(**{"birth_country": NIGER, "nationality": NIGER, **fields})
    permit(found)
    return found


def attestation(
    of: Person | None = None, *, first: int = 0, last: int = 89, at: datetime = NOON
) -> ProvisionalDocument:
    """Return an attestation de prolongation, granted from and until so many days from today."""
    application = filed(of or holder())
    return grant_attestation(
        reference=application.reference, first_day=in_days(first), last_day=in_days(last), actor=AGENT, at=at
    )


def favorable(of: Person | None = None) -> ProvisionalDocument:
    """Return an attestation de décision favorable."""
    application = filed(of or holder())
    decided(application, Outcome.GRANTED)
    return ProvisionalDocument.objects.get(application=application, kind="attestation_decision_favorable")


def withdrawn(document: ProvisionalDocument) -> None:
    """Withdraw a document from today."""
    Withdrawal.objects.create(document=document, from_day=in_days(0), because="refused", article="L.433-1")


def drawn(document: ProvisionalDocument, *, at: datetime = NOON) -> Paper:
    """Draw, seal and sign the paper of a document."""
    order = papers.order_of(document)
    return drawing.draw_paper(
        subject=order.subject, person=order.person, content=order.content, at=at, seal=order.seal
    )


def photographed(seal: str) -> bytes:
    """Return a photograph of a 2D-Doc: a little turned, grey, as JPEG."""
    matrix = Image.open(BytesIO(matrices.png(seal))).convert("L")
    page = Image.new("L", (matrix.width + 200, matrix.height + 200), 235)
    page.paste(matrix, (100, 100))
    taken = BytesIO()
    page.rotate(7, expand=True, fillcolor=235, resample=Image.Resampling.BICUBIC).save(
        taken, "JPEG", quality=80
    )
    return taken.getvalue()


def code(of: Person, *, purpose: Purpose = Purpose.EMPLOYER, **more: Any) -> tuple[ShareCode, str]:
    """Make a share code; return it with its clear form."""
    return make_share_code(
        **{"person": of, "purpose": purpose, "last_day": in_days(30), "actor": AGENT, "at": NOON, **more}
    )
