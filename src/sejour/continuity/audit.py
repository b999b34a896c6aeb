"""Every gap-day and its cause, from the rows alone.

This is the other path: it reads permits, applications, decisions, requests and documents, and never
what the watch reads (`Coverage`) nor the code that decides (`sejour.law.continuity` and the
services); an import contract keeps it so. Only the numbers of the law are shared, as parameters.

A gap-day is a day not covered of a person who has filed, from the end of the document held (or from
the filing) until a new permit is in hand. Each has one cause: for one application, the first of
`CAUSES` that applies; for a person with several, the last in that list wins.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from sejour.law.kinds import PermitKind, Work
from sejour.law.tables import GRACE_DEPARTEMENTS, RENEWAL_WITHOUT_WORK, parameter

CAUSES = ("refused", "withdrawn", "closed", "incomplete", "filed_late", "no_right", "ours")
OURS = "ours"
BEGINNING = date(1900, 1, 1)

# One row an application: what it asked for, how it ended, and what was held at the filing: the latest
# end of the permits known by then, or begun by then and learnt before the application ended. A card
# handed over later was not held.
_FILES = """
files AS (
    SELECT a.id, a.person_id, a.category, a.procedure, a.article, a.online, a.filed_on, a.asks_as_first,
           a.referred_on, a.withdrawn_on, a.closed_on, a.prefecture_id, d.outcome, d.notified_on,
           e.answered_on,
           held.last_day AS held_until, held.kind AS held_kind, held.years AS held_years, held.work AS held_work,
           delivered.known_on AS in_hand_on
    FROM applications_application a
    LEFT JOIN applications_decision d ON d.application_id = a.id AND d.annulled_on IS NULL
    CROSS JOIN LATERAL (
        SELECT CASE d.outcome WHEN 'granted' THEN d.decided_on ELSE d.notified_on END AS answered_on
    ) e
    LEFT JOIN permits_permit delivered ON delivered.id = a.delivered_permit_id
    LEFT JOIN LATERAL (
        SELECT p.last_day, p.kind, p.years, p.work FROM permits_permit p
        WHERE p.person_id = a.person_id AND p.id IS DISTINCT FROM a.delivered_permit_id
          AND (p.known_on <= a.filed_on
               OR p.first_day <= a.filed_on AND coalesce(p.handed_over_on <= a.filed_on, true)
                  AND p.known_on < coalesce(least(a.withdrawn_on, a.closed_on, e.answered_on), 'infinity'))
        ORDER BY p.last_day DESC, array_position(%(work)s, p.work::text) DESC, p.id DESC
        LIMIT 1
    ) held ON true
    WHERE a.state <> 'draft' AND a.filed_on <= %(on)s
)"""
# What covers each of these people: permits, documents as far as they prove, and the expired card
# under L.433-3 until a decision.
_PROOFS = """
proofs AS (
    SELECT p.person_id, p.first_day, p.last_day, p.work FROM permits_permit p
  UNION ALL
    SELECT d.person_id, d.first_day, least(d.last_day, d.withdrawn_from - 1), d.work
    FROM continuity_provisionaldocument d
    WHERE d.kind <> 'attestation_depot' AND (d.withdrawn_from IS NULL OR d.withdrawn_from > d.first_day)
  UNION ALL
    SELECT f.person_id, f.held_until + 1, g.last_day, f.held_work
    FROM files f, LATERAL (
        SELECT (f.held_until + make_interval(months => %(grace_months)s))::date AS longest
    ) m, LATERAL (
        SELECT least(m.longest, f.withdrawn_on, f.closed_on, f.answered_on) AS last_day
    ) g
    WHERE f.procedure = 'renewal' AND g.last_day > f.held_until AND f.filed_on <= m.longest
      AND (f.held_kind IN ('carte_resident', 'carte_resident_longue_duree_ue')
           OR f.held_kind = 'carte_pluriannuelle' AND f.held_years >= %(grace_years)s
           OR f.held_kind = 'certificat_residence_algerien' AND f.held_years > %(grace_treaty_years)s
           OR f.held_kind IN ('carte_temporaire', 'carte_pluriannuelle')
              AND f.filed_on <= f.held_until AND f.prefecture_id = ANY (%(grace_departements)s))
)"""
_UNCOVERED = """
cover AS (
    SELECT person_id, range_agg(daterange(first_day, last_day, '[]')) AS days FROM proofs GROUP BY person_id
),
uncovered AS (
    SELECT f.*, datemultirange(daterange(r.first_day, r.last_day, '[]')) - coalesce(c.days, '{}') AS days
    FROM files f
    CROSS JOIN LATERAL (
        SELECT greatest(coalesce(f.held_until + 1, f.filed_on), %(since)s) AS first_day,
               least(f.in_hand_on - 1, %(on)s) AS last_day
    ) r
    LEFT JOIN cover c USING (person_id)
    WHERE r.first_day <= r.last_day
      AND NOT coalesce(c.days @> daterange(r.first_day, r.last_day, '[]'), false)
)"""
# When each cause applies to one application; a document is owed again from a referral to the
# commission, and a récépissé from the filing, late or not. Days before the filing are late ones.
_APPLY = """
applying AS (
    SELECT u.id, u.person_id, u.days,
        CASE WHEN u.outcome = 'refused' AND u.notified_on IS NOT NULL
            THEN datemultirange(daterange(u.notified_on + 1, NULL)) ELSE '{}' END AS refused,
        CASE WHEN u.withdrawn_on IS NOT NULL THEN datemultirange(daterange(u.withdrawn_on + 1, NULL)) ELSE '{}' END
            AS withdrawn,
        CASE WHEN u.closed_on IS NOT NULL THEN datemultirange(daterange(u.closed_on + 1, NULL)) ELSE '{}' END AS closed,
        coalesce(i.days, '{}') * datemultirange(daterange(NULL, u.referred_on)) AS incomplete,
        CASE WHEN l.late THEN datemultirange(daterange(NULL,
                 least(u.referred_on, CASE WHEN u.online THEN NULL ELSE u.filed_on END)))
             WHEN l.windowed THEN '{}' ELSE datemultirange(daterange(NULL, u.filed_on)) END AS filed_late,
        CASE WHEN u.online AND (u.category = 'first' OR u.category = 'renewal' AND u.held_until IS NULL)
            THEN datemultirange(daterange(NULL, u.referred_on)) ELSE '{}' END AS no_right
    FROM uncovered u
    LEFT JOIN LATERAL (
        SELECT range_agg(daterange(q.due_on + 1, q.answered_on)) AS days FROM applications_complementrequest q
        WHERE q.application_id = u.id AND q.indispensable AND q.delivered_on IS NOT NULL
          AND q.set_aside_on IS NULL AND (q.answered_on IS NULL OR q.answered_on > q.due_on)
    ) i ON true
    CROSS JOIN LATERAL (
        SELECT CASE WHEN u.online THEN u.held_until - %(online_closes)s ELSE u.held_until END AS closes,
               CASE WHEN u.online THEN u.held_until - %(online_opens)s
                    ELSE (u.held_until - make_interval(months => %(counter_opens)s))::date END AS opens
    ) w
    CROSS JOIN LATERAL (
        SELECT coalesce(u.category IN ('renewal', 'first') AND NOT u.held_kind = ANY (%(without_window)s), false)
            AS windowed
    ) v
    CROSS JOIN LATERAL (
        SELECT v.windowed, v.windowed AND u.filed_on > w.closes
            AND NOT EXISTS (
                SELECT 1 FROM applications_failedattempt t
                WHERE t.person_id = u.person_id AND t.on BETWEEN w.opens AND w.closes AND t.on <= u.filed_on
            ) AS late
    ) l
)"""
# Each day of an application gets the first cause that applies; each day of a person the last.
_CAUSES = """
causes AS (
    SELECT a.id, a.person_id, k.rank, k.days
    FROM applying a
    CROSS JOIN LATERAL (SELECT a.days - a.refused AS days) s1
    CROSS JOIN LATERAL (SELECT s1.days - a.withdrawn AS days) s2
    CROSS JOIN LATERAL (SELECT s2.days - a.closed AS days) s3
    CROSS JOIN LATERAL (SELECT s3.days - a.incomplete AS days) s4
    CROSS JOIN LATERAL (SELECT s4.days - a.filed_late AS days) s5
    CROSS JOIN LATERAL (VALUES
        (1, a.days * a.refused), (2, s1.days * a.withdrawn), (3, s2.days * a.closed), (4, s3.days * a.incomplete),
        (5, s4.days * a.filed_late), (6, s5.days * a.no_right), (7, s5.days - a.no_right)
    ) k (rank, days)
    WHERE NOT isempty(k.days)
),
ranked AS (
    SELECT person_id, rank, range_agg(days) AS days FROM causes GROUP BY person_id, rank
),
won AS (
    SELECT person_id, rank, days - coalesce(range_agg(days) OVER (
        PARTITION BY person_id ORDER BY rank DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), '{}') AS days
    FROM ranked
)
SELECT w.person_id, lower(run) AS first_day, upper(run) - 1 AS last_day, w.rank,
       (SELECT min(c.id) FROM causes c
        WHERE c.person_id = w.person_id AND c.rank = w.rank AND c.days @> lower(run)) AS application_id
