"""Which paper follows which act: its row is read again when the job runs, and may have ended since."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from sejour.applications import papers as of_applications
from sejour.applications.models import Application, ComplementRequest, Decision, Outcome, Summons
from sejour.applications.states import State
from sejour.continuity import papers as of_documents
from sejour.continuity.models import ProvisionalDocument
from sejour.documents import services as documents
from sejour.documents.models import Paper
from sejour.documents.orders import PaperOrder

_APPLICATION = ("application__person", "application__prefecture", "application__held_permit")


def draw(order: PaperOrder, *, at: datetime) -> Paper:
    """Draw, sign and keep a paper, unless it is there. Raises SignatureUnavailable."""
    return documents.draw_paper(
        subject=order.subject, person=order.person, content=order.content, seal=order.seal, at=at
    )


def of_document(identifier: int) -> Iterator[PaperOrder]:
    """Yield the paper of a provisional document."""
    found = ProvisionalDocument.objects.filter(pk=identifier)
    yield from map(of_documents.order_of, found.select_related("person", *_APPLICATION))


def of_filing(identifier: int) -> Iterator[PaperOrder]:
    """Yield the receipt of a filing."""
    found = Application.objects.filed().filter(pk=identifier)
    yield from map(of_applications.receipt_order, found.select_related("person", "prefecture"))


def of_requests(identifier: int) -> Iterator[PaperOrder]:
    """Yield the requests for pieces of an application."""
    found = ComplementRequest.objects.filter(application=identifier).select_related(*_APPLICATION)
    yield from map(of_applications.complement_request_order, found.order_by("id"))


def of_closing(identifier: int) -> Iterator[PaperOrder]:
    """Yield the closing of an application, if it is still closed."""
    found = Application.objects.filter(pk=identifier, state=State.CLOSED)
    yield from map(of_applications.closure_order, found.select_related("person", "prefecture"))


def of_refusal(identifier: int) -> Iterator[PaperOrder]:
    """Yield the refusal of an application, once it is notified and while it stands."""
    found = Decision.objects.filter(
        application=identifier, outcome=Outcome.REFUSED, annulled_on=None, notified_on__isnull=False
    )
    yield from map(of_applications.refusal_order, found.select_related(*_APPLICATION))


def of_summons(identifier: int) -> Iterator[PaperOrder]:
    """Yield an appointment, unless it was cancelled."""
    found = Summons.objects.filter(pk=identifier, cancelled_at=None).select_related(*_APPLICATION)
    yield from map(of_applications.convocation_order, found)


ORDERS: Mapping[str, Callable[[int], Iterator[PaperOrder]]] = {
    "document": of_document,
    "filing": of_filing,
    "requests": of_requests,
    "closing": of_closing,
    "refusal": of_refusal,
    "summons": of_summons,
}
"""What a job is told to draw, and where its papers come from."""
