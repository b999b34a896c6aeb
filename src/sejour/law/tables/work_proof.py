"""`data/work_proof.toml`: the papers that prove the right to work, the most lasting first."""

from dataclasses import dataclass
from datetime import date

from sejour.law.editions import in_force
from sejour.law.kinds import PaperKind
from sejour.law.reading import read
from sejour.law.tables.files import Table, distinct, naming
from sejour.law.tables.rules import rule


@dataclass(frozen=True)
class _File:
    rule: str
    from_: date
    kinds: tuple[PaperKind, ...]


def read_work_proofs(table: Table) -> tuple[PaperKind, ...]:
    """Read the kinds, in their order."""
    with naming("work_proof"):
        file = read(_File, table)
        rule(file.rule)
        distinct(file.kinds)
        return file.kinds


WORK_PROOFS = in_force("work_proof", read_work_proofs)
