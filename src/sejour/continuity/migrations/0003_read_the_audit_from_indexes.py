"""What the audit reads of millions of rows stands in three indexes, sorted by person."""

from django.db import migrations

# The key of an application or a document goes on from that of its person. The two indexes that go were
# made for foreign keys; others begin with the same column.
INDEXES = """
CREATE INDEX audit_reads_files ON applications_application (person_id, id, filed_on, delivered_permit_id)
    WHERE state <> 'draft';
CREATE INDEX audit_reads_permits ON permits_permit (person_id, id) INCLUDE (known_on, last_day);
CREATE INDEX audit_reads_documents ON continuity_provisionaldocument (person_id, application_id)
    INCLUDE (link, first_day, last_day, withdrawn_from) WHERE kind <> 'attestation_depot';
DROP INDEX continuity_provisionaldocument_person_id_fd6c9073;
DROP INDEX continuity_provisionaldocument_application_id_6872a1f2;
"""

UNDO = """
CREATE INDEX continuity_provisionaldocument_application_id_6872a1f2
    ON continuity_provisionaldocument (application_id);
CREATE INDEX continuity_provisionaldocument_person_id_fd6c9073 ON continuity_provisionaldocument (person_id);
DROP INDEX audit_reads_documents, audit_reads_permits, audit_reads_files;
"""


class Migration(migrations.Migration):
    """Add the indexes of the audit."""

    dependencies = [
        ("continuity", "0002_make_gaps_and_overlaps_impossible"),
        ("applications", "0001_file_applications"),
        ("permits", "0001_hold_permits"),
    ]
    operations = [migrations.RunSQL(INDEXES, UNDO)]
