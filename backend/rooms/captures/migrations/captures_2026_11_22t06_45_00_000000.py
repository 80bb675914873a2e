from backend.kit.sql_migration import sql_migration

ID = "2026-11-22T06:45:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "four colours stand for a photo in the list; its larger copies are packed once more, as AVIF"

forwards = sql_migration(
    app="captures",
    id=ID,
    description=DESCRIPTION,
    sql="""
    -- A tiny picture that no phone ever showed; the colours of older photos come with their packing.
    ALTER TABLE capture DROP COLUMN placeholder, ADD COLUMN tints bytea CHECK (octet_length(tints) = 12),
        ADD COLUMN packed_at timestamptz;
    CREATE INDEX capture_unpacked ON capture (settled_at) WHERE packed_at IS NULL AND kind = 'photo' AND state = 'ready';
    """,
)
