from backend.kit.sql_migration import sql_migration

ID = "2026-11-21T21:10:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "what leaves without what a camera wrote in it"

forwards = sql_migration(
    app="portability",
    id=ID,
    description=DESCRIPTION,
    sql="""
    -- `apart`: somebody kept their address from who asked; then `cleaned` entries are copies written for this export.
    ALTER TABLE export ADD COLUMN apart boolean NOT NULL DEFAULT false;
    ALTER TABLE export_entry ADD COLUMN cleaned boolean NOT NULL DEFAULT false;
    """,
)
