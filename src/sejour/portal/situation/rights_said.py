"""The rights of today, in words: stay, work, social rights, travel."""

from collections.abc import Mapping
from dataclasses import dataclass

from sejour.core.words import in_words
from sejour.law.findings import Reasons
from sejour.law.kinds import Body, PaperKind, ReEntry, Work
from sejour.law.situation import LOST, Cause, Cover, Hold, Right, Shown, Standing, Wish
from sejour.portal.situation.said import Said, due, name_of, until


@dataclass(frozen=True, slots=True)
class RightSaid:
    """A right of today: its name, a short answer, its sentence, its tone."""

    name: str
    short: str
    said: Said
    tone: str


_UNKNOWN = "Nous ne pouvons pas le dire : il nous manque une réponse."
_TONES = {Hold.PROVEN: "good", Hold.OWED: "warn", Hold.NOTHING: "bad", Hold.UNKNOWN: ""}
_LOST = "oui, sans preuve"
_SHORT = {Hold.PROVEN: "oui", Hold.OWED: "dû, pas en main", Hold.NOTHING: "non", Hold.UNKNOWN: "à préciser"}
CAUSES: Mapping[Cause, str] = {
    Cause.NOT_FILED: "aucune demande n'est déposée",
    Cause.REFUSED: "la demande a été refusée",
    Cause.INCOMPLETE: "une pièce demandée n'est pas encore arrivée",
    Cause.FILED_LATE: "la demande a été déposée hors délai",
    Cause.NO_RIGHT: "une première demande ne donne pas toujours un document",
    Cause.UNSAID: "les textes lus n'en disent rien",
    Cause.UNKNOWN: "il nous manque une réponse",
}


def rights(s: Standing) -> tuple[RightSaid, ...]:
    """Say what is proven today."""
    return (_stay(s), _work(s), _social(s), _travel(s))


def _stay(s: Standing) -> RightSaid:
    right, shown = s.rights.stay, s.rights.shown
    if shown is not None:
        text = _stay_shown(s, shown)
    elif right.hold is Hold.UNKNOWN:
        text = _UNKNOWN
    else:
        now = next(stretch for stretch in s.days if s.facts.on in stretch.days)
        why = CAUSES[now.cause or Cause.UNKNOWN]
        text = f"Aujourd'hui, aucun document ne prouve votre séjour : {why}."
    said = Said(text, right.reasons, under=permit_article(s) if shown is not None else "")
    return RightSaid("Rester en France", _short(right, shown), said, _TONES[right.hold])


def _short(right: Right, shown: Shown | None) -> str:
    lost = right.hold is Hold.OWED and shown is not None and shown.cover is Cover.PERMIT
    return _LOST if lost else _SHORT[right.hold]


def permit_article(s: Standing) -> str:
    """Return the article of the permit held, under which it proves; nothing where another is asked for."""
    return s.facts.article or "" if s.facts.wish in (Wish.RENEWAL, Wish.DUPLICATE) else ""


def _stay_shown(s: Standing, shown: Shown) -> str:
    name, ending = name_of(shown.kind)
    if shown.cover is Cover.GRACE:
        return f"Votre carte expirée prouve encore votre séjour {until(shown.until)}."
    if shown.cover is Cover.PERMIT and shown.in_hand:
        return f"Votre titre prouve votre séjour {until(shown.until)}."
    if shown.in_hand:
        return f"Votre {name} prouve votre séjour {until(shown.until)}."
    if shown.cover is Cover.PERMIT:
        return f"Votre titre reste valable {until(shown.until)}, mais vous ne pouvez plus le montrer."
    since = next(stretch.days.first_day for stretch in s.days if s.facts.on in stretch.days)
    if shown.cover is Cover.FAVORABLE and s.facts.granted_on is not None:
        since = s.facts.granted_on
    a, it = ("une", "elle") if ending else ("un", "il")
    return (
        f"Votre séjour est couvert par {a} {name}, {due(ending)} depuis le {in_words(since)} : "
        f"{it} doit être en main."
    )


def _work(s: Standing) -> RightSaid:
    right, shown = s.rights.work, s.rights.shown
    limits = " dans les limites de votre titre (étudiant : 964 heures par an)"
    limited = limits if shown is not None and shown.work is Work.LIMITED else ""
    match right.hold:
        case Hold.PROVEN:
            text = f"Vous pouvez travailler{limited}, {until(right.until)}."
        case Hold.OWED if shown is not None and shown.cover is Cover.PERMIT:
            text = "Votre titre permet de travailler, mais un employeur demandera à le voir."
        case Hold.OWED:
            text = f"Le document qui vous est dû permet de travailler{limited}."
        case Hold.UNKNOWN if shown is None:
            text = _UNKNOWN
        case Hold.UNKNOWN:
            text = "Dites si votre document permet de travailler."
        case Hold.NOTHING if shown is None:
            text = "Aucun document ne prouve aujourd'hui que vous pouvez travailler."
        case Hold.NOTHING:
            assert shown is not None
            text = f"Votre {name_of(shown.kind)[0]} ne permet pas de travailler."
    return RightSaid("Travailler", _short(right, shown), Said(text, right.reasons), _TONES[right.hold])


