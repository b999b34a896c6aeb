"""The history of an application in words: from the journal's lines to sentences."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sejour.core import clock, journal
from sejour.core.journal import Line
from sejour.core.words import in_words
from sejour.law.pieces import PIECES

Details = dict[str, Any]


def _day(text: str | None) -> str:
    return in_words(date.fromisoformat(text)) if text else "la remise de la carte"


def _piece(code: str) -> str:
    grounds = (piece for ground in PIECES.grounds.values() for piece in ground.pieces)
    label = next((piece.label for piece in (*PIECES.common, *grounds) if piece.code == code), "")
    return f" : {label[0].lower()}{label[1:]}" if label else ""


_SENTENCES: dict[str, str | Callable[[Details], str]] = {
    "started": "Brouillon commencé.",
    "filed": lambda d: f"Demande déposée ; elle compte à partir du {_day(d['counts_from'])}.",
    "filing_reassessed": "Situation revue : un titre a été ajouté au registre.",
    "piece_given": lambda d: f"Pièce remise{_piece(d.get('piece', ''))}.",
    "answers_corrected": "Réponses corrigées ; les anciennes sont gardées.",
    "piece_taken_back": "Pièce retirée du brouillon.",
    "taken_up": "Un agent a commencé l'examen.",
    "transferred": "Dossier transféré à la préfecture du nouveau domicile ; la date de dépôt est gardée.",
    "complement_requested": lambda d: f"Des pièces sont demandées, jusqu'au {_day(d['due_on'])}.",
    "complement_answered": "Les pièces demandées ont été reçues.",
    "extension_asked": "Un délai est demandé pour envoyer des pièces.",
    "extension_granted": lambda d: f"Délai accordé : les pièces sont attendues jusqu'au {_day(d['due_on'])}.",
    "extension_refused": lambda d: (
        f"Délai refusé : les pièces restent attendues jusqu'au {_day(d['due_on'])}."
    ),
    "closing_objected_to": "La clôture du dossier est contestée.",
    "objection_accepted": "La contestation de la clôture est acceptée.",
    "objection_refused": "La contestation de la clôture est rejetée, avec des motifs.",
    "summoned": lambda d: f"Un rendez-vous vous est donné le {_day(d['on'])}.",
    "summons_cancelled": lambda d: f"Le rendez-vous du {_day(d['on'])} est annulé.",
    "referred_to_commission": "La commission du titre de séjour est saisie.",
    "decision_proposed": "Une décision est en préparation.",
    "proposal_sent_back": "L'examen reprend.",
    "granted": "Décision favorable.",
    "refused": "Une décision a été prise.",
    "refusal_notified": "La décision de refus vous a été notifiée.",
    "annulled": "La décision qui mettait fin à la demande est annulée ; le dossier est rouvert.",
    "withdrawn": "Demande retirée.",
    "closed": "Dossier clôturé.",
    "reopened": "Dossier rouvert, avec sa date de dépôt.",
    "completed": "Carte remise : la demande est terminée.",
    "card_ordered": "Carte commandée.",
    "card_made": "Carte fabriquée : elle vous attend.",
    "card_handed_over": "Carte remise.",
    "document_issued": lambda d: (
        f"Document établi : du {_day(d['first_day'])} au {_day(d['last_day'])}."
        if d["last_day"]
        else f"Attestation de décision favorable établie, à partir du {_day(d['first_day'])}."
    ),
    "attestation_granted": lambda d: (
        f"Un agent vous accorde un document : du {_day(d['first_day'])} au {_day(d['last_day'])}."
    ),
    "documents_withdrawn": lambda d: f"Les documents en cours prennent fin le {_day(d['from_day'])}.",
    "documents_given_back": "Les documents retirés vous sont rendus.",
    "consulted": "Dossier consulté par un agent.",
    "assigned": "Dossier confié à un agent.",
    "released": "Dossier remis dans la file.",
}
# What an agent prepares is no decision: the person sees it once it is one (CRPA L.311-2).
_INTERNAL = frozenset({"answers_saved", "assigned", "released"})


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One thing that happened, when, and who did it: you, an agent, or the platform.

    `number` and `digest` are those of its line in the journal of the application.
    """

    at: datetime
    sentence: str
    who: str
    number: int
    digest: str


def history_of(reference: str) -> list[HistoryLine]:
    """Return what happened to an application, newest first; consultations of one day in one line."""
    lines = journal.lines_of(journal.stream_of("application", reference))
    return [_told(line) for line in _once_a_day(reversed(lines)) if line.verb not in _INTERNAL]


def _once_a_day(lines: Iterable[Line]) -> Iterator[Line]:
    """Leave out a consultation where a later one of the same day and author is told; the journal has all."""
    told: set[tuple[str, date]] = set()
    for line in lines:
        if line.verb == "consulted":
            consultation = (line.actor, clock.day_of(line.at, clock.PARIS))
            if consultation in told:
                continue
            told.add(consultation)
        yield line


def _told(line: Line) -> HistoryLine:
    sentence = _SENTENCES[line.verb]
    return HistoryLine(
        at=line.at,
        sentence=sentence if isinstance(sentence, str) else sentence(line.details),
        who=_who(line.actor),
        number=line.number,
        digest=line.digest,
    )


def _who(actor: str) -> str:
    kind = actor.split(" ", 1)[0]
    return {"account": "vous", "agent": "un agent de la préfecture"}.get(kind, "la plateforme")
