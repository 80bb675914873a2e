from backend.kit.sql_migration import sql_migration

ID = "2026-11-22T03:11:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "for which structure an upload was begun"

forwards = sql_migration(
    app="uploads",
    id=ID,
    description=DESCRIPTION,
    sql="ALTER TABLE upload ADD COLUMN structure_id uuid;",
)
