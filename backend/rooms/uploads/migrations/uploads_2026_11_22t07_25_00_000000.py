from backend.kit.sql_migration import sql_migration

ID = "2026-11-22T07:25:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "what the virus scanner found in what was received"

forwards = sql_migration(
    app="uploads",
    id=ID,
    description=DESCRIPTION,
    sql="""
    -- Null: never shown to one. `too_large`: more than it takes, so that it looked at nothing.
    ALTER TABLE received ADD COLUMN scan text CHECK (scan IN ('waiting', 'clean', 'infected', 'too_large'));
    CREATE INDEX received_scan ON received (scan) WHERE scan IN ('waiting', 'infected');
    """,
)
