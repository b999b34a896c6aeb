"""Counters of failed guesses."""

from django.db import migrations

TABLE = """
CREATE UNLOGGED TABLE core_throttle (
    key bytea PRIMARY KEY,
    failures integer NOT NULL,
    until timestamptz NOT NULL
) WITH (fillfactor = 70);
"""


class Migration(migrations.Migration):
    """Create the counters."""

    dependencies = [("core", "0001_keep_a_journal")]
    operations = [migrations.RunSQL(TABLE, "DROP TABLE core_throttle")]
