from backend.kit.sql_migration import sql_migration

ID = "2026-11-21T11:10:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "what confirming the whole sheet replaced, so that it can be undone"

forwards = sql_migration(
    app="emergency",
    id=ID,
    description=DESCRIPTION,
    sql="ALTER TABLE emergency_change ADD COLUMN earlier jsonb",
)
