"""The verbs of an application: everything that writes."""

from sejour.applications.services.complement import answer_complement, request_complement
from sejour.applications.services.decide import (
    annul,
    complete_application,
    mark_proposed,
    record_decision,
    record_notification,
    send_back,
)
from sejour.applications.services.draft import (
    attach_piece,
    detach_piece,
    save_answers,
    start_application,
    start_renewal,
)
from sejour.applications.services.end import close_application, reopen_application, withdraw_application
from sejour.applications.services.file import (
    file_application,
    reassess_filings,
    record_failed_attempt,
    redeem_ticket,
    register_filing,
)
from sejour.applications.services.refer import refer_to_commission
from sejour.applications.services.take_up import take_up, transfer_applications

__all__ = [
    "annul",
    "answer_complement",
    "attach_piece",
    "close_application",
    "complete_application",
    "detach_piece",
    "file_application",
    "mark_proposed",
    "reassess_filings",
    "record_decision",
    "record_failed_attempt",
    "record_notification",
    "redeem_ticket",
    "refer_to_commission",
    "register_filing",
    "reopen_application",
    "request_complement",
    "save_answers",
    "send_back",
    "start_application",
    "start_renewal",
    "take_up",
    "transfer_applications",
    "withdraw_application",
]
