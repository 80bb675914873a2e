from backend.kit.sql_migration import sql_migration

ID = "2026-11-21T20:55:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "traces by month; for which structure, under which right"

# Months are made by trace_make_month, which moves to them what the default partition holds of theirs: an insert always finds
# a place. Rows are only ever deleted by it, and by whoever says before which moment traces have ended (cs3.traces_before).
forwards = sql_migration(
    app="audit",
    id=ID,
    description=DESCRIPTION,
    sql="""
    DROP TRIGGER trace_stands ON trace;
    ALTER TABLE trace RENAME TO trace_whole;
    ALTER TABLE trace_whole RENAME CONSTRAINT trace_pkey TO trace_whole_pkey;
    ALTER INDEX trace_carnet_at RENAME TO trace_whole_carnet_at;

    CREATE TABLE trace (
        id              uuid NOT NULL,
        at              timestamptz NOT NULL,
        carnet_id       uuid NOT NULL,
        tag             text NOT NULL,
        category        text NOT NULL,
        item_id         uuid,
        person_id       uuid,
        person_name     text NOT NULL DEFAULT '',
        profile         text NOT NULL DEFAULT '',
        habilitation_id uuid,
        session_id      uuid,
        device          text NOT NULL DEFAULT '',
        structure       text NOT NULL DEFAULT '',
        right_used      text NOT NULL DEFAULT '',
        PRIMARY KEY (id, at)
    ) PARTITION BY RANGE (at);
    CREATE INDEX trace_carnet_at ON trace (carnet_id, at DESC, id DESC);
    CREATE TABLE trace_default PARTITION OF trace DEFAULT;

    INSERT INTO trace SELECT * FROM trace_whole;
    DROP TABLE trace_whole;

    CREATE OR REPLACE FUNCTION trace_stands() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' AND TG_LEVEL = 'STATEMENT'
            AND coalesce(current_setting('cs3.traces_before', true), '') <> '' THEN
            RETURN NULL;  -- each row is looked at
        END IF;
        IF TG_OP = 'DELETE' AND TG_LEVEL = 'ROW'
            AND OLD.at < nullif(current_setting('cs3.traces_before', true), '')::timestamptz THEN
            RETURN OLD;
        END IF;
        RAISE EXCEPTION 'a trace is never changed';
    END $$;
    CREATE TRIGGER trace_stands BEFORE UPDATE OR DELETE OR TRUNCATE ON trace
        FOR EACH STATEMENT EXECUTE FUNCTION trace_stands();
    CREATE TRIGGER trace_stands BEFORE UPDATE OR DELETE OR TRUNCATE ON trace_default
        FOR EACH STATEMENT EXECUTE FUNCTION trace_stands();
    CREATE TRIGGER trace_row_stands BEFORE UPDATE OR DELETE ON trace
        FOR EACH ROW EXECUTE FUNCTION trace_stands();

    CREATE FUNCTION trace_make_month(day date) RETURNS boolean LANGUAGE plpgsql AS $$
    DECLARE
        beginning timestamptz := date_trunc('month', day::timestamp) AT TIME ZONE 'UTC';
        ending timestamptz := (date_trunc('month', day::timestamp) + interval '1 month') AT TIME ZONE 'UTC';
        name text := 'trace_' || to_char(day, 'YYYY_MM');
    BEGIN
        IF to_regclass(name) IS NOT NULL THEN
            RETURN false;
        END IF;
        -- Whoever writes waits before its line has been sent to a partition: sent to the default one, it would then be refused there.
        LOCK TABLE trace IN SHARE ROW EXCLUSIVE MODE;
        LOCK TABLE trace_default IN ACCESS EXCLUSIVE MODE;
        IF to_regclass(name) IS NOT NULL THEN
            RETURN false;
        END IF;
        EXECUTE format('CREATE TABLE %I (LIKE trace INCLUDING DEFAULTS)', name);
        EXECUTE format('INSERT INTO %I SELECT * FROM trace_default WHERE at >= %L AND at < %L', name, beginning, ending);
        IF EXISTS (SELECT FROM trace_default WHERE at >= beginning AND at < ending) THEN
            PERFORM set_config('cs3.traces_before', ending::text, true);
            DELETE FROM trace_default WHERE at >= beginning AND at < ending;
            PERFORM set_config('cs3.traces_before', '', true);
        END IF;
        EXECUTE format('CREATE TRIGGER trace_stands BEFORE UPDATE OR DELETE OR TRUNCATE ON %I'
            ' FOR EACH STATEMENT EXECUTE FUNCTION trace_stands()', name);
        EXECUTE format('ALTER TABLE trace ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', name, beginning, ending);
        RETURN true;
    END $$;
    """,
)
