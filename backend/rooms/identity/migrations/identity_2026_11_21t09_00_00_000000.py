from backend.kit.sql_migration import sql_migration

ID = "2026-11-21T09:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "a recovery's new password waits until it opens something"

forwards = sql_migration(
    app="identity",
    id=ID,
    description=DESCRIPTION,
    sql="ALTER TABLE session ADD COLUMN password_hash text;",
)
