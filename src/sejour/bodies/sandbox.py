"""The people of the sandbox: invented, in `data/sandbox.toml`, each in a situation that bodies must know.

Their documents are told in days from today, so that nobody's situation grows old.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sejour.continuity.rights import Proof
from sejour.law.kinds import Work
from sejour.law.periods import add_days

_FILE = Path(__file__).parent / "data" / "sandbox.toml"


@dataclass(frozen=True, slots=True)
class MadeUp:
    """Somebody who does not exist."""

    foreigner_number: str
    born: tuple[int, int, int]
    situation: str
    card: str
    documents: tuple[Mapping[str, Any], ...]

    def proofs(self, today: date) -> Iterator[Proof]:
        """Yield what their documents prove, as seen from a day."""
        for document in self.documents:
            last = document.get("until")
            yield Proof(
                kind=document["kind"],
                first_day=add_days(today, document["from"]),
                last_day=None if last is None else add_days(today, last),
                work=Work(document["work"]),
                article="",
                document_id=None if document["kind"].startswith("carte") else 0,
            )


@cache
def people() -> Mapping[str, MadeUp]:
    """Return the people of the sandbox by foreigner number."""
    told = tomllib.loads(_FILE.read_text("utf-8"))["person"]
    return MappingProxyType({row["foreigner_number"]: _made_up(row) for row in told})


def person_named(foreigner_number: str, born: tuple[int, int, int]) -> MadeUp | None:
    """Return whom a number and a date of birth designate together, or None."""
    found = people().get(foreigner_number)
    return found if found is not None and found.born == born else None


def _made_up(row: Mapping[str, Any]) -> MadeUp:
    born: date = row["born_on"]
    return MadeUp(
        foreigner_number=row["foreigner_number"],
        born=(born.year, born.month, born.day),
        situation=row["situation"],
        card=row["card"],
        documents=tuple(row.get("document", ())),
    )
