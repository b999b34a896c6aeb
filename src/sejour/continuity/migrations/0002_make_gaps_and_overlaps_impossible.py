"""What only the database can promise: chains without overlap or silent gap, withdrawals that stand."""

from django.db import migrations

CHAINS = """
ALTER TABLE continuity_provisionaldocument
    ADD COLUMN previous_link smallint GENERATED ALWAYS AS (nullif(link, 1) - 1) STORED,
    ADD CONSTRAINT chain_links_are_real UNIQUE (application_id, link, last_day),
    ADD CONSTRAINT a_day_left_out_of_a_chain_has_a_reason
        CHECK (link IS NULL OR opened_by <> '' OR first_day = previous_last_day + 1),
    ADD CONSTRAINT chained_document_follows_a_real_document
        FOREIGN KEY (application_id, previous_link, previous_last_day)
        REFERENCES continuity_provisionaldocument (application_id, link, last_day);

ALTER TABLE continuity_coverage
    ADD CONSTRAINT coverage_ends_with_a_real_document
        FOREIGN KEY (application_id, link, link_last_day)
        REFERENCES continuity_provisionaldocument (application_id, link, last_day)
        DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE continuity_coverage SET (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02,
    autovacuum_analyze_scale_factor = 0.02);
"""

DEFAULTS = """
ALTER TABLE continuity_provisionaldocument
    ALTER COLUMN public_id SET DEFAULT gen_random_uuid(),
    ALTER COLUMN mention SET DEFAULT '',
    ALTER COLUMN opened_by SET DEFAULT '',
    ALTER COLUMN of_right SET DEFAULT true;
"""

WITHDRAWALS = """
CREATE FUNCTION continuity_apply_withdrawals() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE continuity_provisionaldocument SET withdrawn_from = (
        SELECT min(from_day) FROM continuity_withdrawal
        WHERE document_id = NEW.document_id AND lifted_on IS NULL
    ) WHERE id = NEW.document_id;
    RETURN NULL;
END $$;
CREATE TRIGGER document_is_cut_by_its_withdrawals AFTER INSERT OR UPDATE ON continuity_withdrawal
    FOR EACH ROW EXECUTE FUNCTION continuity_apply_withdrawals();

CREATE FUNCTION continuity_keep_document() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a document that gave rights is never deleted' USING ERRCODE = 'restrict_violation';
    END IF;
    -- Only two things may change: a withdrawal cuts or gives back; the hand-over ends what had no end.
    -- (A generated column is not worked out yet here.)
    IF (to_jsonb(NEW) - '{withdrawn_from,last_day,previous_link}'::text[])
           <> (to_jsonb(OLD) - '{withdrawn_from,last_day,previous_link}'::text[])
       OR (OLD.last_day IS NOT NULL AND NEW.last_day IS DISTINCT FROM OLD.last_day) THEN
        RAISE EXCEPTION 'a document that gave rights is never edited' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.withdrawn_from IS DISTINCT FROM OLD.withdrawn_from AND NEW.withdrawn_from IS DISTINCT FROM (
        SELECT min(from_day) FROM continuity_withdrawal
        WHERE document_id = NEW.id AND lifted_on IS NULL
    ) THEN
        RAISE EXCEPTION 'a document is cut by its withdrawals only' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER documents_are_kept_as_issued BEFORE UPDATE OR DELETE ON continuity_provisionaldocument
    FOR EACH ROW EXECUTE FUNCTION continuity_keep_document();
"""

UNDO = """
DROP TRIGGER documents_are_kept_as_issued ON continuity_provisionaldocument;
DROP FUNCTION continuity_keep_document;
DROP TRIGGER document_is_cut_by_its_withdrawals ON continuity_withdrawal;
DROP FUNCTION continuity_apply_withdrawals;
ALTER TABLE continuity_coverage DROP CONSTRAINT coverage_ends_with_a_real_document;
ALTER TABLE continuity_provisionaldocument
    DROP CONSTRAINT chained_document_follows_a_real_document,
    DROP CONSTRAINT a_day_left_out_of_a_chain_has_a_reason,
    DROP CONSTRAINT chain_links_are_real,
    DROP COLUMN previous_link,
    ALTER COLUMN public_id DROP DEFAULT,
    ALTER COLUMN mention DROP DEFAULT,
    ALTER COLUMN opened_by DROP DEFAULT,
    ALTER COLUMN of_right DROP DEFAULT;
"""


class Migration(migrations.Migration):
    """Add what Django cannot express."""

    dependencies = [("continuity", "0001_keep_rights_as_rows")]
    operations = [migrations.RunSQL(CHAINS + DEFAULTS + WITHDRAWALS, UNDO)]