FROM won w CROSS JOIN LATERAL unnest(w.days) AS run
ORDER BY w.person_id, first_day
"""
# A document that drops a right to work that the law keeps, on days when nothing else proves it.
_WORK_LOSSES = """
kept AS (
    SELECT f.id, f.person_id, array_position(%(work)s, CASE
        WHEN f.category IN ('refugee', 'subsidiary_protection') THEN 'full' ELSE f.held_work END) AS work
    FROM files f
    WHERE f.category IN ('refugee', 'subsidiary_protection')
       OR f.category = 'renewal' AND NOT f.asks_as_first AND NOT f.article = ANY (%(renewal_without_work)s)
),
less AS (
    SELECT k.person_id, k.work, range_agg(daterange(d.first_day, least(d.last_day, d.withdrawn_from - 1), '[]')) AS days
    FROM kept k JOIN continuity_provisionaldocument d ON d.application_id = k.id
    WHERE d.kind IN ('attestation_prolongation', 'recepisse') AND array_position(%(work)s, d.work::text) < k.work
      AND (d.withdrawn_from IS NULL OR d.withdrawn_from > d.first_day)
    GROUP BY k.person_id, k.work
)
SELECT l.person_id, lower(run), upper(run) - 1
FROM less l
CROSS JOIN LATERAL (
    SELECT range_agg(daterange(p.first_day, p.last_day, '[]')) AS days FROM proofs p
    WHERE p.person_id = l.person_id AND array_position(%(work)s, p.work::text) >= l.work
) enough
CROSS JOIN LATERAL unnest((l.days - coalesce(enough.days, '{}'))
    * datemultirange(daterange(%(since)s, %(on)s, '[]'))) AS run
