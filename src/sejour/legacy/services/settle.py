"""From staged lines to people, permits, anomalies and refused lines: statements on whole sets."""

from collections.abc import Iterator
from datetime import date

from django.db import connection

from sejour.applications.states import OPEN
from sejour.legacy.reasons import OF_THE_PERMIT, AnomalyCode
from sejour.legacy.services.contests import judge_contested_lines
from sejour.legacy.services.staging import Value, run

# A line stands when it was refused neither as it was read nor when it was compared.
_STANDS = """l.reason IS NULL AND NOT EXISTS (
    SELECT FROM register_verdict v WHERE v.number = l.number AND v.outcome = 'refused')"""
_IS_NEW = "l.reason IS NULL AND NOT EXISTS (SELECT FROM register_verdict v WHERE v.number = l.number)"
# The first line of a person speaks for all.
_SPEAKS = "NOT EXISTS (SELECT FROM register_later r WHERE r.number = l.number)"
_IS_NEWER = "(p.contact_as_of IS NULL OR p.contact_as_of < %(on)s)"


def _after_the_first(column: str) -> str:
    """Return the query of the standing lines that repeat what an earlier one names."""
    return f"""
    SELECT number FROM (
        SELECT l.number, row_number() OVER (PARTITION BY {column} ORDER BY l.number) AS nth
        FROM register_line l
        JOIN (SELECT {column} FROM register_line WHERE reason IS NULL
              GROUP BY 1 HAVING count(*) > 1) again USING ({column})
        WHERE {_STANDS}
    ) AS ranked WHERE nth > 1"""


def _judged(outcome: str, lines: str) -> str:
    """Return the statements that give lines a verdict.

    They are found first and written then: a plan made for an empty table of verdicts must not scan
    it again and again while it fills.
    """
    return f"""
    CREATE TEMP TABLE register_found AS {lines};
    ANALYZE register_found;
    INSERT INTO register_verdict SELECT number, '{outcome}' FROM register_found;
    DROP TABLE register_found;
    ANALYZE register_verdict;
    """


_DUPLICATES = _judged("duplicate", _after_the_first("permit_number"))
_LATER = f"""
DROP TABLE IF EXISTS pg_temp.register_later;
CREATE TEMP TABLE register_later (number integer PRIMARY KEY) ON COMMIT DROP;
INSERT INTO register_later {_after_the_first("foreigner_number")};
ANALYZE register_later;
"""
# A card that the platform handed over itself may have no number yet: the register gives it one. The
# first line goes with the first card, the second with the second.
_NUMBERS = f"""
UPDATE permits_permit t SET number = matched.permit_number FROM (
    SELECT t.id, l.permit_number,
           row_number() OVER (PARTITION BY t.id ORDER BY l.number) AS line_rank,
           row_number() OVER (PARTITION BY l.number ORDER BY t.id) AS permit_rank
    FROM permits_permit t
    JOIN identity_person p ON p.id = t.person_id
    JOIN register_line l ON l.foreigner_number = p.foreigner_number
     AND (l.kind, l.article, l.first_day, l.last_day, l.work)
       = (t.kind, t.article, t.first_day, t.last_day, t.work)
    WHERE t.number IS NULL AND {_IS_NEW}
      AND NOT EXISTS (SELECT FROM permits_permit other WHERE other.number = l.permit_number)
) AS matched
WHERE t.id = matched.id AND matched.line_rank = matched.permit_rank
"""
_KNOWN = _judged(
    "known",
    f"""
    SELECT l.number FROM register_line l JOIN permits_permit t ON t.number = l.permit_number
    WHERE {_IS_NEW}""",
)


def classify() -> dict[str, int]:
    """Say of each line whether it is refused, duplicate or known; a line without a verdict is new."""
    judge_contested_lines()
    run(_DUPLICATES)
    run(_LATER)
    run(_NUMBERS)
    run(_KNOWN)
    outcomes = _counted("SELECT outcome, count(*) FROM register_verdict GROUP BY outcome")
    return {"known": outcomes.get("known", 0), "duplicates": outcomes.get("duplicate", 0)}


