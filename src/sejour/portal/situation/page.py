"""What the page of the answer shows, put together from the standing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.urls import reverse

from sejour.core.words import in_words
from sejour.law.pieces import Piece
from sejour.law.situation import Act, Standing, Wish
from sejour.portal.situation.days_said import DaySaid, StretchSaid, days_that_matter, every_day
from sejour.portal.situation.first_thing import FirstThing, first_thing, is_online
from sejour.portal.situation.forms import Month
from sejour.portal.situation.rights_said import RightSaid, rights
from sejour.portal.situation.said import Said
from sejour.portal.situation.told import WHERE, Step, Told, step_of


@dataclass(frozen=True, slots=True)
class Lack:
    """A fact that would tell more: what it would tell, and where to answer it."""

    text: str
    address: str


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer already given: the question, the answer in words, and where to change it."""

    question: str
    answer: str
    address: str


@dataclass(frozen=True, slots=True)
class Price:
    """A price: the whole, what it is made of, and what else is to be known of it."""

    total: int
    made_of: Said
    notes: tuple[Said, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPage:
    """The page of the answer."""

    first: FirstThing
    rights: tuple[RightSaid, ...]
    to_come: tuple[DaySaid, ...]
    past: tuple[DaySaid, ...]
    every_day: tuple[StretchSaid, ...]
    channel: Said | None
    is_online: bool
    pieces: tuple[Piece, ...]
    is_filed: bool
    price: Price | None
    price_unknown: Said | None
    assumed: tuple[Said, ...]
    lacks: tuple[Lack, ...]
    answered: tuple[Answered, ...]


def page_of(s: Standing, told: Told) -> AnswerPage:
    """Put the page together."""
    days = days_that_matter(s)
    price, unknown = _price(s)
    filed = s.facts.filed_on is not None
    return AnswerPage(
        first=first_thing(s),
        rights=rights(s),
        to_come=tuple(day for day in days if day.day >= s.facts.on),
        past=tuple(day for day in days if day.day < s.facts.on),
        every_day=tuple(every_day(s)),
        channel=_channel(s),
        is_online=is_online(s),
        pieces=() if filed and not s.facts.incomplete else s.answers.pieces,
        is_filed=filed,
        price=None if s.facts.refused_on is not None else price,
        price_unknown=None if s.facts.refused_on is not None else unknown,
        assumed=tuple(Said(r.because, (r,)) for r in s.assumed if r.rule.id not in _OF_PRICES),
        lacks=tuple(_lacks(s, told)),
        answered=tuple(_answered(told)),
    )


_ONLINE = (
    "Ce titre se demande en ligne. Si vous n'y arrivez pas, la préfecture doit vous recevoir et vous aider."
)
_AT_THE_COUNTER = (
    "Ce titre se demande à la préfecture : au guichet, ou par courrier si elle le prévoit. "
    "Elle ne peut pas exiger une demande en ligne."
)


def _channel(s: Standing) -> Said | None:
    channel = s.answers.channel
    if channel is None or s.facts.filed_on is not None:
        return None
    if s.action.act is Act.VALIDATE_VISA:
        return None
    if channel.online:
        return Said(_ONLINE, channel.reasons)
    return Said(_AT_THE_COUNTER, channel.reasons)


_OF_PRICES = frozenset({"R-FEE-02", "R-FEE-11"})

# The price --------------------------------------------------------------------------------------


def _price(s: Standing) -> tuple[Price | None, Said | None]:
    part = s.answers.fees
    if part is None or part.answer is None:
        return None, None
    paid = part.answer
    if paid.total is None:
        return None, Said(part.reasons[0].because, part.reasons)
    parts = (("taxe", paid.tax), ("timbre", paid.stamp), ("droit de retard", paid.late))
    made_of = ", ".join(f"{name} {euros} €" for name, euros in parts if euros) or "rien à payer"
    notes = tuple(Said(reason.because, (reason,)) for reason in s.assumed if reason.rule.id in _OF_PRICES)
    return Price(paid.total, Said(f"{made_of.capitalize()}.", part.reasons), (*_otherwise(s), *notes)), None


def _otherwise(s: Standing) -> Iterator[Said]:
    other = s.answers.fees_otherwise
    if other is None or other.answer is None or other.answer.total is None:
        return
    if s.facts.wish is Wish.NEW_GROUND:
        text = f"Ce serait {other.answer.total} € si ce titre était traité comme un premier titre."
        yield Said(text, other.reasons)
    elif other.answer.regularisation:
        text = (
            f"{other.answer.regularisation} € de plus si vous êtes entré sans le visa exigé, "
            f"ou resté sans carte, dont {other.answer.due_at_filing} € au dépôt, jamais rendus."
        )
        told = () if s.answers.fees is None else s.answers.fees.reasons
        yield Said(text, tuple(reason for reason in other.reasons if reason not in told))


# What lacks, what was answered ------------------------------------------------------------------

_LACKS: Mapping[str, str] = {
    "held_kind": "Quel titre vous avez : il décide du délai et de vos droits.",
    "held_until": "Jusqu'à quand votre titre est valable : presque toutes les dates en dépendent.",
    "held_years": "La durée de votre carte : elle dit si la carte expirée garde vos droits.",
    "held_work": "Si votre titre permet de travailler.",
    "article": "Le motif de votre titre, ou son article : il dit où demander, avec quoi, à quel prix.",
    "basis": "Ce qui ouvre votre demande : il dit jusqu'à quand la déposer.",
    "basis_day": "Le jour d'où compte votre délai.",
    "recognized_on": "Le jour de la décision de l'OFPRA ou de la CNDA : il dit quand la carte vous est due.",
    "filed_on": "Le jour où vous avez déposé.",
    "decided_on": "Le jour où vous avez reçu la décision : le délai pour contester en dépend.",
    "complete_on": "Le jour où votre demande est devenue complète.",
    "paper_until": "Jusqu'à quand votre document provisoire est valable.",
    "paper_work": "Si votre document provisoire dit que vous pouvez travailler.",
    "granted_work": "Si le titre accordé permet de travailler.",
}


def address_of(step: Step, told: Told) -> str:
    """Return the address of a question, with the answers already given."""
    return f"{reverse('portal:situation')}?e={step.name}&{told.query}"


def _lacks(s: Standing, told: Told) -> Iterator[Lack]:
    for fact in s.missing:
        step = step_of(WHERE[fact])
        if fact in _LACKS and step in told.flow:
            yield Lack(_LACKS[fact], address_of(step, told))


def _answered(told: Told) -> Iterator[Answered]:
    for step in told.flow:
        form = told.form(step)
        form.is_valid()
        values = [_in_words(form, key) for key in step.keys if key in told.read]
        text = ", ".join(value for value in values if value) or "pas de réponse"
        yield Answered(form.heading, text, address_of(step, told))


def _in_words(form: object, key: str) -> str:
    value = form.cleaned_data[key]  # type: ignore[attr-defined]
    if isinstance(value, Month):
        return str(value)
    if hasattr(value, "year"):
        return _DAYS.get(key, "{}").format(in_words(value))
    field = form.fields[key]  # type: ignore[attr-defined]
    return _CHOSEN.get(key, "{}").format(_chosen(field, str(value)))


_DAYS = {"f": "jusqu'au {}", "b": "depuis le {}", "sd": "le {}", "sp": "bloqué par une panne le {}"}
_DAYS |= {"kd": "le {}", "rf": "jusqu'au {}", "xd": "le {}", "j": "le {}"}
_CHOSEN = {"w": "travail : {}", "rw": "travail : {}", "xw": "travail : {}"}


def _chosen(field: object, value: str) -> str:
    for code, label in getattr(field, "choices", ()):
        if isinstance(label, list | tuple):
            for inner, words in label:
                if inner == value:
                    return str(words)
        elif code == value:
            return str(label)
    return value
