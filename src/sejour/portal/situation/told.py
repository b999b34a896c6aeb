"""What a person told so far: read from an address, checked, written back to an address.

An address holds short codes and days, no name and no number. Whatever is written in it by hand, nothing
breaks: what cannot be read is asked for again, at its question.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from sejour.law.facts import Article, Departement
from sejour.law.kinds import FirstBasis
from sejour.law.situation import CHOICES, Facts, contradictions
from sejour.portal.situation.forms import (
    LONGEST_ANSWER,
    OUTCOMES,
    PAPERS,
    WISHES,
    WORK,
    CompleteForm,
    DayForm,
    DecisionForm,
    Departements,
    FilingForm,
    GroundForm,
    HeldForm,
    Month,
    PaperForm,
    PlaceForm,
    Question,
    StartForm,
    WishForm,
)


@dataclass(frozen=True, slots=True)
class Step:
    """A question among the others: its name in the address, its form, the codes of its answers."""

    name: str
    form: type[Question]
    keys: tuple[str, ...]


STEPS = (
    Step("demande", WishForm, ("d",)),
    Step("titre", HeldForm, ("t", "f", "b", "w")),
    Step("depart", StartForm, ("g",)),
    Step("jour", DayForm, ("j", "n")),
    Step("motif", GroundForm, ("m", "a")),
    Step("lieu", PlaceForm, ("l",)),
    Step("depot", FilingForm, ("s", "sd", "sp")),
    Step("complet", CompleteForm, ("k", "kd")),
    Step("document", PaperForm, ("r", "rf", "rw")),
    Step("decision", DecisionForm, ("x", "xd", "xw")),
)
BY_NAME: Mapping[str, Step] = {step.name: step for step in STEPS}
# At which answer a person mends a fact.
WHERE: Mapping[str, str] = {
    "wish": "d",
    "held_kind": "t",
    "held_years": "t",
    "held_until": "f",
    "held_from": "b",
    "held_work": "w",
    "basis": "g",
    "basis_day": "j",
    "basis_last_day": "n",
    "recognized_on": "j",
    "article": "m",
    "departement": "l",
    "filed_on": "sd",
    "filed_online": "s",
    "first_failed_attempt_on": "sp",
    "complete_on": "kd",
    "incomplete": "k",
    "paper": "r",
    "paper_until": "rf",
    "paper_work": "rw",
    "outcome": "x",
    "decided_on": "xd",
    "granted_work": "xw",
}


def step_of(key: str) -> Step:
    """Return the question that holds an answer."""
    return next(step for step in STEPS if key in step.keys)


class Told:
    """The answers of an address, read on a day. `given` holds them as written, `read` as understood."""

    def __init__(self, query: Mapping[str, str], *, on: date, departements: Departements) -> None:
        """Read the answers one question after the other: each is fitted to those before it."""
        self.on = on
        self._departements = departements
        self.given = {
            key: query[key].strip()[:LONGEST_ANSWER]
            for step in STEPS
            for key in step.keys
            if query.get(key, "").strip()
        }
        self.read: dict[str, Any] = {}
        self.wrong: dict[str, Question] = {}
        self.flow: list[Step] = []
        for step in STEPS:
            if self._is_asked(step.name):
                self.flow.append(step)
                self._take(step)
        self.facts = None if self.wrong or "d" not in self.read else self._facts()
        if self.facts is not None:
            self._confront(self.facts)

    def _take(self, step: Step) -> None:
        form = self.form(step)
        if form.is_valid():
            self.read |= {k: v for k, v in form.cleaned_data.items() if v not in (None, "")}
        else:
            self.wrong[step.name] = form

    def form(self, step: Step, *, strict: bool = False) -> Question:
        """Return a question filled with its answers."""
        data = {key: self.given.get(key, "") for key in step.keys}
        return step.form(data, told=self.read, departements=self._departements, strict=strict)

    def blank(self, step: Step) -> Question:
        """Return a question to be answered: empty, or as it was answered before."""
        initial = {key: self.read.get(key, self.given.get(key)) for key in step.keys}
        return step.form(initial=initial, told=self.read, departements=self._departements)

    def _confront(self, facts: Facts) -> None:
        """Put what cannot be true together at the answer where it can be mended."""
        for found in contradictions(facts):
            step = self._mended_at(found.fact)
            form = self.wrong.setdefault(step.name, self._checked(step))
            key = WHERE.get(found.fact, "d")
            form.add_error(key if key in form.fields else next(iter(form.fields)), found.because)

    def _checked(self, step: Step) -> Question:
        form = self.form(step)
        form.is_valid()
        return form

    def _mended_at(self, fact: str) -> Step:
        step = step_of(WHERE.get(fact, "d"))
        return step if step in self.flow else self.flow[0]

    # Which questions are asked ---------------------------------------------------------------

    def _is_asked(self, name: str) -> bool:
        wish, start = self.read.get("d"), CHOICES.starts.get(self.read.get("g", ""))
        held = CHOICES.held.get(self.read.get("t", ""))
        filed = bool(self.read.get("s", "n") != "n")
        match name:
            case "demande":
                return True
            case "titre":
                return wish in ("r", "c", "d")
            case "depart":
                return wish == "p"
            case "jour":
                return wish == "p" and start is not None
            case "motif":
                if wish == "p":
                    return start is None or start.asks_ground
                one_ground = wish != "c" and held is not None and held.article is not None
                return wish is not None and not one_ground
            case "lieu":
                return wish is not None
            case "depot":
                return wish in ("r", "c") or (wish == "p" and self.read.get("g") != "visa")
            case _:
                return filed

    def after(self, step: Step) -> Step | None:
        """Return the next question that is not answered yet; None where the answer comes.

        An answer changed leads back to the page of the answer, through what it newly asks for alone.
        """
        place = self.flow.index(step)
        answered = [bool(self.read.keys() & set(later.keys)) for later in self.flow]
        for index in range(place + 1, len(self.flow)):
            asked_again = self.flow[index].form.asked_again or not any(answered[index:])
            if asked_again and not answered[index]:
                return self.flow[index]
        return None

    def before(self, step: Step) -> Step | None:
        """Return the question that comes before one."""
        place = self.flow.index(step)
        return self.flow[place - 1] if place else None

    # What the answers say --------------------------------------------------------------------

    def _facts(self) -> Facts:
        told = self.read
        wish = WISHES[told["d"]]
        held = CHOICES.held.get(told.get("t", ""))
        filed = told.get("s", "n") != "n"
        filed_on = told.get("sd") if filed else None
        outcome = OUTCOMES.get(told.get("x", "n"))
        paper = PAPERS.get(told.get("r", "n"))
        return Facts(
            on=self.on,
            wish=wish,
            article=self._article(),
            held_kind=None if held is None else held.kind,
            held_years=None if held is None else held.years,
            held_from=told.get("b"),
            held_until=told.get("f"),
            held_work=WORK.get(told.get("w", "")),
            departement=Departement(told["l"]) if "l" in told else None,
            filed_on=filed_on,
            filed_online=told["s"] == "e" if filed else None,
            first_failed_attempt_on=told.get("sp"),
            complete_on=told.get("kd") if told.get("k") == "j" else None,
            incomplete=told.get("k") == "n",
            paper=paper,
            paper_until=None if paper is None else told.get("rf"),
            paper_work={"o": True, "n": False}.get(told.get("rw", "")),
            outcome=outcome,
            decided_on=None if outcome is None else told.get("xd"),
            granted_work={"o": True, "n": False}.get(told.get("xw", "")),
            **self._start(),
        )

    def _article(self) -> Article | None:
        told = self.read
        start, held = CHOICES.starts.get(told.get("g", "")), CHOICES.held.get(told.get("t", ""))
        if start is not None and start.article is not None:
            return start.article
        if told.get("a"):
            return Article(told["a"])
        if told.get("m"):
            return CHOICES.grounds[told["m"]].article
        return held.article if held is not None and told["d"] != "c" else None

    def _start(self) -> dict[str, Any]:
        start = CHOICES.starts.get(self.read.get("g", ""))
        if start is None:
            return {}
        day: date | None = self.read.get("j")
        if start.basis is None:
            return {"category": start.category, "recognized_on": day}
        if not start.by_month:
            return {"basis": start.basis, "basis_day": day}
        month: Month | None = self.read.get("n")
        with_right = self._article() in CHOICES.young_adults_with_right
        return {
            "basis": FirstBasis.YOUNG_ADULT_WITH_RIGHT if with_right else start.basis,
            "basis_day": None if month is None else month.first_day,
            "basis_last_day": None if month is None else min(month.last_day, self.on),
        }

    # Addresses -------------------------------------------------------------------------------

    def pairs(self, *, but: Step | None = None) -> Iterator[tuple[str, str]]:
        """Yield the codes of the answers that count, in order; those that were not understood as written."""
        for step in self.flow:
            if step != but:
                wrong = step.name in self.wrong
                yield from (
                    (key, self._written(key))
                    for key in step.keys
                    if key in self.read or (wrong and key in self.given)
                )

    def _written(self, key: str) -> str:
        value = self.read.get(key, self.given[key])
        if isinstance(value, date):
            return value.isoformat()
        return f"{value.first_day:%Y-%m}" if isinstance(value, Month) else str(value)

    @property
    def query(self) -> str:
        """The answers, as an address holds them."""
        return urlencode(list(self.pairs()))
