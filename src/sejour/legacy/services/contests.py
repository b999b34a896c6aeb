"""Lines that may contradict each other, or what is known: looked at one by one, in file order.

Almost no line is in this case; SQL finds them by their spelling. Whether two spellings are one
person is decided here, so that an import gives what entering its lines one by one would give: the
person already known wins, then the first line of the file.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db import connection

from sejour.legacy.reasons import Reason
from sejour.legacy.services.staging import run
from sejour.legacy.values import fold, search_name

_FIND = """
DROP TABLE IF EXISTS pg_temp.register_verdict, pg_temp.register_spelling, pg_temp.register_contest;
CREATE TEMP TABLE register_verdict (number integer PRIMARY KEY, outcome text, reason text) ON COMMIT DROP;
CREATE TEMP TABLE register_spelling (number integer PRIMARY KEY, search_name text) ON COMMIT DROP;
CREATE TEMP TABLE register_contest ON COMMIT DROP AS
WITH repeated_people AS (
    SELECT foreigner_number FROM register_line WHERE reason IS NULL GROUP BY 1 HAVING count(*) > 1
), repeated_permits AS (
    SELECT permit_number FROM register_line WHERE reason IS NULL GROUP BY 1 HAVING count(*) > 1
), people AS (
    SELECT foreigner_number FROM register_line JOIN repeated_people USING (foreigner_number)
    WHERE reason IS NULL
    GROUP BY 1 HAVING count(DISTINCT (family_name, given_names, born_year, born_month, born_day)) > 1
  UNION
    SELECT l.foreigner_number FROM register_line l
    JOIN identity_person p ON p.foreigner_number = l.foreigner_number
    WHERE l.reason IS NULL AND (p.family_name, p.given_names, p.born_year, p.born_month, p.born_day)
        IS DISTINCT FROM (l.family_name, l.given_names, l.born_year, l.born_month, l.born_day)
), permits AS (
    SELECT permit_number FROM register_line JOIN repeated_permits USING (permit_number)
    WHERE reason IS NULL
    GROUP BY 1 HAVING count(DISTINCT (foreigner_number, kind, article, first_day, last_day, work)) > 1
  UNION
    SELECT l.permit_number FROM register_line l
    JOIN permits_permit t ON t.number = l.permit_number
    JOIN identity_person p ON p.id = t.person_id
    WHERE l.reason IS NULL
      AND (p.foreigner_number, t.kind, t.article, t.first_day, t.last_day, t.work)
        IS DISTINCT FROM (l.foreigner_number, l.kind, l.article, l.first_day, l.last_day, l.work)
)
SELECT number FROM register_line JOIN people USING (foreigner_number) WHERE reason IS NULL
UNION
SELECT number FROM register_line JOIN permits USING (permit_number) WHERE reason IS NULL;
"""
_CONTESTED = """
SELECT l.number, l.foreigner_number, l.permit_number, l.usage_name,
       l.family_name, l.given_names, l.born_year, l.born_month, l.born_day,
       concat_ws('|', l.kind, l.article, l.first_day, l.last_day, l.work),
       count(*) OVER (PARTITION BY l.permit_number) > 1,
       p.id IS NOT NULL, p.family_name, p.given_names, p.born_year, p.born_month, p.born_day,
       t.id IS NOT NULL, h.foreigner_number,
       concat_ws('|', t.kind, t.article, t.first_day, t.last_day, t.work)
FROM register_contest c
JOIN register_line l ON l.number = c.number
LEFT JOIN identity_person p ON p.foreigner_number = l.foreigner_number
LEFT JOIN permits_permit t ON t.number = l.permit_number
LEFT JOIN identity_person h ON h.id = t.person_id
ORDER BY l.number
"""
PAGE = 2000
Birth = tuple[int | None, ...]


class Identity(NamedTuple):
    """Who a foreigner number stands for."""

    family_name: str
    given_names: str
    born: Birth

    def is_same_as(self, other: "Identity") -> bool:
        """Tell whether two spellings are one person: case, accents, hyphens, what is unknown aside."""
        given, others = fold(self.given_names), fold(other.given_names)
        return (
            fold(self.family_name) == fold(other.family_name)
            and (given == others or not given or not others)
            and all(a == b or a is None or b is None for a, b in zip(self.born, other.born, strict=True))
        )


class Claim(NamedTuple):
    """What a line, or a permit already known, says of a permit number: whose, and what it is."""

    foreigner_number: str | None
    facts: str


class Contested(NamedTuple):
    """A line to look at, with what is known of its person and of its permit."""

    number: int
    foreigner_number: str
    permit_number: str
    usage_name: str
    identity: Identity
    claim: Claim
    is_repeated: bool
    known_identity: Identity | None
    known_claim: Claim | None


class Register:
    """What is known after each line: the first to say something about a number decides."""

    def __init__(self) -> None:
        self._people: dict[str, Identity] = {}
        self._permits: dict[str, Claim] = {}

    def judge(self, line: Contested) -> Reason | None:
        """Return why a line is refused, or learn from it."""
        identity = line.known_identity or self._people.get(line.foreigner_number)
        claim = line.known_claim or self._permits.get(line.permit_number)
        if identity and not line.identity.is_same_as(identity):
            return Reason.CONFLICTING_IDENTITY
        if claim and claim.foreigner_number != line.foreigner_number:
            return Reason.PERMIT_OF_ANOTHER_PERSON
        if claim and claim.facts != line.claim.facts:
            return Reason.CONFLICTING_PERMIT
        if identity is None:
            self._people[line.foreigner_number] = line.identity
        if claim is None and line.is_repeated:
            self._permits[line.permit_number] = line.claim
        return None


def judge_contested_lines() -> None:
    """Write the verdicts on the lines that contradict another line or what is known.

    The register learns from all lines before it says why some are refused: a second run, which
    begins with what it learnt, must find the same reasons.
    """
    run(_FIND)
    register = Register()
    for line in _contested():
        register.judge(line)
    refused: list[tuple[int, str]] = []
    spellings: list[tuple[int, str]] = []
    for line in _contested():
        reason = register.judge(line)
        if reason:
            refused.append((line.number, reason.value))
        elif line.known_identity:
            known = line.known_identity
            name = search_name(known.family_name, line.usage_name, known.given_names)
            spellings.append((line.number, name))
        if len(refused) + len(spellings) >= PAGE:
            _write(refused, spellings)
    _write(refused, spellings)


def _contested() -> Iterator[Contested]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(_CONTESTED)
        while rows := cursor.fetchmany(PAGE):
            yield from map(_understood, rows)


def _understood(row: tuple[Any, ...]) -> Contested:
    number, foreigner_number, permit_number, usage_name = row[:4]
    family, given, *born, facts, is_repeated = row[4:11]
    is_known, known_family, known_given, *known_born = row[11:17]
    is_held, holder, known_facts = row[17:]
    return Contested(
        number=number,
        foreigner_number=foreigner_number,
        permit_number=permit_number,
        usage_name=usage_name,
        identity=Identity(family, given, tuple(born)),
        claim=Claim(foreigner_number, facts),
        is_repeated=is_repeated,
        known_identity=Identity(known_family, known_given, tuple(known_born)) if is_known else None,
        known_claim=Claim(holder, known_facts) if is_held else None,
    )


def _write(refused: list[tuple[int, str]], spellings: list[tuple[int, str]]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany("INSERT INTO register_verdict VALUES (%s, 'refused', %s)", refused)
        cursor.executemany("INSERT INTO register_spelling VALUES (%s, %s)", spellings)
    refused.clear()
    spellings.clear()
