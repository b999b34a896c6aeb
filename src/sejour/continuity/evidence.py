"""The evidence file of an application: all that happened, as words, and as data attached for programs."""

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sejour.applications.history import HistoryLine, history_of
from sejour.applications.models import Application, FailedAttempt, Outcome, SupportingDocument
from sejour.applications.papers.letter import holder, letter
from sejour.applications.selectors import label_of, standing_decision
from sejour.continuity.models import ProvisionalDocument
from sejour.continuity.numbers import number_of
from sejour.continuity.selectors import documents_of
from sejour.core.words import in_words
from sejour.documents.checking import signature_checks
from sejour.documents.covers import Told
from sejour.documents.orders import PaperOrder
from sejour.law.acts import article_of
from sejour.notifications.models import Message
from sejour.notifications.selectors import messages_of
from sejour.territory.selectors import zone_of

TITLE = "Dossier de preuves"
_FORMAT = "sejour.evidence/1"
Data = dict[str, Any]


def order_of(application: Application, *, on: date, at: datetime) -> PaperOrder:
    """Return the evidence file as it stands, to be drawn; one a day for each application."""
    return PaperOrder(
        subject=f"evidence/{application.reference}/{on.isoformat()}",
        person=application.person,
        content=content_of(application, on=on, at=at),
        name=f"preuves-{application.reference}-{on.isoformat()}.pdf",
    )


def content_of(application: Application, *, on: date, at: datetime) -> Data:
    """Return the words of the evidence file; the same facts are attached to it as JSON."""
    data = evidence_of(application, at=at)
    told = Told(kind="evidence", title=TITLE, number=f"{application.reference}-{on:%Y%m%d}")
    written = letter(
        application,
        told,
        made_on=on,
        statement=(
            f"Ce dossier réunit ce que la plateforme a enregistré de la demande {application.reference} "
            f"jusqu'au {in_words(on)} : ce qui s'est passé, les documents délivrés, les pièces et "
            "les messages."
        ),
        sections=[holder(application), *_sections(data), _journal(data), signature_checks()],
    )
    attached = {
        "name": "dossier-de-preuves.json",
        "media_type": "application/json",
        "description": "Les mêmes faits que ce dossier, lisibles par un programme.",
        "text": json.dumps(data, ensure_ascii=False, indent=1),
    }
    return {**written, "attachments": [attached]}


def evidence_of(application: Application, *, at: datetime) -> Data:
    """Return the facts of an application as plain data: days in ISO 8601, instants with their zone."""
    zone = zone_of(application.prefecture)
    history = history_of(application.reference)
    decision = standing_decision(application)
    # A refusal is told by its notification, and by nothing before it.
    awaits_notification = (
        decision is not None and decision.outcome == Outcome.REFUSED and not decision.notified_on
    )
    return {
        "format": _FORMAT,
        "made_at": _instant(at, zone),
        "application": {
            "reference": application.reference,
            "filed_on": _day(application.filed_on),
            "counts_from": _day(application.counts_from),
            "state": "decided" if awaits_notification else application.state,
        },
        "history": [_told(line, zone) for line in reversed(history)],
        "documents": [_document(d) for d in _documents(application)],
        "pieces": [
            _piece(p, zone) for p in application.pieces.select_related("file").order_by("given_at", "id")
        ],
        "messages": [_message(m, zone) for m in _messages(application)],
        "failed_attempts": [_attempt(a, zone) for a in _attempts(application)],
        "journal": _head(history),
    }


def _documents(application: Application) -> Iterator[ProvisionalDocument]:
    found = documents_of(application.person).filter(application=application)
    return iter(found.order_by("first_day", "id"))


def _messages(application: Application) -> list[Message]:
    """Return the messages sent since the application was begun, oldest first."""
    sent = messages_of(application.person)
    return [message for message in reversed(sent) if message.created_at >= application.created_at]


