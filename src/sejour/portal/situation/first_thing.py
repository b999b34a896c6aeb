"""What to do first, in words: a title, a few sentences, and whether it is done on this site."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sejour.core.words import in_words
from sejour.law.kinds import FirstBasis
from sejour.law.situation import Act, Event, Standing, Wish
from sejour.portal.situation.said import Said, bound, by, due, name_of


@dataclass(frozen=True, slots=True)
class FirstThing:
    """What to do first. `is_done_here`: a button of the page begins it; `is_a_call`: the telephone does."""

    title: str
    lines: tuple[Said, ...]
    tone: str
    is_done_here: bool
    is_a_call: bool


_FILED_HERE = frozenset({Act.FILE, Act.FILE_NOW, Act.FILE_AFTER_END, Act.RENEW_INSTEAD})
_GRAVE = frozenset(
    {
        Act.CONTEST,
        Act.CONTEST_REMOVAL,
        Act.LIMIT_OVER,
        Act.SEND_PIECES,
        Act.CLAIM_DOCUMENT,
        Act.FILE_NOW,
        Act.FILE_AFTER_END,
        Act.ENTRY_CONDITIONS,
    }
)
_CALLED = frozenset({Act.CLAIM_DOCUMENT, Act.CLAIM_FAVORABLE, Act.ASK_AGENT})
_WITH_RIGHT_IN_TIME = frozenset(
    {FirstBasis.YOUNG_ADULT, FirstBasis.YOUNG_ADULT_WITH_RIGHT, FirstBasis.LOST_NATIONALITY}
)
_CALM = frozenset({Act.AWAIT, Act.AWAIT_CARD, Act.PREPARE})


def first_thing(s: Standing) -> FirstThing:
    """Say what to do first."""
    act = s.action.act
    tone = "bad" if act in _GRAVE else "good" if act in _CALM else "warn"
    renewed = s.facts.wish is Wish.RENEWAL or act is Act.RENEW_INSTEAD
    return FirstThing(
        title=bound(_TITLES[act](s)),
        lines=tuple(_LINES.get(act, _plainly)(s)),
        tone=tone,
        is_done_here=renewed and act in _FILED_HERE and is_online(s),
        is_a_call=act in _CALLED,
    )


def is_online(s: Standing) -> bool:
    """Tell whether the application is made on line."""
    return s.answers.channel is not None and s.answers.channel.online


# Titles -----------------------------------------------------------------------------------------


def _known(day: date | None) -> str:
    assert day is not None
    return in_words(day)


def _has_ended(s: Standing) -> str:
    return f"votre titre est terminé depuis le {_known(s.facts.held_until)}"


def _contest_removal(s: Standing) -> str:
    if s.action.by is None:
        return "Voyez un avocat ou une association aujourd'hui : le délai pour contester est très court."
    return (
        "Voyez un avocat ou une association aujourd'hui : "
        f"vous avez jusqu'au {in_words(s.action.by)} pour contester."
    )


def _claim_favorable(s: Standing) -> str:
    since = f" depuis le {in_words(s.facts.decided_on)}" if s.facts.decided_on else ""
    return f"Demandez votre attestation de décision favorable : elle vous est due{since}."


def _claim_document(s: Standing) -> str:
    assert s.rights.shown is not None
    name, ending = name_of(s.rights.shown.kind)
    it = "elle" if ending else "il"
    return f"Réclamez aujourd'hui votre {name} : {it} vous est {due(ending)}."


def _ask_agent(s: Standing) -> str:
    if s.action.by is None or s.action.by <= s.facts.on:
        return "Demandez aujourd'hui un document provisoire à la préfecture."
    return f"Demandez un document provisoire à la préfecture, avant le {in_words(s.action.by)}."


def _file(s: Standing) -> str:
    if s.answers.no_window is not None:
        return f"Déposez votre demande avant la fin de votre carte, le {_known(s.action.by)}."
    return f"Déposez votre demande {by(s.action.by)}."


def _file_first_now(s: Standing) -> str:
    deadline = None if s.answers.deadline is None else s.answers.deadline.answer
    if deadline is None:
        return "Déposez votre demande aujourd'hui."
    return f"Déposez votre demande aujourd'hui : le délai s'est terminé le {in_words(deadline.closes)}."


_TITLES: Mapping[Act, Callable[[Standing], str]] = {
    Act.ANSWER: lambda _: "Il nous manque une réponse pour vous dire quoi faire.",
    Act.CONTEST: lambda s: f"Contestez ce refus {by(s.action.by)}.",
    Act.CONTEST_REMOVAL: _contest_removal,
    Act.LIMIT_OVER: lambda s: (
        f"Voyez un avocat : le délai pour contester s'est terminé le {_known(s.answers.limit)}."
    ),
    Act.CLAIM_FAVORABLE: _claim_favorable,
    Act.AWAIT_CARD: lambda _: "Rien à faire pour l'instant : votre demande est acceptée.",
    Act.SEND_PIECES: lambda _: "Envoyez aujourd'hui la pièce qui vous est demandée.",
    Act.CLAIM_DOCUMENT: _claim_document,
    Act.WEIGH_SILENCE: lambda s: (
        f"Vous pouvez contester le silence de la préfecture jusqu'au {_known(s.action.by)}."
    ),
    Act.ASK_AGENT: _ask_agent,
    Act.AWAIT: lambda _: "Rien à faire pour l'instant : votre demande est examinée.",
    Act.PREPARE: lambda s: f"Rien à déposer avant le {_known(s.action.not_before)}. Préparez vos pièces.",
    Act.FILE: _file,
    Act.FILE_NOW: lambda _: "Déposez votre demande aujourd'hui.",
    Act.FILE_AFTER_END: lambda s: f"Déposez votre demande aujourd'hui : {_has_ended(s)}.",
    Act.ENTRY_CONDITIONS: lambda s: f"Prenez conseil aujourd'hui : {_has_ended(s)}.",
    Act.FILE_FIRST: lambda s: f"Déposez votre première demande {by(s.action.by)}.",
    Act.FILE_FIRST_NOW: _file_first_now,
    Act.VALIDATE_VISA: lambda s: f"Validez votre visa en ligne {by(s.action.by)}.",
    Act.ASK_DUPLICATE: lambda _: "Déclarez la perte ou le vol, puis demandez un duplicata.",
    Act.RENEW_INSTEAD: lambda s: (
        f"Demandez le renouvellement de votre titre, plutôt qu'un duplicata, {by(s.action.by)}."
    ),
}


# The sentences that follow ----------------------------------------------------------------------

_PLAIN: Mapping[Act, str] = {
    Act.ANSWER: "Ce que vos réponses permettent déjà de dire est plus bas.",
    Act.SEND_PIECES: "Tant qu'elle manque, aucun document n'est dû. Votre date de dépôt reste acquise.",
    Act.ASK_AGENT: (
        "Aucun texte n'oblige à vous le donner, mais un agent peut l'accorder : "
        "dites ce que vous risquez de perdre, votre emploi par exemple."
    ),
    Act.VALIDATE_VISA: "Sans cela, votre visa ne vous permet pas de rester plus de quelques mois.",
    Act.ASK_DUPLICATE: "Vos droits ne changent pas. Gardez la déclaration avec votre passeport.",
    Act.ENTRY_CONDITIONS: (
        "Votre demande peut encore être déposée, mais elle sera examinée comme une première demande. "
        "Une association ou un avocat vous dira comment."
    ),
    Act.CONTEST: "Un avocat ou une association écrit le recours avec vous. Gardez la lettre et l'enveloppe.",
    Act.CONTEST_REMOVAL: "Apportez la lettre et son enveloppe : le jour de la remise compte.",
    Act.LIMIT_OVER: (
        "Le recours reste possible si la lettre ne dit pas devant quel juge et jusqu'à quand contester. "
        "Apportez-la, avec son enveloppe."
    ),
    Act.AWAIT_CARD: "Votre attestation vous couvre jusqu'à la remise de la carte. Gardez-la sur vous.",
    Act.CLAIM_FAVORABLE: (
        "Elle prouve votre séjour jusqu'à la remise de la carte. Appelez, puis écrivez à la préfecture."
    ),
}


def _plainly(s: Standing) -> Iterator[Said]:
    yield Said(_PLAIN[s.action.act], s.action.reasons)


def _in_the_window(s: Standing) -> Iterator[Said]:
    window = s.answers.window_period
    if window is None:
        yield Said("Aucun délai n'est fixé : plus tôt vous déposez, mieux c'est.", s.action.reasons)
        return
    verb = "s'ouvre" if s.facts.on < window.first_day else "est ouvert"
    text = f"Le dépôt {verb} du {in_words(window.first_day)} au {in_words(window.last_day)}."
    yield Said(text, s.action.reasons)
    if is_online(s):
        yield Said("Déposée à temps et complète, votre demande garde vos droits jusqu'à la décision.")
    else:
        yield Said("Complète, votre demande vous donne un récépissé, qui prouve votre séjour.")


def _instead(s: Standing) -> Iterator[Said]:
    yield Said("Un duplicata finirait le même jour que la carte perdue, et se paie aussi.", s.action.reasons)


def _after_the_window(s: Standing) -> Iterator[Said]:
    window, deposit, kept = s.answers.window_period, s.answers.deposit, s.answers.grace_period
    fee = 0 if deposit is None or deposit.answer is None else deposit.answer.late_fee
    ended = "" if window is None else f"Le délai s'est terminé le {in_words(window.last_day)}. "
    cost = f", mais {fee} € s'ajoutent" if fee else ""
    yield Said(f"{ended}Votre demande sera examinée quand même{cost}.", s.action.reasons)
    if kept is not None and s.answers.grace is not None and kept.last_day >= s.facts.on:
        text = (
            f"Une fois la demande déposée, votre carte garde vos droits jusqu'au {in_words(kept.last_day)}."
        )
        yield Said(text, s.answers.grace.reasons)


def _first(s: Standing) -> Iterator[Said]:
    if s.facts.basis in _WITH_RIGHT_IN_TIME:
        text = "Déposée à temps et complète, votre demande vous donne un document provisoire."
    else:
        text = "Complète, votre demande peut vous donner un document provisoire."
    yield Said(text, s.action.reasons)
    if s.facts.basis_last_day is not None:
        yield Said("C'est la date la plus prudente : elle compte comme si vous étiez né le premier du mois.")


def _first_now(s: Standing) -> Iterator[Said]:
    if s.facts.is_protected:
        text = "Dès le dépôt, une attestation qui permet de travailler vous est due."
        yield Said(text, s.action.reasons)
    else:
        text = "Une demande tardive est examinée quand même : plus tôt vous déposez, mieux c'est."
        yield Said(text, s.action.reasons)


def _claim(s: Standing) -> Iterator[Said]:
    text = "Vous avez fait ce qu'il fallait. Appelez, puis écrivez à la préfecture, avec cette page."
    yield Said(text, s.action.reasons)
    yield Said("Si rien ne vient, un avocat ou une association peut saisir le juge en urgence.")


def _weigh(s: Standing) -> Iterator[Said]:
    text = (
        f"Sans réponse, votre demande est réputée refusée depuis le {_known(s.answers.silence_on)}. "
        "Vous pouvez aussi attendre la décision."
    )
    yield Said(text, s.action.reasons)


def _wait(s: Standing) -> Iterator[Said]:
    due = next((e for e in s.events if e.event is Event.DOCUMENT_DUE and e.day > s.facts.on), None)
    if due is None:
        yield Said("Vos droits ne changent pas avant la décision.", s.action.reasons)
    else:
        text = (
            f"Votre prochain document commence le {in_words(due.day)}. "
            "S'il n'est pas là ce jour-là, réclamez-le aussitôt."
        )
        yield Said(text, due.reasons)


_LINES: Mapping[Act, Callable[[Standing], Iterator[Said]]] = {
    Act.PREPARE: _in_the_window,
    Act.FILE: _in_the_window,
    Act.RENEW_INSTEAD: _instead,
    Act.FILE_NOW: _after_the_window,
    Act.FILE_AFTER_END: _after_the_window,
    Act.FILE_FIRST: _first,
    Act.FILE_FIRST_NOW: _first_now,
    Act.CLAIM_DOCUMENT: _claim,
    Act.WEIGH_SILENCE: _weigh,
    Act.AWAIT: _wait,
}
