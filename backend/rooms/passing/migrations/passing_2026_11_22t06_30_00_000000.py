from backend.kit.sql_migration import sql_migration

ID = "2026-11-22T06:30:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "what one person of the circle shows to another"

forwards = sql_migration(
    app="passing",
    id=ID,
    description=DESCRIPTION,
    sql="""
    CREATE TABLE passed_on (
        id            uuid PRIMARY KEY,
        carnet_id     uuid NOT NULL REFERENCES carnet (id),
        kind          text NOT NULL CHECK (kind IN ('capture', 'document')),
        item_id       uuid NOT NULL,
        from_id       uuid NOT NULL,
        from_name     text NOT NULL,
        to_id         uuid NOT NULL,
        words         text NOT NULL DEFAULT '',
        at            timestamptz NOT NULL,
        seen_at       timestamptz,
        taken_back_at timestamptz
    );
    CREATE INDEX passed_on_waiting ON passed_on (carnet_id, to_id) WHERE seen_at IS NULL AND taken_back_at IS NULL;
    CREATE UNIQUE INDEX passed_on_once ON passed_on (item_id, from_id, to_id)
        WHERE seen_at IS NULL AND taken_back_at IS NULL;
    CREATE INDEX passed_on_old ON passed_on (at);
    """,
)