_NEW_PEOPLE = f"""
INSERT INTO identity_person (public_id, foreigner_number, family_name, usage_name, given_names, sex,
    born_year, born_month, born_day, birth_commune, birth_country, nationality,
    address, address_complement, postal_code, city, departement, prefecture_id,
    email, phone, language, contact_as_of, search_name)
SELECT gen_random_uuid(), l.foreigner_number, l.family_name, l.usage_name, l.given_names, l.sex,
    l.born_year, l.born_month, l.born_day, l.birth_commune, l.birth_country, l.nationality,
    l.address, l.address_complement, l.postal_code, l.city, l.departement, l.prefecture_id,
    l.email, l.phone, coalesce(l.language, 'fr'), %(on)s, l.search_name
FROM register_line l
WHERE {_IS_NEW} AND {_SPEAKS}
  AND NOT EXISTS (SELECT FROM identity_person p WHERE p.foreigner_number = l.foreigner_number)
"""
_MOVES = f"""
SELECT p.id FROM identity_person p JOIN register_line l ON l.foreigner_number = p.foreigner_number
WHERE {_STANDS} AND {_SPEAKS} AND {_IS_NEWER} AND l.prefecture_id <> coalesce(p.prefecture_id, '')
  AND EXISTS (SELECT FROM applications_application a WHERE a.person_id = p.id AND a.state = ANY(%(open)s))
ORDER BY p.id
"""
# What a newer extract leaves empty is kept: silence is no news. A département without a prefecture
# would leave open files without anybody to instruct them.
_CONTACTS = f"""
UPDATE identity_person p SET
    usage_name = l.usage_name,
    search_name = coalesce(s.search_name, l.search_name),
    sex = coalesce(nullif(l.sex, ''), p.sex),
    birth_commune = coalesce(nullif(l.birth_commune, ''), p.birth_commune),
    birth_country = coalesce(nullif(l.birth_country, ''), p.birth_country),
    nationality = coalesce(nullif(l.nationality, ''), p.nationality),
    address = CASE WHEN a.is_given THEN l.address ELSE p.address END,
    address_complement = CASE WHEN a.is_given THEN l.address_complement ELSE p.address_complement END,
    postal_code = CASE WHEN a.is_given THEN l.postal_code ELSE p.postal_code END,
    city = CASE WHEN a.is_given THEN l.city ELSE p.city END,
    departement = CASE WHEN l.prefecture_id IS NULL THEN p.departement ELSE l.departement END,
    prefecture_id = coalesce(l.prefecture_id, p.prefecture_id),
    email = coalesce(nullif(l.email, ''), p.email),
    phone = coalesce(nullif(l.phone, ''), p.phone),
    language = coalesce(l.language, p.language),
    contact_as_of = %(on)s
FROM register_line l
LEFT JOIN register_spelling s ON s.number = l.number
CROSS JOIN LATERAL (SELECT l.address || l.postal_code || l.city <> '' AS is_given) a
WHERE p.foreigner_number = l.foreigner_number AND {_STANDS} AND {_SPEAKS} AND {_IS_NEWER}
"""


def write_people(on: date) -> dict[str, int]:
    """Enter the people who are new, and what a newer extract says of how to reach the others."""
    return {"new_people": run(_NEW_PEOPLE, on=on), "contacts": run(_CONTACTS, on=on)}


_NEW_PERMITS = f"""
INSERT INTO permits_permit (person_id, number, kind, article, first_day, last_day, work, years, known_on,
    handed_over_on)
SELECT p.id, l.permit_number, l.kind, l.article, l.first_day, l.last_day, l.work, l.years, %(on)s,
    l.handed_over_on
FROM register_line l JOIN identity_person p ON p.foreigner_number = l.foreigner_number
WHERE {_IS_NEW}
"""
_HAND_OVERS = """
UPDATE permits_permit t SET handed_over_on = l.handed_over_on
FROM register_line l JOIN register_verdict v ON v.number = l.number AND v.outcome = 'known'
WHERE t.number = l.permit_number AND t.handed_over_on IS NULL AND l.handed_over_on IS NOT NULL
"""


# So many new rows change which plan is good: the queries of the next minutes must not be slow.
_MANY = 10_000


def write_permits(on: date) -> dict[str, int]:
    """Enter the permits that are new, and the hand-overs that were not recorded yet."""
    hand_overs = run(_HAND_OVERS)
    taken = run(_NEW_PERMITS, on=on)
    if taken >= _MANY:
        run("ANALYZE identity_person, permits_permit")
    return {"taken": taken, "hand_overs": hand_overs}


