from backend.kit.sql_migration import sql_migration

ID = "2026-11-21T08:30:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "an upload says that somebody is writing it; a capture says who binned it"

forwards = sql_migration(
    app="captures",
    id=ID,
    description=DESCRIPTION,
    sql="""
    -- `written_at`: the writer's last sign of life, by this database's clock; null when nobody writes.
    -- `asked_back`: its person came back through another process, and asks it to hand over what it has.
    ALTER TABLE upload
        ADD COLUMN metadata   text NOT NULL DEFAULT '',
        ADD COLUMN written_at timestamptz,
        ADD COLUMN asked_back boolean NOT NULL DEFAULT false;

    -- `settled_at`: since when it waits to be prepared, or is refused.
    ALTER TABLE capture
        ADD COLUMN settled_at   timestamptz,
        ADD COLUMN deleted_by   uuid,
        ADD COLUMN clean_reason text;
    UPDATE capture SET settled_at = now() WHERE state IN ('preparing', 'refused');
    CREATE INDEX capture_unsettled ON capture (settled_at) WHERE state IN ('preparing', 'refused');
    CREATE INDEX capture_binned ON capture (carnet_id, deleted_at) WHERE deleted_at IS NOT NULL;
    """,
)
