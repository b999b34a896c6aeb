"""The staging tables of an import: temporary, unlogged, gone with its transaction.

- `register_line`: every line, in our words, or with the reason why it is refused;
- `register_verdict`: the lines that are not a new permit: refused, known already, or duplicate;
- `register_later`: the lines of a person after the first one, which speaks for all of them.
"""

from collections.abc import Callable, Iterable
from datetime import date

from django.db import connection

from sejour.legacy.translation import STAGED
from sejour.legacy.values import NULL

_COLUMNS = ", ".join(f"{name} {kind}" for name, kind in STAGED)
_TABLES = f"""
DROP TABLE IF EXISTS pg_temp.register_line;
CREATE TEMP TABLE register_line ({_COLUMNS}) ON COMMIT DROP;
"""
_COPY = f"COPY register_line FROM STDIN (NULL E'\\x{ord(NULL):02x}')"
_CHUNK = 512
# A client that is killed must not leave its work running for nobody. Sorting needs some room.
_SETTINGS = """
SET LOCAL client_connection_check_interval = '2s';
SET LOCAL work_mem = '64MB';
"""


Value = str | int | date | list[str]


def run(statement: str, **values: Value) -> int:
    """Run a statement of the import; return how many rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)
        return int(cursor.rowcount)


def stage(records: Iterable[tuple[int, bytes]], row: Callable[[int, bytes], str]) -> int:
    """Copy the lines of an extract into the staging table; return how many there are."""
    run(_SETTINGS)
    run(_TABLES)
    lines = 0
    rows: list[str] = []
    # Django gives its own errors in place of the driver's, but not for what a copy raises.
    with connection.wrap_database_errors, connection.cursor() as cursor, cursor.copy(_COPY) as copy:
        for number, raw in records:
            rows.append(row(number, raw))
            if len(rows) == _CHUNK:
                copy.write("".join(rows))
                lines += len(rows)
                rows.clear()
        copy.write("".join(rows))
    run("ANALYZE register_line (number, reason, foreigner_number, permit_number)")
    return lines + len(rows)
