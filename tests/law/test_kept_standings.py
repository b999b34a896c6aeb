"""Where two dozen people stand, whole and in words, beside what was read and kept.

    SEJOUR_KEEP_STANDINGS=1 pytest tests/law/test_kept_standings.py

writes them again: read the difference as a jurist would. A change of law shows here what it changes for whom.
"""

import os
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

import pytest

from sejour.law.facts import Article
from sejour.law.findings import Reason
from sejour.law.kinds import Category, DocumentKind, FirstBasis, PermitKind, Work
from sejour.law.situation import Facts, Outcome, Wish, standing

KEPT = Path(__file__).parent / "kept"
TODAY = date(2026, 11, 25)
CARD = {"held_kind": PermitKind.CARTE_PLURIANNUELLE, "held_years": 4, "held_work": Work.FULL}
ONE_YEAR = {"held_kind": PermitKind.CARTE_TEMPORAIRE, "held_years": 1, "held_work": Work.FULL}
ENDED, ENDING, LATER = date(2026, 10, 31), date(2027, 1, 15), date(2027, 8, 31)
FILED = date(2026, 9, 1)
PROLONGATION = DocumentKind.ATTESTATION_PROLONGATION
FAVORABLE = DocumentKind.ATTESTATION_DECISION_FAVORABLE


def renews(article: str, until: date, **told: Any) -> Facts:
    card = ONE_YEAR if article in ("L.423-23", "L.422-1", "L.421-1") else CARD
    return Facts(on=TODAY, wish=Wish.RENEWAL, article=Article(article), held_until=until, **{**card, **told})


def first(article: str, **told: Any) -> Facts:
    return Facts(on=TODAY, wish=Wish.FIRST, article=Article(article), **told)


