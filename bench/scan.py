"""The yardsticks of the audit: reading the same columns, and joining the same rows, with no thought."""

from django.db import connection

# Every column that the audit reads, by table; `n` numbers, `d` days, `t` texts, `b` booleans.
COLUMNS = {
    "applications_application": "n:id n:person_id n:delivered_permit_id d:filed_on d:referred_on"
    " d:withdrawn_on d:closed_on b:online b:asks_as_first t:category t:procedure t:article t:state"
    " t:prefecture_id",
    "applications_decision": "n:application_id d:decided_on d:notified_on d:annulled_on t:outcome",
    "applications_complementrequest": "n:application_id d:due_on d:answered_on d:delivered_on d:set_aside_on"
    " b:indispensable",
    "applications_failedattempt": "n:person_id d:on",
    "permits_permit": "n:id n:person_id n:years d:first_day d:last_day d:known_on d:handed_over_on t:kind"
    " t:work",
    "continuity_provisionaldocument": "n:person_id n:application_id n:link d:first_day d:last_day"
    " d:withdrawn_from t:kind t:work",
}
SUMS = {
    "n": 'sum("{}")',
    "d": "sum(\"{}\" - date '2000-01-01')",
    "t": 'sum(octet_length("{}"))',
    "b": 'sum("{}"::int)',
}
# The rows of the three large tables, brought together by person and file as the audit must, and counted.
JOIN = """
SELECT count(*), sum(d.last_day - d.first_day), sum(p.last_day - p.known_on)
FROM applications_application a
LEFT JOIN permits_permit p ON p.person_id = a.person_id
LEFT JOIN continuity_provisionaldocument d
    ON d.person_id = a.person_id AND d.application_id = a.id AND d.kind <> 'attestation_depot'
WHERE a.state <> 'draft'
"""
MERGING = ("enable_hashjoin", "enable_nestloop")


def _read(table: str, columns: str) -> str:
    sums = (
        SUMS[kind].format(name) for kind, _, name in (column.partition(":") for column in columns.split())
    )
    return f"SELECT count(*), {', '.join(sums)} FROM {table}"


READS = tuple(_read(table, columns) for table, columns in COLUMNS.items())


def read_everything() -> None:
    """Scan the tables that the audit reads, adding up the columns that it reads."""
    with connection.cursor() as cursor:
        for statement in READS:
            cursor.execute(statement)
            cursor.fetchall()


def join_everything() -> None:
    """Join the rows of the three large tables by merging, with no arithmetic."""
    with connection.cursor() as cursor:
        for name in MERGING:
            cursor.execute(f"SET {name} = off")
        cursor.execute(JOIN)
        cursor.fetchall()
        for name in MERGING:
            cursor.execute(f"RESET {name}")
