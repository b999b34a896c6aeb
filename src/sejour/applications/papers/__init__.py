"""The papers of an application: receipt, request for pieces, convocation, closure, refusal."""

from sejour.applications.papers.closure import closure, closure_order
from sejour.applications.papers.complement import complement_request, complement_request_order
from sejour.applications.papers.receipt import receipt, receipt_is_complete, receipt_order
from sejour.applications.papers.refusal import refusal, refusal_order
from sejour.applications.papers.summons import convocation, convocation_order

__all__ = [
    "closure",
    "closure_order",
    "complement_request",
    "complement_request_order",
    "convocation",
    "convocation_order",
    "receipt",
    "receipt_is_complete",
    "receipt_order",
    "refusal",
    "refusal_order",
]
