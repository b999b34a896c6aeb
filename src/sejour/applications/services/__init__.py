"""The verbs of an application: everything that writes."""

from sejour.applications.services.complement import answer_complement, request_complement
from sejour.applications.services.correct import (
    accept_correction,
    ask_for_correction,
    refuse_correction,
)
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
    start_application,
    start_renewal,
)
from sejour.applications.services.end import close_application, reopen_application, withdraw_application
from sejour.applications.services.extend import ask_for_time, grant_time, refuse_time
from sejour.applications.services.file import (
    file_application,
    reassess_filings,
    record_failed_attempt,
    redeem_ticket,
    register_filing,
)
from sejour.applications.services.objection import (
    accept_objection,
    object_to_closing,
    refuse_objection,
)
from sejour.applications.services.refer import refer_to_commission
from sejour.applications.services.steps import answer_step, nature_of, procedure_named, start_procedure
from sejour.applications.services.summon import cancel_summons, summon
from sejour.applications.services.take_up import take_up, transfer_applications

__all__ = [
    "accept_correction",
    "accept_objection",
    "annul",
    "answer_complement",
    "answer_step",
    "ask_for_correction",
    "ask_for_time",
    "attach_piece",
    "cancel_summons",
    "close_application",
    "complete_application",
    "detach_piece",
    "file_application",
    "grant_time",
    "mark_proposed",
    "nature_of",
    "object_to_closing",
    "procedure_named",
    "reassess_filings",
    "record_decision",
    "record_failed_attempt",
    "record_notification",
    "redeem_ticket",
    "refer_to_commission",
    "refuse_correction",
    "refuse_objection",
    "refuse_time",
    "register_filing",
    "reopen_application",
    "request_complement",
    "send_back",
    "start_application",
    "start_procedure",
    "start_renewal",
    "summon",
    "take_up",
    "transfer_applications",
    "withdraw_application",
]