# What may be closed if this extract does not show it again: found before contacts are replaced.
_CLOSABLE = f"""
DROP TABLE IF EXISTS pg_temp.register_closable;
CREATE TEMP TABLE register_closable ON COMMIT DROP AS
SELECT a.id FROM legacy_anomaly a
JOIN identity_person p ON p.id = a.person_id
JOIN register_line l ON l.foreigner_number = p.foreigner_number
WHERE a.closed_on IS NULL AND a.permit_id IS NULL AND {_STANDS} AND {_SPEAKS} AND {_IS_NEWER}
UNION
SELECT a.id FROM legacy_anomaly a
JOIN permits_permit t ON t.id = a.permit_id
JOIN register_line l ON l.permit_number = t.number
WHERE a.closed_on IS NULL AND a.opened_on <= %(on)s AND {_STANDS};
"""
_SHOWN = f"""
DROP TABLE IF EXISTS pg_temp.register_anomaly;
CREATE TEMP TABLE register_anomaly ON COMMIT DROP AS
SELECT p.id AS person_id, NULL::bigint AS permit_id, found.key AS code, found.value AS detail
FROM register_line l
JOIN identity_person p ON p.foreigner_number = l.foreigner_number
CROSS JOIN LATERAL jsonb_each_text(l.anomalies) AS found
WHERE l.anomalies IS NOT NULL AND {_STANDS} AND {_SPEAKS}
  AND found.key <> ALL(%(of_the_permit)s) AND p.contact_as_of = %(on)s
UNION ALL
SELECT t.person_id, t.id, found.key, found.value
FROM register_line l
JOIN permits_permit t ON t.number = l.permit_number
CROSS JOIN LATERAL jsonb_each_text(l.anomalies) AS found
WHERE l.anomalies IS NOT NULL AND l.reason IS NULL
  AND NOT EXISTS (SELECT FROM register_verdict v WHERE v.number = l.number AND v.outcome <> 'known')
  AND found.key = ANY(%(of_the_permit)s)
  AND (t.handed_over_on IS NULL OR found.key <> ALL(%(of_the_hand_over)s));
"""
_CLOSE = """
UPDATE legacy_anomaly a SET closed_on = greatest(a.opened_on, %(on)s)
WHERE a.closed_on IS NULL AND (
    (a.id IN (SELECT id FROM register_closable) AND NOT EXISTS (
        SELECT FROM register_anomaly s
        WHERE s.person_id = a.person_id AND s.permit_id IS NOT DISTINCT FROM a.permit_id AND s.code = a.code))
    OR (a.code = ANY(%(of_the_hand_over)s) AND EXISTS (
        SELECT FROM permits_permit t WHERE t.id = a.permit_id AND t.handed_over_on IS NOT NULL)))
"""
_OPEN = """
INSERT INTO legacy_anomaly (person_id, permit_id, code, detail, first_import_id, opened_on)
SELECT person_id, permit_id, code, detail, %(register_import)s, %(on)s FROM register_anomaly
ORDER BY person_id, permit_id, code
ON CONFLICT DO NOTHING
"""
_CODES = {
    "of_the_permit": [code.value for code in OF_THE_PERMIT],
    "of_the_hand_over": [
        AnomalyCode.HANDOVER_NOT_RECORDED.value,
        AnomalyCode.HANDOVER_IN_THE_FUTURE.value,
    ],
}


def note_closable_anomalies(on: date) -> None:
    """Remember which open anomalies this extract speaks of; call it before contacts are replaced."""
    run(_CLOSABLE, on=on)


def write_anomalies(on: date, register_import: int) -> dict[str, object]:
    """Open the anomalies that this extract shows and close those that it no longer shows."""
    run(_SHOWN, on=on, **_CODES)
    closed = run(_CLOSE, on=on, **_CODES)
    opened = run(_OPEN, on=on, register_import=register_import)
    shown = _counted("SELECT code, count(*) FROM register_anomaly GROUP BY code ORDER BY code")
    return {
        "anomalies": sum(shown.values()),
        "anomalies_by_code": shown,
        "new_anomalies": opened,
        "closed_anomalies": closed,
    }


_REFUSED = """
DROP TABLE IF EXISTS pg_temp.register_refused;
CREATE TEMP TABLE register_refused ON COMMIT DROP AS
SELECT l.number, coalesce(l.reason, v.reason) AS reason, l.raw, sha256(l.raw) AS digest, l.prefecture_id
FROM register_line l LEFT JOIN register_verdict v ON v.number = l.number AND v.outcome = 'refused'
WHERE l.reason IS NOT NULL OR v.reason IS NOT NULL;
ANALYZE register_refused;
"""
_KEPT = """
INSERT INTO legacy_refusedline (reason, raw, prefecture_id, first_import_id)
SELECT DISTINCT ON (digest, reason) reason, raw, prefecture_id, %(register_import)s FROM register_refused
ORDER BY digest, reason, number
ON CONFLICT DO NOTHING
"""
_REFUSALS = """
INSERT INTO legacy_refusal (register_import_id, line_id, number)
SELECT %(register_import)s, k.id, r.number
FROM register_refused r JOIN legacy_refusedline k ON k.digest = r.digest AND k.reason = r.reason
"""


def write_refusals(register_import: int) -> dict[str, object]:
    """Keep the refused lines, each once, and where this import met them."""
    run(_REFUSED)
    run(_KEPT, register_import=register_import)
    refused = run(_REFUSALS, register_import=register_import)
    reasons = _counted("SELECT reason, count(*) FROM register_refused GROUP BY reason ORDER BY reason")
    return {"refused": refused, "refused_by_reason": reasons}


_NEWS = f"""
SELECT t.person_id, t.id FROM register_line l JOIN permits_permit t ON t.number = l.permit_number
WHERE {_IS_NEW}
  AND EXISTS (
    SELECT FROM applications_application a WHERE a.person_id = t.person_id AND a.state = ANY(%(open)s))
ORDER BY t.id
"""
_OPEN_STATES = [state.value for state in OPEN]


def moving_applicants(on: date) -> list[int]:
    """Return the people with an open file who will have another prefecture; call it before they do."""
    return [person for (person,) in _rows(_MOVES, on=on, open=_OPEN_STATES)]


def permits_of_applicants() -> list[tuple[int, int]]:
    """Return the new permits (person, permit) of people with an open file."""
    return [(person, permit) for person, permit in _rows(_NEWS, open=_OPEN_STATES)]


def _rows(query: str, **values: Value) -> Iterator[tuple[int, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        yield from cursor.fetchall()


def _counted(query: str) -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return dict(cursor.fetchall())
