from backend.kit.sql_migration import sql_migration

ID = "2026-11-22T18:10:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "a dose noted too near another while nobody could be asked is kept, and marked"

forwards = sql_migration(
    app="journal",
    id=ID,
    description=DESCRIPTION,
    sql="""
    -- Kept without the question of a second dose: nobody was in front of the screen any more. Its author or who manages settles it.
    ALTER TABLE journal_entry ADD COLUMN to_check boolean NOT NULL DEFAULT false;
    -- When the last one arrived (« nothing noted for N hours »), each ten minutes.
    CREATE INDEX journal_entry_written ON journal_entry (carnet_id, written_at) WHERE removed_at IS NULL;
    """,
)
