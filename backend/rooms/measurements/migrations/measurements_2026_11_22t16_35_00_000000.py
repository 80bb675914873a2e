from backend.kit.sql_migration import sql_migration

ID = "2026-11-22T16:35:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "weights, heights and whatever else a family measures, with every version"

forwards = sql_migration(
    app="measurements",
    id=ID,
    description=DESCRIPTION,
    sql="""
    -- `content` is what was written (schemas.py), its value a decimal in text; `measured_on` is the day in it, to sort by.
    CREATE TABLE measurement (
        id          uuid PRIMARY KEY,
        carnet_id   uuid NOT NULL REFERENCES carnet (id),
        content     jsonb NOT NULL,
        measured_on date NOT NULL,
        author_id   uuid NOT NULL,
        author_name text NOT NULL,
        added_at    timestamptz NOT NULL,
        noted_at    timestamptz,
        deleted_at  timestamptz,
        version     integer NOT NULL DEFAULT 1
    );
    CREATE INDEX measurement_place ON measurement (carnet_id, measured_on);
    CREATE INDEX measurement_binned ON measurement (deleted_at) WHERE deleted_at IS NOT NULL;

    CREATE TABLE measurement_version (
        measurement_id uuid NOT NULL REFERENCES measurement (id) ON DELETE CASCADE,
        version        integer NOT NULL,
        at             timestamptz NOT NULL,
        person_id      uuid NOT NULL,
        person_name    text NOT NULL,
        action         text NOT NULL CHECK (action IN ('add', 'change', 'remove', 'restore')),
        content        jsonb NOT NULL,
        PRIMARY KEY (measurement_id, version)
    );
    """,
)
