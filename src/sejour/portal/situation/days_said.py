"""Days in words: those that matter, and what covers each day to come."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sejour.core.words import in_words
from sejour.law.kinds import PaperKind
from sejour.law.situation import Cause, Cover, DatedEvent, Event, Standing, Stretch
from sejour.portal.situation.rights_said import CAUSES, permit_article
from sejour.portal.situation.said import Said, due, name_of


@dataclass(frozen=True, slots=True)
class DaySaid:
    """A day that matters: its sentence, the few words of a calendar, and whether one must act by then."""

    event: Event
    rank: int
    day: date
    short: str
    said: Said
    is_limit: bool


# The next document, and the one after it: the others follow in the same way.
_DOCUMENTS_AHEAD = 2
_LIMITS = frozenset({Event.WINDOW_CLOSES, Event.DEADLINE, Event.ENTRY_CONDITIONS, Event.APPEAL_ENDS})


def _document_due(s: Standing, e: DatedEvent) -> tuple[str, str]:
    documents = None if s.answers.documents is None else s.answers.documents.answer
    assert documents is not None
    name, ending = name_of(PaperKind(documents.kind.value))
    end = "" if e.last_day is None else f", jusqu'au {in_words(e.last_day)}"
    if e.rank == 1:
        first = "Première" if ending else "Premier"
        return f"{first} {name}", f"{first} {name} {due(ending)}{end}."
    again, a = ("Nouvelle", "une nouvelle") if ending else ("Nouveau", "un nouveau")
    return f"{again} {name}", f"Sans décision d'ici là, {a} {name} est {due(ending)}{end}."


def _fixed(short: str, text: str) -> Callable[[Standing, DatedEvent], tuple[str, str]]:
    return lambda _, __: (short, text)


def _paper_ends(s: Standing, _: DatedEvent) -> tuple[str, str]:
    assert s.facts.paper is not None
    name, ending = name_of(PaperKind(s.facts.paper.value))
    return f"Fin de votre {name}", f"Votre {name} se termine."


def _appeal_ends(s: Standing, _: DatedEvent) -> tuple[str, str]:
    what = "le refus" if s.facts.refused_on is not None else "le silence de la préfecture"
    return "Dernier jour pour saisir le tribunal", f"Dernier jour pour contester {what} devant le tribunal."


def _silence(s: Standing, _: DatedEvent) -> tuple[str, str]:
    goes_on = " Les documents qui vous sont dus continuent." if s.answers.owed else ""
    return "Le silence vaut refus", f"Sans réponse, votre demande est réputée refusée.{goes_on}"


def _grace_ends(s: Standing, _: DatedEvent) -> tuple[str, str]:
    short = "Fin des mois où la carte expirée garde vos droits"
    if s.facts.filed_on is None:
        return short, "Si la demande est déposée : dernier jour où votre carte expirée garde vos droits."
    return short, "Dernier jour où votre carte expirée garde vos droits."


_WORDS: Mapping[Event, Callable[[Standing, DatedEvent], tuple[str, str]]] = {
    Event.WINDOW_OPENS: _fixed("Le dépôt s'ouvre", "Premier jour pour déposer votre demande."),
    Event.WINDOW_CLOSES: _fixed("Dernier jour pour déposer", "Dernier jour pour déposer à temps."),
    Event.DEADLINE: _fixed("Dernier jour pour déposer", "Dernier jour pour déposer à temps."),
    Event.HELD_ENDS: _fixed("Fin du titre", "Votre titre se termine, à minuit."),
    Event.ENTRY_CONDITIONS: _fixed(
        "Dernier jour sans nouveau visa", "Dernier jour pour déposer sans que le visa soit redemandé."
    ),
    Event.PAPER_ENDS: _paper_ends,
    Event.DOCUMENT_DUE: _document_due,
    Event.GRACE_ENDS: _grace_ends,
    Event.RECEIPT_DUE: _fixed(
        "Accusé de réception dû", "Dernier jour pour vous donner un accusé de réception complet."
    ),
    Event.SILENCE: _silence,
    Event.APPEAL_ENDS: _appeal_ends,
    Event.CARD_DUE: _fixed("Carte due", "Dernier jour pour vous délivrer la carte."),
    Event.HEALTH_COVER_ENDS: _fixed(
        "Assurance maladie maintenue jusque-là",
        "Jusqu'à ce jour, l'assurance maladie ne peut pas être fermée, même sans nouveau document.",
    ),
}


def days_that_matter(s: Standing) -> tuple[DaySaid, ...]:
    """Say the days that matter, the earliest first: of a chain of documents, today's and the next ones."""
    due = [e for e in s.events if e.event is Event.DOCUMENT_DUE]
    begun, coming = [e for e in due if e.day <= s.facts.on], [e for e in due if e.day > s.facts.on]
    told = {*begun[-1:], *coming[:_DOCUMENTS_AHEAD]}
    return tuple(_said(s, e) for e in s.events if e.event is not Event.DOCUMENT_DUE or e in told)


def _said(s: Standing, e: DatedEvent) -> DaySaid:
    short, text = _WORDS[e.event](s, e)
    return DaySaid(e.event, e.rank, e.day, short, Said(text, e.reasons), e.event in _LIMITS)


# Every day --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class StretchSaid:
    """Days that are covered alike, in words. `last_day` is None where they go on beyond what is told."""

    first_day: date
    last_day: date | None
    said: Said


_COVERS: Mapping[Cover, str] = {
    Cover.PERMIT: "votre titre",
    Cover.FAVORABLE: "l'attestation de décision favorable, jusqu'à la carte",
    Cover.PROLONGATION: "l'attestation de prolongation qui vous est due, renouvelée jusqu'à la décision",
    Cover.RECEPISSE: "le récépissé qui vous est dû, renouvelé jusqu'à la décision",
    Cover.GRACE: "votre carte expirée, que la loi prolonge",
}


def every_day(s: Standing) -> Iterator[StretchSaid]:
    """Say what covers each day, or why nothing does."""
    for stretch in s.days:
        text = _covered(s, stretch) if stretch.cover is not None else _uncovered(s, stretch)
        said = Said(text, stretch.reasons, under=permit_article(s) if stretch.cover else "")
        yield StretchSaid(stretch.days.first_day, _last_day(s, stretch), said)


def _last_day(s: Standing, stretch: Stretch) -> date | None:
    if stretch != s.days[-1]:
        return stretch.days.last_day
    ends = {Cover.PERMIT: s.facts.held_until, Cover.PAPER: s.facts.paper_until}
    return ends.get(stretch.cover) if stretch.cover is not None else None


def _covered(s: Standing, stretch: Stretch) -> str:
    if stretch.cover is Cover.PAPER:
        assert s.facts.paper is not None
        return f"Couvert par votre {name_of(PaperKind(s.facts.paper.value))[0]}."
    assert stretch.cover is not None
    return f"Couvert par {_COVERS[stretch.cover]}."


def _uncovered(s: Standing, stretch: Stretch) -> str:
    assert stretch.cause is not None
    why, to_come = CAUSES[stretch.cause], stretch.days.first_day > s.facts.on
    match stretch.cause:
        case Cause.UNKNOWN:
            return f"Nous ne pouvons pas le dire : {why}."
        case Cause.NOT_FILED if to_come:
            return "Si aucune demande n'est déposée, rien ne prouvera votre séjour."
        case Cause.FILED_LATE | Cause.NO_RIGHT if to_come:
            return f"Sans décision, ni document accordé par un agent, rien ne prouvera votre séjour : {why}."
        case _:
            return f"Rien ne prouve votre séjour : {why}."
