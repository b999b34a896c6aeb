"""`data/rules.toml`: the rules that answers cite."""

from collections.abc import Mapping
from dataclasses import dataclass

from sejour.law.reading import read
from sejour.law.sources import Rule
from sejour.law.tables.files import InvalidTable, Table, load, naming, once


@dataclass(frozen=True)
class _File:
    rule: tuple[Rule, ...]


def read_rules(table: Table) -> Mapping[str, Rule]:
    """Read the rules, by identifier."""
    with naming("rules"):
        return once((row.id, row) for row in read(_File, table).rule)


RULES = read_rules(load("rules"))


def rule(identifier: str) -> Rule:
    """Return the rule of that identifier; a code that cites an unknown rule does not start."""
    try:
        return RULES[identifier]
    except KeyError:
        message = f"rules.toml: {identifier} is cited but not stated"
        raise InvalidTable(message) from None
