from backend.kit.sql_migration import sql_migration

ID = "2026-11-21T23:45:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "on what article something is kept from the representatives"

forwards = sql_migration(
    app="access",
    id=ID,
    description=DESCRIPTION,
    sql="""
    -- As access/secrecy.py says it; empty for those from before, and for what is hidden otherwise.
    ALTER TABLE mask ADD COLUMN ground text NOT NULL DEFAULT '';
    """,
)
