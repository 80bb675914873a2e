from backend.kit.sql_migration import sql_migration

ID = "2026-11-22T03:20:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "when what was received was last read again, and what was found"

forwards = sql_migration(
    app="uploads",
    id=ID,
    description=DESCRIPTION,
    sql="""
    -- `found_wrong`: null when each object opened and the original had the hash of the day it was prepared.
    ALTER TABLE received
        ADD COLUMN looked_at   timestamptz,
        ADD COLUMN found_wrong text CHECK (found_wrong IN ('missing', 'damaged', 'different'));
    CREATE INDEX received_looked ON received (looked_at NULLS FIRST, id);
    CREATE INDEX received_wrong ON received (id) WHERE found_wrong IS NOT NULL;
    """,
)
