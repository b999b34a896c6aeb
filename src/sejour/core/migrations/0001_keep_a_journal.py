"""The journal: its table, its chains, its seals, and the triggers that protect them."""

from django.db import migrations

TABLES = """
CREATE TABLE core_journal (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    stream text NOT NULL,
    number bigint NOT NULL,
    at timestamptz NOT NULL,
    actor text NOT NULL,
    verb text NOT NULL,
    articles text NOT NULL DEFAULT '',
    details text NOT NULL DEFAULT '{}',
    previous bytea NOT NULL,
    digest bytea NOT NULL,
    tx xid8 NOT NULL DEFAULT pg_current_xact_id(),
    CONSTRAINT journal_has_one_line_a_number UNIQUE (stream, number),
    CONSTRAINT journal_fields_hold_no_separator
        CHECK (position(chr(31) IN stream || actor || verb || articles || details) = 0)
);
CREATE INDEX journal_by_transaction ON core_journal (tx, id);

CREATE TABLE core_journal_head (
    stream text PRIMARY KEY,
    number bigint NOT NULL,
    digest bytea NOT NULL
) WITH (fillfactor = 80);

CREATE TABLE core_journal_seals (
    number bigint PRIMARY KEY,
    at timestamptz NOT NULL,
    from_tx xid8 NOT NULL,
    to_tx xid8 NOT NULL,
    lines bigint NOT NULL,
    previous bytea NOT NULL,
    digest bytea NOT NULL,
    CONSTRAINT seals_go_forward CHECK (from_tx < to_tx)
);
"""

FUNCTIONS = """
-- What is chained: the digest of the line before, then every field, separated by U+001F.
CREATE FUNCTION core_journal_digest(
    previous bytea, stream text, number bigint, at timestamptz, actor text, verb text, articles text, details text
) RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT sha256(previous || convert_to(concat_ws(chr(31), stream, number,
        to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), actor, verb, articles, details), 'UTF8'))
$$;

CREATE FUNCTION core_journal_chain() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE head core_journal_head;
BEGIN
    SELECT * INTO head FROM core_journal_head WHERE stream = NEW.stream FOR UPDATE;
    IF NOT FOUND THEN
        INSERT INTO core_journal_head (stream, number, digest) VALUES (NEW.stream, 0, '')
            ON CONFLICT (stream) DO NOTHING;
        SELECT * INTO STRICT head FROM core_journal_head WHERE stream = NEW.stream FOR UPDATE;
    END IF;
    NEW.number := head.number + 1;
    NEW.previous := head.digest;
    NEW.digest := core_journal_digest(
        NEW.previous, NEW.stream, NEW.number, NEW.at, NEW.actor, NEW.verb, NEW.articles, NEW.details);
    NEW.tx := pg_current_xact_id();
    UPDATE core_journal_head SET number = NEW.number, digest = NEW.digest WHERE stream = NEW.stream;
    RETURN NEW;
END $$;

CREATE FUNCTION core_journal_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the journal is append-only: % refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION core_journal_between(from_tx xid8, to_tx xid8, OUT lines bigint, OUT digest bytea)
LANGUAGE sql STABLE AS $$
    SELECT count(*), sha256(coalesce(string_agg(j.digest, ''::bytea ORDER BY j.stream, j.number), ''::bytea))
    FROM core_journal j WHERE j.tx >= from_tx AND j.tx < to_tx
$$;

CREATE FUNCTION core_journal_seal_digest(
    previous bytea, from_tx xid8, to_tx xid8, lines bigint, digest bytea, at timestamptz
) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
    SELECT sha256(previous || digest || convert_to(concat_ws(chr(31), from_tx, to_tx, lines,
        to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')), 'UTF8'))
$$;

CREATE FUNCTION core_journal_seal(sealed_at timestamptz) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    last core_journal_seals;
    since xid8 := '0';
    upto xid8 := pg_snapshot_xmin(pg_current_snapshot());
    -- Not named `found`: that word tells whether a query found a row.
    fresh record;
    sealed core_journal_seals;
BEGIN
    LOCK TABLE core_journal_seals IN SHARE ROW EXCLUSIVE MODE;
    SELECT * INTO last FROM core_journal_seals ORDER BY number DESC LIMIT 1;
    IF FOUND THEN since := last.to_tx; END IF;
    IF upto <= since THEN RETURN 0; END IF;
    SELECT * INTO fresh FROM core_journal_between(since, upto);
    IF fresh.lines = 0 THEN RETURN 0; END IF;
    INSERT INTO core_journal_seals (number, at, from_tx, to_tx, lines, previous, digest)
    VALUES (coalesce(last.number, 0) + 1, sealed_at, since, upto, fresh.lines, coalesce(last.digest, ''),
        core_journal_seal_digest(coalesce(last.digest, ''), since, upto, fresh.lines, fresh.digest, sealed_at))
    RETURNING * INTO sealed;
    -- The last seal has its head too: a seal taken away from the end is missed.
    INSERT INTO core_journal_head (stream, number, digest) VALUES ('seals', sealed.number, sealed.digest)
        ON CONFLICT (stream) DO UPDATE SET number = excluded.number, digest = excluded.digest;
    RETURN fresh.lines;
END $$;
"""

TRIGGERS = """
CREATE TRIGGER journal_lines_are_chained BEFORE INSERT ON core_journal
    FOR EACH ROW EXECUTE FUNCTION core_journal_chain();
CREATE TRIGGER journal_lines_never_change BEFORE UPDATE OR DELETE ON core_journal
    FOR EACH ROW EXECUTE FUNCTION core_journal_refuse();
CREATE TRIGGER journal_is_never_emptied BEFORE TRUNCATE ON core_journal
    FOR EACH STATEMENT EXECUTE FUNCTION core_journal_refuse();
CREATE TRIGGER seals_never_change BEFORE UPDATE OR DELETE ON core_journal_seals
    FOR EACH ROW EXECUTE FUNCTION core_journal_refuse();
CREATE TRIGGER seals_are_never_emptied BEFORE TRUNCATE ON core_journal_seals
    FOR EACH STATEMENT EXECUTE FUNCTION core_journal_refuse();
"""

UNDO = """
DROP TABLE core_journal, core_journal_head, core_journal_seals;
DROP FUNCTION core_journal_seal, core_journal_seal_digest, core_journal_between, core_journal_refuse,
    core_journal_chain, core_journal_digest;
"""


class Migration(migrations.Migration):
    """Create the journal."""

    initial = True
    dependencies = []
    operations = [migrations.RunSQL(TABLES + FUNCTIONS + TRIGGERS, UNDO)]