def _attempts(application: Application) -> Sequence[FailedAttempt]:
    return list(FailedAttempt.objects.filter(person=application.person).order_by("at"))


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _instant(at: datetime | None, zone: ZoneInfo) -> str:
    return at.astimezone(zone).isoformat(timespec="seconds") if at else ""


def _told(line: HistoryLine, zone: ZoneInfo) -> Data:
    return {
        "line": line.number,
        "at": _instant(line.at, zone),
        "what": line.sentence,
        "who": line.who,
        "sha256": line.digest,
    }


def _document(document: ProvisionalDocument) -> Data:
    return {
        "number": number_of(document),
        "kind": document.get_kind_display(),
        "issued_on": _day(document.issued_on),
        "first_day": _day(document.first_day),
        "last_day": _day(document.last_day),
        "withdrawn_from": _day(document.withdrawn_from),
        "article": article_of(document.kind, document.issued_on),
    }


def _piece(piece: SupportingDocument, zone: ZoneInfo) -> Data:
    return {
        "piece": label_of(piece.application, piece.piece),
        "given_at": _instant(piece.given_at, zone),
        "replaced_at": _instant(piece.replaced_at, zone),
        "sha256": piece.file.sha256,
    }


def _message(message: Message, zone: ZoneInfo) -> Data:
    return {
        "subject": message.subject,
        "written_at": _instant(message.created_at, zone),
        "sent_at": _instant(message.sent_at, zone),
        "state": message.get_state_display(),
    }


def _attempt(attempt: FailedAttempt, zone: ZoneInfo) -> Data:
    return {"ticket": attempt.ticket, "at": _instant(attempt.at, zone), "what": attempt.what}


def _head(history: Sequence[HistoryLine]) -> Data:
    last = history[0]
    return {"last_line": last.number, "sha256": last.digest}


_TABLES = {
    "history": ("Ce qui s'est passé", {"Quand": "at", "Quoi": "what", "Par": "who"}),
    "documents": (
        "Documents délivrés",
        {
            "Numéro": "number",
            "Établi le": "issued_on",
            "Du": "first_day",
            "Au": "last_day",
            "Document": "kind",
        },
    ),
    "pieces": ("Pièces remises", {"Remise": "given_at", "Empreinte (début)": "sha256", "Pièce": "piece"}),
    "messages": ("Messages", {"Écrit": "written_at", "État": "state", "Objet": "subject"}),
    "failed_attempts": (
        "Pannes de notre côté",
        {"Quand": "at", "Ticket": "ticket", "Ce qui a échoué": "what"},
    ),
}


def _sections(data: Data) -> Iterator[Data]:
    for name, (title, columns) in _TABLES.items():
        rows = [[_short(column, entry[column]) for column in columns.values()] for entry in data[name]]
        if rows:
            yield {"title": title, "table": {"head": list(columns), "rows": rows}}


_SHOWN_DIGEST = 16


def _short(column: str, value: str) -> str:
    """Return a value as the page shows it: an instant to the minute, days day first, the head of a digest."""
    if column == "sha256":
        return value[:_SHOWN_DIGEST]
    if column.endswith(("_on", "_day")):
        return f"{date.fromisoformat(value):%d/%m/%Y}" if value else "sans fin"
    if column == "at" or column.endswith("_at"):
        return f"{datetime.fromisoformat(value):%d/%m/%Y %H:%M}" if value else "—"
    return value


def _journal(data: Data) -> Data:
    lines = [
        "Chaque ligne du journal contient l'empreinte de la précédente : en changer une change toutes "
        "les suivantes.",
        f"Dernière ligne de ce dossier : n° {data['journal']['last_line']}, "
        f"empreinte {data['journal']['sha256']}.",
        "Les mêmes faits, avec toutes leurs empreintes, sont joints à ce PDF (dossier-de-preuves.json).",
    ]
    return {"title": "Empreintes du journal", "lines": lines}
