"""What is held about an application, its evidence and what was asked on both sides."""

from datetime import datetime
from typing import TYPE_CHECKING

from sejour.applications.answered import answers_said, corrections_said
from sejour.applications.selectors import notified_decision, request_lines
from sejour.continuity.evidence import evidence_of
from sejour.law.pieces import ground_of
from sejour.portal.own_data.written import Data, day, instant

if TYPE_CHECKING:
    from sejour.applications.models import Application, Objection, Petition
    from sejour.applications.selectors import RequestLine

# What stands once for all elsewhere in the data.
_ELSEWHERE = ("format", "made_at", "application", "messages", "failed_attempts")


def told(application: "Application", at: datetime) -> Data:
    """Return an application with its answers, requests, decision and evidence."""
    evidence = evidence_of(application, at=at)
    return {
        **evidence["application"],
        "procedure": application.get_procedure_display(),
        "ground": ground_of(application.article),
        "article": application.article,
        "prefecture": application.prefecture.name if application.prefecture else "",
        "begun_at": instant(application.created_at),
        "late_fee": application.late_fee,
        "withdrawn_on": day(application.withdrawn_on),
        "closed_on": day(application.closed_on),
        "closing_reasons": application.closing_reasons,
        "decision": _decision(application),
        "answers": [
            {"step": said.step.title, "question": line.label, "answer": line.answer}
            for said in answers_said(application)
            for line in said.lines
        ],
        "corrected_answers": [
            {
                "at": instant(said.made_at),
                "question": line.label,
                "before": line.before,
                "after": line.after,
            }
            for said in corrections_said(application)
            for line in said.lines
        ],
        "piece_requests": [_request(line) for line in request_lines(application)],
        "objections": [_objection(one) for one in application.objections.order_by("id")],
        **{name: value for name, value in evidence.items() if name not in _ELSEWHERE},
    }


def _decision(application: "Application") -> Data:
    decision = notified_decision(application)
    if decision is None:
        return {}
    return {
        "outcome": decision.get_outcome_display(),
        "decided_on": day(decision.decided_on),
        "notified_on": day(decision.notified_on),
        "reasons_in_law": decision.reasons_in_law,
        "reasons_in_fact": decision.reasons_in_fact,
    }


def _request(line: "RequestLine") -> Data:
    request, extension = line.request, line.extension
    asked = {"due_before": day(extension.due_before), **_petition(extension)} if extension else {}
    return {
        "asked_on": day(request.asked_on),
        "due_on": day(request.due_on),
        "answered_on": day(request.answered_on),
        "message": request.message,
        "pieces": [piece["label"] for piece, _ in line.pieces],
        "more_time": asked,
    }


def _objection(objection: "Objection") -> Data:
    return {"closed_on": day(objection.closed_on), **_petition(objection)}


def _petition(petition: "Petition") -> Data:
    return {
        "asked_at": instant(petition.asked_at),
        "reasons": petition.reasons,
        "state": petition.get_state_display(),
        "answered_at": instant(petition.answered_at),
        "answer": petition.answer,
    }
