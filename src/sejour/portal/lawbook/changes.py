"""What changes from one day to another: the numbers of the law and its dated tables, compared."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sejour.law.editions import once_an_edition
from sejour.law.explaining import ExplainedTable, explain
from sejour.law.sources import Rule
from sejour.law.tables import RULES
from sejour.portal.lawbook.shown import APART, NOTHING, Value, column, list_of, parameter, title_of, value_of

# In these lists a line takes the place of an older one that has the same value in these columns. In the
# others, each line stands for itself.
REPLACED_BY: Mapping[str, tuple[str, ...]] = {
    "deposit.own_window": ("articles",),
    "fees.autorisation_provisoire": (),
    "fees.exempt": (),
    "fees.minor_travel_document": (),
    "fees.no_regularisation": (),
    "fees.no_tax_at_first": (),
    "fees.no_tax_ever": (),
    "fees.reduced": (),
    "fees.tariff": (),
    "fees.unknown": (),
    "first_application.deadline": ("basis",),
    "implicit_refusal.special": ("articles",),
    "integration.demand": ("asked",),
    "integration.waiver": ("asked", "reason"),
    "renewal_limit.version": (),
    "work_rights.attestation_prolongation": (),
    "work_rights.recepisse": (),
}


@dataclass(frozen=True, slots=True)
class Version:
    """What applies from a day, and by which rule."""

    first_day: date
    rule: Rule
    content: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Series:
    """A number or a table of the law: its versions, the oldest first."""

    title: str
    versions: tuple[Version, ...]

    def on(self, day: date) -> Version | None:
        """Return the version of a day; None before the first that is known."""
        found = [version for version in self.versions if version.first_day <= day]
        return found[-1] if found else None


@dataclass(frozen=True, slots=True)
class Difference:
    """What a line was and became."""

    name: str
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class Change:
    """A number or a table that is not the same on two days. `is_new`: nothing is known before."""

    title: str
    version: Version
    is_new: bool
    differences: tuple[Difference, ...]


@once_an_edition
def series() -> tuple[Series, ...]:
    """Return everything of the law that has a date."""
    return (*_numbers(), *_tables())


@once_an_edition
def days() -> tuple[date, ...]:
    """Return the days on which something begins to apply, the last first."""
    return tuple(sorted({version.first_day for each in series() for version in each.versions}, reverse=True))


def between(before: date, after: date) -> tuple[Change, ...]:
    """Return what is not the same on a day as on an earlier one."""
    return tuple(_changes(before, after))


def _changes(before: date, after: date) -> Iterator[Change]:
    for each in series():
        old, new = each.on(before), each.on(after)
        if new is not None and new is not old:
            differences = tuple(_differences(old.content if old else {}, new.content))
            if differences:
                yield Change(each.title, new, old is None, differences)


def _differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Difference]:
    for key in dict.fromkeys((*old, *new)):
        before, after = old.get(key), new.get(key)
        if before == after or key in APART:
            continue
        if isinstance(before, list) and isinstance(after, list):
            yield from _of_lists(key, before, after)
        else:
            was, became = (Value(NOTHING) if v is None else value_of(key, v) for v in (before, after))
            yield Difference(column(key), was, became)


def _of_lists(key: str, before: Sequence[Any], after: Sequence[Any]) -> Iterator[Difference]:
    """Yield what left a list and what came into it: the rest would hide them."""
    if gone := [item for item in before if item not in after]:
        yield Difference(f"{column(key)} : retirés", value_of(key, gone), Value(NOTHING))
    if new := [item for item in after if item not in before]:
        yield Difference(f"{column(key)} : ajoutés", Value(NOTHING), value_of(key, new))


def _numbers() -> Iterator[Series]:
    for rule in RULES.values():
        for found in explain(rule.id).parameters:
            shown = parameter(found)
            versions = (Version(day, rule, {"value": f"{value} {shown.unit}"}) for day, value in shown.values)
            yield Series(shown.name, tuple(reversed(list(versions))))


def _tables() -> Iterator[Series]:
    found: dict[tuple[Any, ...], list[Version]] = {}
    titles: dict[tuple[Any, ...], str] = {}
    for rule in RULES.values():
        for table in explain(rule.id).tables:
            if "from" in table.content:
                name = _identity(table)
                titles[name] = title_of(table)
                found.setdefault(name, []).append(Version(table.content["from"], rule, table.content))
    for name, versions in found.items():
        yield Series(titles[name], tuple(sorted(versions, key=lambda version: version.first_day)))


def _identity(table: ExplainedTable) -> tuple[Any, ...]:
    """Return what the versions of one table have in common."""
    name = list_of(table)
    if name not in REPLACED_BY:
        return (table.file, table.place)
    return (name, *(repr(table.content.get(key)) for key in REPLACED_BY[name]))
