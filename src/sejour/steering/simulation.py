"""What a change of law would do: every undecided file, and every worked case, under both texts."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sejour.applications.models import Application, ApplicationQuerySet, Procedure
from sejour.applications.selectors import silence
from sejour.continuity.terms import coverage_of, file_of
from sejour.core.words import in_words
from sejour.law.asking import ask
from sejour.law.editions import Edition, reading
from sejour.law.facts import FactError
from sejour.law.kinds import Work
from sejour.law.worked_cases import worked_cases

MOST_EXAMPLES = 20
GAIN, LOSS, OTHER = "gain", "loss", "other"
Values = dict[str, Any]


def undecided() -> ApplicationQuerySet:
    """Return the files that the law still answers for."""
    return Application.objects.open().select_related("held_permit", "prefecture").order_by("id")


def compare(before: Edition, after: Edition, *, day: date) -> dict[str, Any]:
    """Return, ready for JSON, what changes: files and cases that are touched, gains and losses with examples.

    `day` is that on which fees are read: a decision taken then.
    """
    counts: Counter[tuple[str, str]] = Counter()
    examples: list[dict[str, str]] = []
    files = touched = 0
    for application in undecided().iterator(chunk_size=500):
        files += 1
        found = list(_changes(_read(application, before, day), _read(application, after, day)))
        touched += bool(found)
        for change in found:
            counts[change.name, change.sense] += 1
            if len(examples) < MOST_EXAMPLES:
                examples.append(change.as_json(application.reference))
    return {
        "files": files,
        "touched": touched,
        "aspects": [
            {"name": aspect.label, **{sense: counts[name, sense] for sense in (GAIN, LOSS, OTHER)}}
            for name, aspect in ASPECTS.items()
            if any(counts[name, sense] for sense in (GAIN, LOSS, OTHER))
        ],
        "examples": examples,
        "cases": list(_cases(before, after, day)),
    }


@dataclass(frozen=True, slots=True)
class Aspect:
    """Something that the law gives to a file: its name, how it is ranked (more is a gain) and shown."""

    label: str
    rank: Callable[[Any], float] | None
    show: Callable[[Any], str]


def _day(value: date | None) -> str:
    return in_words(value) if value else "aucun"


def _plain(value: Any) -> str:
    return "aucun" if value in (None, "") else str(value)


ASPECTS = {
    "kind": Aspect("document dû", bool, lambda kind: kind.replace("_", " ") or "aucun"),
    "first_months": Aspect("longueur du premier document, en mois", lambda months: months or 0, _plain),
    "next_months": Aspect("longueur des suivants, en mois", lambda months: months or 0, _plain),
    "work": Aspect("droit de travailler", lambda work: Work(work).rank if work else -1, _plain),
    "grace_until": Aspect("délai de la carte expirée", lambda day: day.toordinal() if day else 0, _day),
    "not_before": Aspect("premier jour du document dû", None, _day),
    "ahead_days": Aspect("jours d'avance", lambda days: days or 0, _plain),
    "silence_on": Aspect("jour du refus implicite", None, _day),
    "fee": Aspect("prix du titre, en euros", lambda euros: -(euros or 0), _plain),
}


def _read(application: Application, edition: Edition, day: date) -> Values:
    with reading(edition):
        return {
            **coverage_of(file_of(application)),
            "silence_on": silence(application).on,
            "fee": _fee(application, day),
        }


def _fee(application: Application, day: date) -> int | None:
    asked = {
        "procedure": "renewal" if application.procedure == Procedure.RENEWAL else "first",
        "article": application.article,
        "decided_on": day.isoformat(),
        "late": application.deposit_status.startswith("late"),
    }
    try:
        total: int | None = ask("fees", asked, today=day)["total"]
    except FactError:
        # A permit under a treaty: the fees of the code say nothing of it.
        return None
    return total


@dataclass(frozen=True, slots=True)
class _Change:
    name: str
    sense: str
    before: Any
    after: Any

    def as_json(self, reference: str) -> dict[str, str]:
        aspect = ASPECTS[self.name]
        return {
            "reference": reference,
            "aspect": aspect.label,
            "sense": self.sense,
            "before": aspect.show(self.before),
            "after": aspect.show(self.after),
        }


def _changes(before: Values, after: Values) -> Iterator[_Change]:
    for name, aspect in ASPECTS.items():
        old, new = before[name], after[name]
        if old != new:
            yield _Change(name, _sense(aspect, old, new), old, new)


def _sense(aspect: Aspect, before: Any, after: Any) -> str:
    if aspect.rank is None or aspect.rank(before) == aspect.rank(after):
        return OTHER
    return GAIN if aspect.rank(after) > aspect.rank(before) else LOSS


def _cases(before: Edition, after: Edition, day: date) -> Iterator[dict[str, Any]]:
    """Yield the worked cases whose answer changes, with the keys that do."""
    for case in worked_cases():
        old, new = (_answer(case.question, dict(case.facts), edition, day) for edition in (before, after))
        changed = [key for key in old.keys() | new.keys() if key != "rules" and old.get(key) != new.get(key)]
        for key in sorted(changed):
            yield {
                "case": case.id,
                "question": case.question,
                "key": key,
                "before": old.get(key),
                "after": new.get(key),
            }


def _answer(question: str, facts: dict[str, Any], edition: Edition, day: date) -> dict[str, Any]:
    with reading(edition):
        try:
            return ask(question, facts, today=day)
        except FactError as error:
            return {"error": str(error)}
