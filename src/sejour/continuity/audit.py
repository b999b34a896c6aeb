"""Every gap-day and its cause, from the rows alone.

This is the other path: it reads permits, applications, decisions, requests and documents, and never
what the watch reads (`Coverage`) nor the code that decides (`sejour.law.continuity` and the
services); an import contract keeps it so. Only the numbers of the law are shared, as parameters.

It goes in two steps. A first pass over everybody adds up days, on indexes alone, and puts aside the
files whose own documents join up from the end of the permit held to the day of the audit, so that
no day can be missing. For the people who are left, few on a good day, every day is worked out.

A gap-day is a day not covered of a person who has filed, from the end of the document held (or from
the filing) until a new permit is in hand. Each has one cause: for one application, the first of
`CAUSES` that applies; for a person with several, the last in that list wins.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from sejour.law.kinds import PermitKind, Work
from sejour.law.tables import DEPOSIT, GRACE_DEPARTEMENTS, WORK_RIGHTS, parameter

CAUSES = ("refused", "withdrawn", "closed", "incomplete", "filed_late", "no_right", "ours")
OURS = "ours"
BEGINNING = date(1900, 1, 1)

# The people of whom some day may be uncovered. A file is put aside only if its documents, without the
# grace, join up over all the days that it requires, or more:
# - `chain_days`: documents of a chain never overlap (a constraint), so they leave no day out if their days
#   add up to the span from the first to the last; one document beside the chain may prolong that span, or
#   stand alone;
# - `held_until`: permits known by the filing. One learnt later could only make the required days fewer;
#   without one, the earliest day that the exact step could find is taken.
_SUSPECTS = """
WITH proven AS (
    SELECT person_id, application_id,
           min(first_day) FILTER (WHERE link IS NOT NULL) AS first_day,
           max(last_day) FILTER (WHERE link IS NOT NULL) AS last_day,
           sum(last_day - first_day + 1) FILTER (WHERE link IS NOT NULL) AS chain_days,
           count(*) FILTER (WHERE link IS NULL) AS beside,
           min(first_day) FILTER (WHERE link IS NULL) AS beside_first_day,
           max(last_day) FILTER (WHERE link IS NULL) AS beside_last_day
    FROM (
        SELECT d.person_id, d.application_id, d.link, d.first_day,
               least(coalesce(d.last_day, %(on)s), d.withdrawn_from - 1) AS last_day
        FROM continuity_provisionaldocument d
        WHERE d.kind <> 'attestation_depot' AND d.first_day <= %(on)s
          AND (d.withdrawn_from IS NULL OR d.withdrawn_from > d.first_day)
    ) d
    GROUP BY person_id, application_id
),
joined AS (
    SELECT person_id, application_id, coalesce(first_day, beside_first_day) AS first_day,
           CASE WHEN first_day IS NULL THEN beside_last_day
                WHEN beside = 1 AND beside_first_day <= last_day + 1 THEN greatest(last_day, beside_last_day)
                ELSE last_day END AS last_day
    FROM proven
    WHERE chain_days = last_day - first_day + 1 OR first_day IS NULL AND beside = 1
),
required AS (
    SELECT a.person_id, a.id, greatest(%(since)s, coalesce(
               max(p.last_day) FILTER (WHERE p.known_on <= a.filed_on AND p.id IS DISTINCT FROM a.delivered_permit_id),
               least(a.filed_on - 1, min(p.last_day))) + 1) AS first_day,
           least(%(on)s, max(p.known_on) FILTER (WHERE p.id = a.delivered_permit_id) - 1) AS last_day
    FROM (
        SELECT person_id, id, filed_on, delivered_permit_id FROM applications_application
        WHERE state <> 'draft' AND filed_on <= %(on)s
        ORDER BY person_id, id, filed_on, delivered_permit_id OFFSET 0
    ) a LEFT JOIN permits_permit p ON p.person_id = a.person_id
    GROUP BY a.person_id, a.id, a.filed_on, a.delivered_permit_id
)
SELECT DISTINCT r.person_id FROM required r
LEFT JOIN joined j ON j.person_id = r.person_id AND j.application_id = r.id
WHERE r.first_day <= r.last_day AND NOT coalesce(j.first_day <= r.first_day AND j.last_day >= r.last_day, false)
"""
# One row an application: what it asked for, how it ended, and what was held at the filing: the latest
# end of the permits known by then, or begun by then and learnt before the application ended. A card
# handed over later was not held.
_FILES = """
people AS (
    SELECT unnest(%(people)s::bigint[]) AS person_id
),
permits AS MATERIALIZED (
    SELECT p.id, person_id, p.first_day, p.last_day, p.kind, p.years, p.work, p.known_on, p.handed_over_on
    FROM people JOIN permits_permit p USING (person_id)
),
asked AS MATERIALIZED (
    SELECT a.id, person_id, a.category, a.procedure, a.article, a.online, a.filed_on, a.asks_as_first,
           a.referred_on, a.withdrawn_on, a.closed_on, a.prefecture_id, a.delivered_permit_id,
           d.outcome, d.notified_on, CASE d.outcome WHEN 'granted' THEN d.decided_on ELSE d.notified_on END AS answered_on
    FROM people
    JOIN applications_application a USING (person_id)
    LEFT JOIN applications_decision d ON d.application_id = a.id AND d.annulled_on IS NULL
    WHERE a.state <> 'draft' AND a.filed_on <= %(on)s
),
held AS (
    SELECT DISTINCT ON (a.id) a.id, p.last_day AS held_until, p.kind AS held_kind, p.years AS held_years, p.work AS held_work
    FROM asked a JOIN permits p USING (person_id)
    WHERE p.id IS DISTINCT FROM a.delivered_permit_id
      AND (p.known_on <= a.filed_on
           OR p.first_day <= a.filed_on AND coalesce(p.handed_over_on <= a.filed_on, true)
              AND p.known_on < coalesce(least(a.withdrawn_on, a.closed_on, a.answered_on), 'infinity'))
    ORDER BY a.id, p.last_day DESC, array_position(%(work)s, p.work::text) DESC, p.id DESC
),
files AS MATERIALIZED (
    SELECT a.*, h.held_until, h.held_kind, h.held_years, h.held_work, delivered.known_on AS in_hand_on
    FROM asked a LEFT JOIN held h USING (id)
    LEFT JOIN permits_permit delivered ON delivered.id = a.delivered_permit_id
)"""
# What covers each of these people: permits, documents as far as they prove, and the expired card
# under L.433-3 until a decision.
_PROOFS = """
proofs AS (
    SELECT p.person_id, p.first_day, p.last_day, p.work FROM permits p
  UNION ALL
    SELECT person_id, d.first_day, least(d.last_day, d.withdrawn_from - 1), d.work
    FROM people JOIN continuity_provisionaldocument d USING (person_id)
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
            THEN datemultirange(daterange(u.notified_on + 1, NULL)) END AS refused,
        CASE WHEN u.withdrawn_on IS NOT NULL THEN datemultirange(daterange(u.withdrawn_on + 1, NULL)) END AS withdrawn,
        CASE WHEN u.closed_on IS NOT NULL THEN datemultirange(daterange(u.closed_on + 1, NULL)) END AS closed,
        i.days * datemultirange(daterange(NULL, u.referred_on)) AS incomplete,
        CASE WHEN l.late THEN datemultirange(daterange(NULL,
                 least(u.referred_on, CASE WHEN u.online THEN NULL ELSE u.filed_on END)))
             WHEN NOT l.windowed THEN datemultirange(daterange(NULL, u.filed_on)) END AS filed_late,
        CASE WHEN u.online AND (u.category = 'first' OR u.category = 'renewal' AND u.held_until IS NULL)
            THEN datemultirange(daterange(NULL, u.referred_on)) END AS no_right
    FROM uncovered u
    LEFT JOIN LATERAL (
        SELECT range_agg(daterange(q.due_on + 1, q.answered_on)) AS days FROM applications_complementrequest q
        WHERE q.application_id = u.id AND q.indispensable AND q.delivered_on IS NOT NULL
          AND q.set_aside_on IS NULL AND (q.answered_on IS NULL OR q.answered_on > q.due_on)
    ) i ON true
    CROSS JOIN LATERAL (
        SELECT coalesce((%(own_months)s::int[])[array_position(%(own_articles)s::text[], u.article::text)],
                        CASE WHEN NOT u.online THEN %(counter_opens)s END) AS months
    ) n
    CROSS JOIN LATERAL (
        SELECT CASE WHEN n.months IS NULL THEN u.held_until - %(online_closes)s ELSE u.held_until END AS closes,
               CASE WHEN n.months IS NULL THEN u.held_until - %(online_opens)s
                    ELSE (u.held_until - make_interval(months => n.months))::date END AS opens
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
        OFFSET 0
    ) l
)"""
# Each day of an application gets the first cause that applies; each day of a person the last. OFFSET 0: what
# is left after each cause is worked out once, not again in each of those that follow.
_CAUSES = """
causes AS (
    SELECT a.id, a.person_id, k.rank, k.days
    FROM applying a
    CROSS JOIN LATERAL (SELECT coalesce(a.days - a.refused, a.days) AS days OFFSET 0) s1
    CROSS JOIN LATERAL (SELECT coalesce(s1.days - a.withdrawn, s1.days) AS days OFFSET 0) s2
    CROSS JOIN LATERAL (SELECT coalesce(s2.days - a.closed, s2.days) AS days OFFSET 0) s3
    CROSS JOIN LATERAL (SELECT coalesce(s3.days - a.incomplete, s3.days) AS days OFFSET 0) s4
    CROSS JOIN LATERAL (SELECT coalesce(s4.days - a.filed_late, s4.days) AS days OFFSET 0) s5
    CROSS JOIN LATERAL unnest(ARRAY[
        a.days * a.refused, s1.days * a.withdrawn, s2.days * a.closed, s3.days * a.incomplete,
        s4.days * a.filed_late, s5.days * a.no_right, coalesce(s5.days - a.no_right, s5.days)
    ]) WITH ORDINALITY AS k (days, rank)
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
SELECT w.person_id, lower(run) AS first_day, upper(run) - 1 AS last_day, w.rank, min(c.id) AS application_id
FROM won w CROSS JOIN LATERAL unnest(w.days) AS run
JOIN causes c ON c.person_id = w.person_id AND c.rank = w.rank AND c.days @> lower(run)
GROUP BY w.person_id, run, w.rank
ORDER BY w.person_id, first_day
"""
# The people who may have lost a right to work: a document allows less than the law always keeps, or than
# some permit of theirs allowed.
_LIMITED = """
SELECT DISTINCT d.person_id
FROM continuity_provisionaldocument d JOIN applications_application a ON a.id = d.application_id
WHERE d.kind IN ('attestation_prolongation', 'recepisse') AND d.work <> 'full'
  AND (a.category IN ('refugee', 'subsidiary_protection')
       OR EXISTS (SELECT FROM permits_permit p WHERE p.person_id = d.person_id
                  AND array_position(%(work)s, p.work::text) > array_position(%(work)s, d.work::text)))
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
),
enough AS (
    SELECT l.person_id, l.work, range_agg(daterange(p.first_day, p.last_day, '[]')) AS days
    FROM less l JOIN proofs p ON p.person_id = l.person_id AND array_position(%(work)s, p.work::text) >= l.work
    GROUP BY l.person_id, l.work
)
SELECT person_id, lower(run), upper(run) - 1
FROM less l LEFT JOIN enough e USING (person_id, work)
CROSS JOIN LATERAL unnest((l.days - coalesce(e.days, '{}')) * datemultirange(daterange(%(since)s, %(on)s, '[]'))) AS run
ORDER BY 1, 2
"""
_GAPS = f"WITH {_FILES},{_PROOFS},{_UNCOVERED},{_APPLY},{_CAUSES}"
_LOSSES = f"WITH {_FILES},{_PROOFS},{_WORK_LOSSES}"
# Over everybody: the three tables come sorted by person from their indexes, and merging them needs no memory.
# What the sums leave cannot be estimated: without this, nested loops over millions would be chosen.
_EVERYBODY = {"enable_hashjoin": "off", "enable_hashagg": "off", "enable_nestloop": "off", "jit": "off"}
# Over the people who are left: hash tables of them, in memory; merging would read the tables in their order.
_THOSE_LEFT = {"enable_mergejoin": "off", "work_mem": "'64MB'", "jit": "off"}


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
    people = suspects(on=on, since=since)
    return [
        Gap(person, first_day, last_day, CAUSES[rank - 1], application)
        for person, first_day, last_day, rank, application in _found(_GAPS, people, on, since)
    ]


def suspects(*, on: date, since: date = BEGINNING) -> list[int]:
    """Return the people of whom some day from `since` to `on` may be uncovered: the first step."""
    return _people(_SUSPECTS, _EVERYBODY, on, since)


def work_losses(*, on: date, since: date = BEGINNING) -> list[WorkLoss]:
    """Return every run of days on which a right to work was lost, from `since` to `on`."""
    people = _people(_LIMITED, _THOSE_LEFT, on, since)
    return [WorkLoss(*row) for row in _found(_LOSSES, people, on, since)]


def days_by_cause(found: Iterable[Gap]) -> dict[str, int]:
    """Count gap-days by cause, every cause named."""
    total = dict.fromkeys(CAUSES, 0)
    for gap in found:
        total[gap.cause] += gap.days
    return total


def _people(statement: str, settings: dict[str, str], on: date, since: date) -> list[int]:
    if since > on:
        return []
    return [person for (person,) in _rows(statement, settings, _parameters(on) | {"since": since})]


def _found(statement: str, people: list[int], on: date, since: date) -> list[tuple[Any, ...]]:
    if not people:
        return []
    return _rows(statement, _THOSE_LEFT, _parameters(on) | {"since": since, "people": people})


def _rows(statement: str, settings: dict[str, str], values: dict[str, Any]) -> list[tuple[Any, ...]]:
    with transaction.atomic(), connection.cursor() as cursor, _planned(cursor, settings):
        cursor.execute(statement, values)
        return list(cursor.fetchall())


@contextmanager
def _planned(cursor: CursorWrapper, settings: dict[str, str]) -> Iterator[None]:
    """Have queries planned with these settings while the block runs."""
    for name, value in settings.items():
        cursor.execute(f"SET LOCAL {name} = {value}")
    yield
    for name in settings:
        cursor.execute(f"SET LOCAL {name} TO DEFAULT")


def _parameters(on: date) -> dict[str, Any]:
    own = {article: window.on(on).months for article, window in DEPOSIT.own_windows.items()}
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
        "own_articles": list(own),
        "own_months": list(own.values()),
        "without_window": [
            PermitKind.CARTE_RESIDENT_LONGUE_DUREE_UE.value,
            PermitKind.DCEM.value,
        ],
        "renewal_without_work": sorted(WORK_RIGHTS.renewal_without_work),
    }
