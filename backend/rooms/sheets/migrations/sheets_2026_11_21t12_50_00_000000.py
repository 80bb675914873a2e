from backend.kit.sql_migration import sql_migration

ID = "2026-11-21T12:50:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "the habits: every version of each heading, and what it was written over"

forwards = sql_migration(
    app="sheets",
    id=ID,
    description=DESCRIPTION,
    sql="""
    CREATE TABLE habit_heading (
        carnet_id uuid NOT NULL,
        heading   text NOT NULL,
        PRIMARY KEY (carnet_id, heading)
    );

    CREATE TABLE habit_version (
        id             uuid PRIMARY KEY,
        carnet_id      uuid NOT NULL,
        heading        text NOT NULL,
        text           text NOT NULL,
        author_id      uuid NOT NULL,
        author_name    text NOT NULL,
        written_at     timestamptz NOT NULL,
        noted_at       timestamptz,
        action         text NOT NULL CHECK (action IN ('write', 'restore', 'settle'))
    );
    CREATE INDEX habit_version_place ON habit_version (carnet_id, heading, written_at DESC, id DESC);

    CREATE TABLE habit_version_base (
        version_id uuid NOT NULL REFERENCES habit_version (id),
        base_id    uuid NOT NULL REFERENCES habit_version (id),
        PRIMARY KEY (version_id, base_id)
    );
    CREATE INDEX habit_version_base_base ON habit_version_base (base_id);

    CREATE TABLE habit_confirmation (
        version_id  uuid NOT NULL REFERENCES habit_version (id),
        person_id   uuid NOT NULL,
        person_name text NOT NULL,
        at          timestamptz NOT NULL
    );
    CREATE INDEX habit_confirmation_version ON habit_confirmation (version_id, at DESC);
    """,
)
