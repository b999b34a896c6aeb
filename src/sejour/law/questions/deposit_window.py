"""`deposit-window`: from when to when must an application be filed?"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from sejour.law import filing
from sejour.law.facts import Article, FactError, needed
from sejour.law.findings import Reasons
from sejour.law.kinds import PermitKind

NAME = "deposit-window"
TITLE = "Quand déposer ma demande ?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The document held, and how the permit asked for is applied for."""

    held_until: Annotated[date | None, "dernier jour du document détenu ; inutile sans délai"] = None
    online: Annotated[bool | None, "la demande se fait en ligne ; vide, l'article le dit"] = None
    article: Annotated[Article | None, "article du titre demandé"] = None
    held_kind: Annotated[PermitKind | None, "sorte de document détenu"] = None


@dataclass(frozen=True, slots=True)
class Answer:
    """First and last day of the window, both included; None where no window applies."""

    opens: Annotated[date | None, "premier jour pour déposer la demande ; vide si aucun délai ne vaut"]
    closes: Annotated[date | None, "dernier jour pour déposer la demande ; vide si aucun délai ne vaut"]
    reasons: Reasons


def answer(facts: Facts, as_of: date) -> Answer:
    """Answer the question with the law in force on `as_of`."""
    if facts.held_kind is not None and (why := filing.no_window(facts.held_kind)):
        return Answer(None, None, (why,))
    held_until = needed("held_until", facts.held_until)
    renewal = filing.is_listed_as_renewal(facts.held_kind)
    chosen = channel_of(facts.online, facts.article, on=as_of, renewal=renewal)
    window, why = filing.deposit_window(
        held_until=held_until, online=chosen.online, on=as_of, article=facts.article
    )
    early = filing.early_filing(held_kind=facts.held_kind, article=facts.article)
    reasons = (why, *chosen.reasons) if early is None else (why, early, *chosen.reasons)
    return Answer(window.first_day, window.last_day, reasons)


def channel_of(
    online: bool | None, article: Article | None, *, on: date, renewal: bool = True
) -> filing.Channel:
    """Return the channel; one of the two facts must be given."""
    if online is None and article is None:
        raise FactError(
            "online", "this fact, or the article of the permit asked for, is needed for the answer"
        )
    return filing.channel(stated=online, article=article or "", renewal=renewal, on=on)