SITUATIONS: dict[str, Facts] = {
    "early": renews("L.423-7", LATER),
    "in the window": renews("L.421-9", date(2027, 2, 20)),
    "late": renews("L.423-7", ENDING),
    "ended": renews("L.423-7", ENDED),
    "last day": renews("L.423-7", TODAY),
    "filed in time": renews("L.421-9", ENDING, filed_on=FILED, filed_online=True),
    "filed in time, limited work": renews(
        "L.422-1", ENDING, filed_on=FILED, filed_online=True, held_work=Work.LIMITED
    ),
    "filed in time, ended, nothing came": renews(
        "L.421-9", ENDED, filed_on=date(2026, 7, 15), filed_online=True
    ),
    "filed in time, ended, attestation": renews(
        "L.421-9", ENDED, filed_on=date(2026, 7, 15), filed_online=True, paper=PROLONGATION,
        paper_until=date(2027, 1, 31), paper_work=True,
    ),
    "attestation that ended": renews(
        "L.421-9", ENDED, filed_on=date(2026, 7, 15), filed_online=True, paper=PROLONGATION,
        paper_until=date(2026, 11, 20), paper_work=False,
    ),
    "filed late": renews("L.423-7", ENDED, filed_on=date(2026, 10, 15), filed_online=True),
    "incomplete": renews("L.421-9", ENDED, filed_on=date(2026, 7, 15), filed_online=True, incomplete=True),
    "at the counter": renews(
        "L.423-23", ENDED, filed_on=FILED, filed_online=False, paper=DocumentKind.RECEPISSE,
        paper_until=date(2027, 2, 28), paper_work=True,
    ),
    "deposit attestation alone": renews(
        "L.421-9", ENDED, filed_on=date(2026, 7, 15), filed_online=True, paper=DocumentKind.ATTESTATION_DEPOT
    ),
    "silence": renews("L.421-9", ENDED, filed_on=date(2026, 7, 1), filed_online=True),
    "granted, card awaited": renews(
        "L.421-9", ENDED, filed_on=date(2026, 7, 15), filed_online=True, outcome=Outcome.GRANTED,
        decided_on=date(2026, 11, 10), granted_work=True, paper=FAVORABLE,
    ),
    "granted, no work, no paper": renews(
        "L.421-9", ENDED, filed_on=date(2026, 7, 15), filed_online=True, outcome=Outcome.GRANTED,
        decided_on=date(2026, 11, 10), granted_work=False,
    ),
    "granted, work not told": renews(
        "L.421-9", ENDED, filed_on=date(2026, 7, 15), filed_online=True, outcome=Outcome.GRANTED,
        decided_on=date(2026, 11, 10),
    ),
    "refused today": renews(
        "L.423-7", ENDED, filed_on=date(2026, 7, 15), filed_online=True, outcome=Outcome.REFUSED,
        decided_on=TODAY,
    ),
    "refused, with removal": renews(
        "L.423-7", ENDED, filed_on=date(2026, 7, 15), filed_online=True,
        outcome=Outcome.REFUSED_WITH_REMOVAL, decided_on=date(2026, 11, 2),
    ),
    "another ground": Facts(
        on=TODAY, wish=Wish.NEW_GROUND, article=Article("L.421-1"), held_until=ENDING, filed_on=FILED,
        filed_online=False, **ONE_YEAR,
    ),
    "a visa ends": renews("L.422-1", ENDING, held_kind=PermitKind.VLS_TS),
    "ten years": renews(
        "L.424-1", ENDED, held_kind=PermitKind.CARTE_RESIDENT, held_years=10, filed_on=date(2026, 7, 15),
        filed_online=True,
    ),
    "a duplicate": Facts(on=TODAY, wish=Wish.DUPLICATE, article=Article("L.423-7"), held_until=LATER, **CARD),
    "a child": Facts(on=TODAY, wish=Wish.RENEWAL, held_kind=PermitKind.DCEM, held_until=ENDING),
    "a refugee": first(
        "L.424-1", category=Category.REFUGEE, recognized_on=date(2026, 9, 10), filed_on=date(2026, 11, 20),
        filed_online=True,
    ),
    "nothing filed by the family of a citizen": first(
        "L.233-2", basis=FirstBasis.EU_FAMILY, basis_day=date(2026, 10, 1)
    ),
    "a first deadline, today": first("L.421-1", basis=FirstBasis.ENTRY, basis_day=date(2026, 9, 25)),
    "a first deadline, passed": first(
        "L.421-1", basis=FirstBasis.ENTRY, basis_day=date(2026, 7, 1), basis_last_day=date(2026, 9, 30)
    ),
    "a young adult": first(
        "L.423-21", category=Category.YOUNG_ADULT, basis=FirstBasis.YOUNG_ADULT_WITH_RIGHT,
        basis_day=date(2008, 3, 10),
    ),
    "almost nothing told": Facts(on=TODAY, wish=Wish.RENEWAL),
}  # fmt: skip


def written(value: Any, place: str = "") -> Iterator[str]:
    """Yield a value line by line, each with its place; a reason by its rule and its sentence."""
    if isinstance(value, Reason):
        yield f"{place}: {value.rule.id} {value.because}"
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            # What is asked follows from the facts, which stand at the top.
            if place and field.name in {"question", "facts", "as_of"}:
                continue
            yield from written(getattr(value, field.name), f"{place}.{field.name}" if place else field.name)
    elif isinstance(value, tuple | list):
        for rank, one in enumerate(value, 1):
            yield from written(one, f"{place}[{rank}]")
    elif value is not None:
        yield f"{place}: {value.value if isinstance(value, Enum) else value}"


@pytest.mark.parametrize("name", SITUATIONS)
def test_somebody_stands_where_it_was_read_and_kept(name):
    path = KEPT / f"{name.replace(',', '').replace(' ', '-')}.txt"
    found = "".join(f"{line}\n" for line in written(standing(SITUATIONS[name])))
    if os.environ.get("SEJOUR_KEEP_STANDINGS"):
        path.write_text(found, "utf-8")
    assert found == path.read_text("utf-8")


def test_nothing_is_kept_of_nobody():
    names = {f"{name.replace(',', '').replace(' ', '-')}.txt" for name in SITUATIONS}
    assert {path.name for path in KEPT.iterdir()} == names
