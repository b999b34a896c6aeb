"""Gathers all that proves a person's stay, in one statement: everybody who checks a right waits for it."""

from datetime import date
from typing import NamedTuple

from django.db import connection

from sejour.continuity.rights import Proof
from sejour.law.acts import article_of
from sejour.law.grace import grace
from sejour.law.kinds import PermitKind, Work

EXPIRED_CARD = "expired_card"

# Cards; documents; then each renewal with the card that it renews, and the day on which it stopped being
# asked for, if it did. The article of a document is that of its kind on the day on which it was made.
_PROOFS = """
SELECT 0 AS rank, last_day AS sorted, kind, first_day, last_day, work, article, id,
       NULL::date AS issued_on, years, NULL::date AS filed_on, '' AS departement, NULL::date AS answered_on
FROM permits_permit WHERE person_id = %(person)s
UNION ALL
SELECT 1, first_day, kind, first_day, least(last_day, withdrawn_from - 1), work, '', id,
       issued_on, 0, NULL, '', NULL
FROM continuity_provisionaldocument
WHERE person_id = %(person)s AND kind <> 'attestation_depot'
  AND (least(last_day, withdrawn_from - 1) IS NULL OR least(last_day, withdrawn_from - 1) >= first_day)
UNION ALL
SELECT 2, NULL, p.kind, p.first_day, p.last_day, p.work, '', a.id,
       NULL, p.years, a.filed_on, a.prefecture_id,
       CASE a.state WHEN 'withdrawn' THEN a.withdrawn_on WHEN 'closed' THEN a.closed_on
       ELSE CASE d.outcome WHEN 'granted' THEN d.decided_on ELSE d.notified_on END END
FROM applications_application a
JOIN permits_permit p ON p.id = a.held_permit_id
LEFT JOIN applications_decision d ON d.application_id = a.id AND d.annulled_on IS NULL
WHERE a.person_id = %(person)s AND a.procedure = 'renewal' AND a.filed_on IS NOT NULL AND a.state <> 'draft'
ORDER BY rank, sorted DESC, id DESC
"""
_CARD, _DOCUMENT = 0, 1


class _Row(NamedTuple):
    rank: int
    sorted: date | None
    kind: str
    first_day: date
    last_day: date | None
    work: str
    article: str
    key: int
    issued_on: date | None
    years: int
    filed_on: date | None
    departement: str | None
    answered_on: date | None


def proofs_of_person(person_id: int) -> list[Proof]:
    """Return all that proves, or proved, or will prove a person's stay."""
    with connection.cursor() as cursor:
        cursor.execute(_PROOFS, {"person": person_id})
        rows = [_Row(*row) for row in cursor.fetchall()]
    return [proof for row in rows if (proof := _proof(row)) is not None]


def _proof(row: _Row) -> Proof | None:
    if row.rank == _CARD:
        return Proof(row.kind, row.first_day, row.last_day, Work(row.work), row.article)
    if row.rank == _DOCUMENT:
        assert row.issued_on is not None
        article = article_of(row.kind, row.issued_on)
        return Proof(row.kind, row.first_day, row.last_day, Work(row.work), article, row.key)
    return _grace(row)


def _grace(row: _Row) -> Proof | None:
    """Return what an expired card still proves while its renewal is asked for."""
    assert row.last_day is not None
    assert row.filed_on is not None
    period = grace(
        held_kind=PermitKind(row.kind),
        held_years=row.years,
        held_until=row.last_day,
        filed_on=row.filed_on,
        decided_on=row.answered_on,
        departement=row.departement,
    ).period
    if period is None:
        return None
    article = article_of(EXPIRED_CARD, period.first_day)
    return Proof(EXPIRED_CARD, period.first_day, period.last_day, Work(row.work or Work.NONE), article)
