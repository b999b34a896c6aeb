"""The receipt of a check: a signed paper, drawn once, which says no more than the check said."""

from datetime import date, datetime

from django.db import transaction

from sejour.continuity.papers import number_of
from sejour.core import journal
from sejour.core.clock import PARIS, day_of
from sejour.documents.models import Paper
from sejour.documents.services import draw_paper
from sejour.law.employers import EmployerCheck, employer_check
from sejour.verification.errors import HireIsTooFar, ReceiptAlreadyMade, ReceiptTooLate
from sejour.verification.models import Check, Receipt
from sejour.verification.receipts import content_of
from sejour.verification.services.record import THIRD_PARTY, one_line

# A hire that is farther away is a typing error, and the law of its day is not known.
_FARTHEST_DAYS = 730


def make_receipt(
    *, reference: str, made_for: str, hire_on: date | None, departement: str, at: datetime
) -> Paper:
    """Return the receipt of a check. Asked again with the same answers it is the same paper.

    `hire_on` is the day on which an employer hires; `departement` where they have their seat, for its public
    holidays. Raises ReceiptTooLate where there is no such check, ReceiptAlreadyMade, HireIsTooFar,
    SignatureUnavailable: what was answered is kept, and the paper may be asked for again.
    """
    check = (
        Check.objects.select_related("person", "document__application").filter(reference=reference).first()
    )
    if check is None:
        raise ReceiptTooLate
    hire = _hire(hire_on, departement, day_of(check.at, PARIS))
    receipt = _receipt(check, one_line(made_for), hire_on, departement, hire, at)
    number = number_of(check.document) if check.document else ""
    return draw_paper(
        subject=f"check/{check.reference}",
        person=check.person,
        content=content_of(receipt, number=number, hire=hire),
        at=receipt.made_at,
    )


def _hire(hire_on: date | None, departement: str, on: date) -> EmployerCheck | None:
    """Ask the law until when an employer must ask, which depends on the holidays of the place."""
    if hire_on is None:
        return None
    if abs((hire_on - on).days) > _FARTHEST_DAYS:
        raise HireIsTooFar
    return employer_check(hire_on=hire_on, departement=departement or None)


@transaction.atomic
def _receipt(
    check: Check,
    made_for: str,
    hire_on: date | None,
    departement: str,
    hire: EmployerCheck | None,
    at: datetime,
) -> Receipt:
    """Record a receipt, or find the one that says the same. Raises ReceiptAlreadyMade."""
    was_in_time = None
    if hire is not None:
        assert hire.ask_by is not None
        was_in_time = day_of(check.at, PARIS) <= hire.ask_by
    receipt, made = Receipt.objects.get_or_create(
        check_made=check,
        defaults={
            "made_for": made_for,
            "hire_on": hire_on,
            "departement": departement,
            "was_in_time": was_in_time,
            "made_at": at,
        },
    )
    if not made and (receipt.made_for, receipt.hire_on, receipt.departement) != (
        made_for,
        hire_on,
        departement,
    ):
        raise ReceiptAlreadyMade
    if made:
        journal.append(
            stream=journal.stream_of("person", check.person_id),
            verb="check_receipt_made",
            actor=THIRD_PARTY,
            at=at,
            check=check.reference,
        )
    return receipt
