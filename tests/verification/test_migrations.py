"""A database that had share codes and checks before keeps them, under their new context."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from sejour.verification.models import Check, ShareCode
from tests.factories import checks

BEFORE = [("continuity", "0003_read_the_audit_from_indexes"), ("verification", None)]
CODES = """
INSERT INTO continuity_sharecode (public_id, person_id, digest, purpose, created_at, last_day)
VALUES (gen_random_uuid(), %s, '\\x01', 'bank', now(), current_date) RETURNING id
"""
CHECK = "INSERT INTO continuity_sharecheck (code_id, at, answer) VALUES (%s, now(), %s) RETURNING id"


def back_to(targets):
    executor = MigrationExecutor(connection)
    executor.migrate(targets)


def written(sql, *values) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone()[0]


@pytest.mark.usefixtures("fresh_database")
def test_codes_and_checks_of_before_are_kept():
    person = checks.people.person()
    back_to(BEFORE)
    code = written(CODES, person.pk)
    told = [
        written(CHECK, code, "Au 1er mai 2026, le séjour est régulier."),
        written(CHECK, code, "Au 1er mai 2026, aucun document en cours de validité ne prouve le séjour."),
    ]
    call_command("migrate", verbosity=0)
    assert ShareCode.objects.get().pk == code
    kept = Check.objects.order_by("pk")
    assert [(check.reference, check.verdict) for check in kept] == [
        (str(told[0]), "valid"),
        (str(told[1]), "no_proof"),
    ]
    for check in kept:
        assert (check.person_id, check.code_id, check.way, check.purpose) == (person.pk, code, "code", "bank")
    assert kept[0].asked_by == ""
