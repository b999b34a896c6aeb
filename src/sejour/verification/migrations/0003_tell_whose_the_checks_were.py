"""Checks made before are of a share code: its person and purpose are theirs, their number the one shown."""

from django.db import migrations

FILL = """
UPDATE continuity_sharecheck c
SET person_id = s.person_id, purpose = s.purpose, way = 'code', reference = c.id::text,
    verdict = CASE WHEN c.answer LIKE '%%aucun document en cours de validité%%' THEN 'no_proof'
        ELSE 'valid' END
FROM continuity_sharecode s
WHERE s.id = c.code_id AND c.person_id IS NULL;
SET CONSTRAINTS ALL IMMEDIATE;
"""


class Migration(migrations.Migration):
    """Fill the new columns."""

    dependencies = [("verification", "0002_make_room_for_every_check")]
    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
