from backend.kit.sql_migration import sql_migration

ID = "2026-11-22T19:50:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "the relay sheet: addresses that open it for a time, and who read it"

forwards = sql_migration(
    app="relay",
    id=ID,
    description=DESCRIPTION,
    sql="""
    CREATE TABLE relay_link (
        id           uuid PRIMARY KEY,
        carnet_id    uuid NOT NULL REFERENCES carnet (id),
        digest       bytea NOT NULL UNIQUE,
        name         text NOT NULL,
        parts        text[] NOT NULL,
        created_by   uuid NOT NULL,
        created_name text NOT NULL,
        created_at   timestamptz NOT NULL,
        ends_at      timestamptz NOT NULL,
        closed_at    timestamptz
    );
    CREATE INDEX relay_link_carnet ON relay_link (carnet_id, created_at DESC);

    -- Of one of the circle, or through an address; never both.
    CREATE TABLE relay_reading (
        id           uuid PRIMARY KEY,
        carnet_id    uuid NOT NULL REFERENCES carnet (id),
        person_id    uuid,
        link_id      uuid REFERENCES relay_link (id),
        name         text NOT NULL,
        device       text NOT NULL,
        at           timestamptz NOT NULL,
        CHECK ((person_id IS NULL) <> (link_id IS NULL))
    );
    CREATE INDEX relay_reading_carnet ON relay_reading (carnet_id, at DESC);
    """,
)