ORDER BY 1, 2
"""
_GAPS = f"WITH {_FILES},{_PROOFS},{_UNCOVERED},{_APPLY},{_CAUSES}"
_LOSSES = f"WITH {_FILES},{_PROOFS},{_WORK_LOSSES}"


@dataclass(frozen=True, slots=True)
class Gap:
    """Days not covered, both included, with their cause and the application that gives it."""

    person_id: int
    first_day: date
    last_day: date
    cause: str
    application_id: int

    @property
    def days(self) -> int:
        """How many days."""
        return (self.last_day - self.first_day).days + 1


@dataclass(frozen=True, slots=True)
class WorkLoss:
    """Days on which a document covers the stay and drops a right to work that the law keeps."""

    person_id: int
    first_day: date
    last_day: date

    @property
    def days(self) -> int:
        """How many days."""
        return (self.last_day - self.first_day).days + 1


def gaps(*, on: date, since: date = BEGINNING) -> list[Gap]:
    """Return every run of gap-days from `since` to `on`, by person and day."""
    return [
        Gap(person, first_day, last_day, CAUSES[rank - 1], application)
        for person, first_day, last_day, rank, application in _rows(_GAPS, on, since)
    ]


def work_losses(*, on: date, since: date = BEGINNING) -> list[WorkLoss]:
    """Return every run of days on which a right to work was lost, from `since` to `on`."""
    return [WorkLoss(*row) for row in _rows(_LOSSES, on, since)]


def days_by_cause(found: Iterable[Gap]) -> dict[str, int]:
    """Count gap-days by cause, every cause named."""
    total = dict.fromkeys(CAUSES, 0)
    for gap in found:
        total[gap.cause] += gap.days
    return total


def _rows(statement: str, on: date, since: date) -> list[tuple[Any, ...]]:
    if since > on:
        return []
    with connection.cursor() as cursor:
        cursor.execute(statement, _parameters(on) | {"since": since})
        return list(cursor.fetchall())


def _parameters(on: date) -> dict[str, Any]:
    return {
        "on": on,
        "work": [work.value for work in Work],
        "grace_months": parameter("grace_months", on),
        "grace_years": parameter("grace_years_of_card", on),
        "grace_treaty_years": parameter("grace_years_of_treaty_permit", on),
        "grace_departements": sorted(GRACE_DEPARTEMENTS),
        "online_opens": parameter("online_window_opens_days", on),
        "online_closes": parameter("online_window_closes_days", on),
        "counter_opens": parameter("counter_window_months", on),
        "without_window": [
            PermitKind.CARTE_RESIDENT_LONGUE_DUREE_UE.value,
            PermitKind.DCEM.value,
        ],
        "renewal_without_work": sorted(RENEWAL_WITHOUT_WORK),
    }
