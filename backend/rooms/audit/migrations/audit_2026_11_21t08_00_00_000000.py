from backend.kit.sql_migration import sql_migration

ID = "2026-11-21T08:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "traces"

forwards = sql_migration(
    app="audit",
    id=ID,
    description=DESCRIPTION,
    sql="""
    CREATE TABLE trace (
        id              uuid PRIMARY KEY,
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
        device          text NOT NULL DEFAULT ''
    );
    CREATE INDEX trace_carnet_at ON trace (carnet_id, at DESC, id DESC);

    -- One viewing is one trace, however many ranges and reloads it takes.
    CREATE TABLE viewing (
        session_id uuid NOT NULL,
        tag        text NOT NULL,
        item_id    uuid NOT NULL,
        at         timestamptz NOT NULL,
        PRIMARY KEY (session_id, tag, item_id)
    );
    CREATE INDEX viewing_at ON viewing (at);

    CREATE FUNCTION trace_stands() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'a trace is never changed';
    END $$;
    CREATE TRIGGER trace_stands BEFORE UPDATE OR DELETE OR TRUNCATE ON trace
        FOR EACH STATEMENT EXECUTE FUNCTION trace_stands();
    """,
)
