"""The lists and numbers of the law, loaded from `data/` and validated once."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib import resources
from types import MappingProxyType
from typing import Any

from sejour.law.calendars import Zone
from sejour.law.dated import Dated
from sejour.law.sources import Certainty, Rule

_RENEWAL, _FIRST = "renewal", "first"


class InvalidTable(ValueError):
    """A data file of the law does not hold what it must; the message names file and place."""


def _load(name: str) -> dict[str, Any]:
    path = resources.files("sejour.law") / "data" / f"{name}.toml"
    return tomllib.loads(path.read_text("utf-8"))


def _rules() -> Mapping[str, Rule]:
    rows = _load("rules")["rule"]
    rules = {
        row["id"]: Rule(row["id"], row["article"], Certainty(row["certainty"]), row["statement"])
        for row in rows
    }
    if len(rules) != len(rows):
        message = "rules.toml: a rule stands twice"
        raise InvalidTable(message)
    return MappingProxyType(rules)


RULES = _rules()


def rule(identifier: str) -> Rule:
    """Return the rule of that identifier; a code that cites an unknown rule does not start."""
    try:
        return RULES[identifier]
    except KeyError:
        message = f"rules.toml: {identifier} is cited but not stated"
        raise InvalidTable(message) from None


def _parameters() -> Mapping[str, Dated[int]]:
    found = {}
    for row in _load("parameters")["parameter"]:
        rule(row["rule"])
        values = row["values"]
        found[row["name"]] = Dated(
            name=row["name"],
            rule=row["rule"],
            first_days=tuple(value["from"] for value in values),
            values=tuple(value["value"] for value in values),
        )
    return MappingProxyType(found)


PARAMETERS = _parameters()


def parameter(name: str, day: date) -> int:
    """Return the number of the law of that name, as in force on `day`."""
    return PARAMETERS[name].on(day)


@dataclass(frozen=True, slots=True)
class Listing:
    """Whether a permit is asked for online, since when, and how sure that is."""

    online_since: date | None
    certainty: Certainty

    def is_online(self, day: date) -> bool:
        """Tell whether the permit is asked for online on `day`."""
        return self.online_since is not None and day >= self.online_since


def _annex_9() -> tuple[Mapping[tuple[str, str], Listing], Listing]:
    table = _load("annex_9")
    found: dict[tuple[str, str], Listing] = {}
    for entry in table["entry"]:
        listing = Listing(entry["from"], Certainty(entry["certainty"]))
        if unknown := set(entry["procedures"]) - {_FIRST, _RENEWAL}:
            message = f"annex_9.toml: unknown procedures {unknown} in “{entry['what']}”"
            raise InvalidTable(message)
        for article in entry["articles"]:
            for procedure in entry["procedures"]:
                known = found.get((article, procedure))
                if known is None or entry["from"] < known.online_since:
                    found[article, procedure] = listing
    return MappingProxyType(found), Listing(None, Certainty(table["unlisted_certainty"]))


_ANNEX_9, _UNLISTED = _annex_9()


def annex_9(article: str, *, renewal: bool) -> Listing:
    """Return how annex 9 lists a permit for a renewal, or for a first issue."""
    return _ANNEX_9.get((article, _RENEWAL if renewal else _FIRST), _UNLISTED)


@dataclass(frozen=True, slots=True)
class FirstApplicationWork:
    """Permits whose provisional document of a first application lets its holder work."""

    always: frozenset[str]
    with_work_permit: frozenset[str]
    with_long_stay_visa: frozenset[str]
    after_one_year: frozenset[str]


def _work(name: str) -> FirstApplicationWork:
    row = _load("work_rights")[name]
    return FirstApplicationWork(
        always=frozenset(row["articles"]),
        with_work_permit=frozenset(row["with_work_permit"]),
        with_long_stay_visa=frozenset(row["with_long_stay_visa"]),
        after_one_year=frozenset(row["after_one_year"]),
    )


ATTESTATION_WORK = _work("attestation_prolongation")
RECEPISSE_WORK = _work("recepisse")
RENEWAL_WITHOUT_WORK = frozenset(_load("work_rights")["renewal_without_work"]["articles"])


@dataclass(frozen=True, slots=True)
class SilenceDelay:
    """A delay of implicit refusal other than the general one; `days` is None where only a fact opens it."""

    rule: Rule
    days: int | None
    days_with_blue_card: int | None


def _silence() -> tuple[int, Mapping[str, SilenceDelay]]:
    table = _load("implicit_refusal")
    found = {}
    for row in table["special"]:
        delay = SilenceDelay(
            rule(row["rule"]), row.get("days"), row.get("days_with_blue_card_of_other_state")
        )
        found.update(dict.fromkeys(row["articles"], delay))
    return table["general"]["months"], MappingProxyType(found)


SILENCE_MONTHS, SILENCE_DELAYS = _silence()
GRACE_DEPARTEMENTS = frozenset(_load("grace")["departements"])


def _day_of_year(text: str) -> tuple[int, int]:
    month, day = text.split("-")
    return int(month), int(day)


def _zones() -> tuple[Zone, Mapping[str, Zone]]:
    table = _load("holidays")
    common = table["everywhere"]

    def zone(name: str, fixed: Iterable[str], easter: Iterable[int]) -> Zone:
        return Zone(
            name=name,
            fixed=frozenset(map(_day_of_year, [*common["fixed"], *fixed])),
            easter=frozenset([*common["easter"], *easter]),
        )

    zones = {}
    for name, row in table["zone"].items():
        here = zone(name, row["fixed"], row["easter"])
        zones.update(dict.fromkeys(row["departements"], here))
    return zone("metropole", [], []), MappingProxyType(zones)


MAINLAND, ZONES = _zones()


def zone_of(departement: str | None) -> Zone:
    """Return the zone of public holidays of a département; mainland where none is given."""
    return MAINLAND if departement is None else ZONES[departement]