_BODIES = {
    Body.FRANCE_TRAVAIL: "France Travail",
    Body.HEALTH_INSURANCE: "l'assurance maladie",
    Body.FAMILY_BENEFITS: "la caisse d'allocations familiales",
    Body.DISABILITY_ALLOWANCE: "l'organisme qui verse l'allocation aux adultes handicapés",
}


def _listed(bodies: list[Body]) -> str:
    names = [_BODIES[body] for body in bodies]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} et {names[-1]}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _social(s: Standing) -> RightSaid:
    name, shown = "Droits sociaux", s.rights.shown
    if shown is not None and shown.cover is Cover.GRACE:
        kept = () if s.answers.grace is None else s.answers.grace.reasons
        return RightSaid(name, "oui", Said(f"Vous les gardez tous {until(shown.until)}.", kept), "good")
    asked = [(body, part) for body, part in s.rights.social if part.answer is not None]
    yes = [body for body, part in asked if part.answer is not None and part.answer.accepted]
    no = [body for body, _ in asked if body not in yes]
    in_hand = shown is not None and shown.in_hand
    lines: list[str] = []
    if yes:
        verb = "doivent" if len(yes) > 1 else "doit"
        paper = "votre document" if in_hand else "ce document, une fois en main"
        if shown is None:
            paper = "votre attestation de dépôt"
        lines.append(f"{_capital(_listed(yes))} {verb} accepter {paper}.")
    if no and shown is not None:
        lines.append(f"Il ne suffit pas pour {_listed(no)}.")
    reasons: Reasons = tuple(reason for _, part in asked for reason in part.reasons)
    cover = s.rights.health_cover
    if cover is not None and cover.answer is not None and cover.answer.kept_until >= s.facts.on:
        lines.append(
            f"L'assurance maladie ne peut pas être fermée avant le {in_words(cover.answer.kept_until)}."
        )
        reasons += cover.reasons
    if s.rights.stay.hold is Hold.UNKNOWN and not lines:
        return RightSaid(name, "à préciser", Said(_UNKNOWN), "")
    if not lines:
        return RightSaid(name, "non", Said("Aucun document ne les ouvre aujourd'hui."), "bad")
    whole = in_hand and not no
    short = "oui" if whole else "en partie"
    if shown is not None and not in_hand:
        short = _LOST if shown.cover is Cover.PERMIT else _SHORT[Hold.OWED]
    return RightSaid(
        name, short, Said(" ".join(lines), tuple(dict.fromkeys(reasons))), "good" if whole else "warn"
    )


_WITH_VISA = {
    ReEntry.RETURN_VISA: ("avec un visa", "Ne quittez pas la France sans un visa de retour."),
    ReEntry.ENTRY_VISA: ("non", "Ne quittez pas la France : il faudrait un nouveau visa pour revenir."),
}


def _travel(s: Standing) -> RightSaid:
    name, part, shown = "Voyager et revenir", s.rights.travel, s.rights.shown
    if s.facts.wish is Wish.DUPLICATE:
        text = "Sans la carte en main, il faut un visa de retour pour revenir."
        return RightSaid(name, "avec un visa", Said(text, (LOST,)), "bad")
    if part is None or part.answer is None:
        nothing = s.rights.stay.hold is Hold.NOTHING
        text = "Aucun document ne permet aujourd'hui de revenir." if nothing else _UNKNOWN
        return RightSaid(name, "non" if nothing else "à préciser", Said(text), "bad" if nothing else "")
    if part.answer.answer is not ReEntry.YES:
        short, text = _WITH_VISA[part.answer.answer]
        return RightSaid(name, short, Said(text, part.reasons), "bad")
    if shown is not None and not shown.in_hand:
        text = "Ne partez pas avant d'avoir ce document en main."
        return RightSaid(name, "pas encore", Said(text, part.reasons), "warn")
    expired = shown is not None and shown.kind in (PaperKind.ATTESTATION_PROLONGATION, PaperKind.RECEPISSE)
    papers = "votre document, votre titre expiré" if expired else "ce document"
    return RightSaid(
        name, "oui", Said(f"Vous pouvez revenir avec {papers} et votre passeport.", part.reasons), "good"
    )
