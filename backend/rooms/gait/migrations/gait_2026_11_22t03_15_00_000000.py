from backend.kit.sql_migration import sql_migration

ID = "2026-11-22T03:15:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "dated treatments, and what people measured on a film’s images"

forwards = sql_migration(
    app="gait",
    id=ID,
    description=DESCRIPTION,
    sql="""
    CREATE TABLE gait_treatment (
        id           uuid PRIMARY KEY,
        carnet_id    uuid NOT NULL REFERENCES carnet (id),
        kind         text NOT NULL CHECK (kind IN ('toxin', 'orthosis', 'surgery', 'other')),
        day          date NOT NULL,
        name         text NOT NULL DEFAULT '',
        site         text NOT NULL DEFAULT '',
        dose         text NOT NULL DEFAULT '',
        note         text NOT NULL DEFAULT '',
        added_at     timestamptz NOT NULL,
        author_id    uuid NOT NULL,
        author_name  text NOT NULL,
        changed_at   timestamptz,
        changed_name text NOT NULL DEFAULT '',
        deleted_at   timestamptz,
        deleted_by   uuid,
        version      integer NOT NULL DEFAULT 1
    );
    CREATE INDEX gait_treatment_days ON gait_treatment (carnet_id, day);
    CREATE INDEX gait_treatment_binned ON gait_treatment (deleted_at) WHERE deleted_at IS NOT NULL;

    -- `content`: what was set on the image, where (schemas.py); what it comes to is computed from it.
    -- `film_sha256`: the film it was set on, as it was received; null while it was still arriving.
    CREATE TABLE gait_measure (
        id          uuid PRIMARY KEY,
        carnet_id   uuid NOT NULL REFERENCES carnet (id),
        capture_id  uuid NOT NULL REFERENCES capture (id) ON DELETE CASCADE,
        content     jsonb NOT NULL,
        film_sha256 bytea,
        added_at    timestamptz NOT NULL,
        author_id   uuid NOT NULL,
        author_name text NOT NULL,
        deleted_at  timestamptz,
        deleted_by  uuid
    );
    CREATE INDEX gait_measure_film ON gait_measure (capture_id);
    CREATE INDEX gait_measure_carnet ON gait_measure (carnet_id);
    CREATE INDEX gait_measure_binned ON gait_measure (deleted_at) WHERE deleted_at IS NOT NULL;
    """,
)
