from backend.kit.sql_migration import sql_migration

ID = "2026-11-22T03:24:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "habits are found by what was written"

forwards = sql_migration(
    app="sheets",
    id=ID,
    description=DESCRIPTION,
    sql="""
    -- Computed from the column beside it, and so never behind it; not in a backup (docs/decisions/0026-finding.md).
    ALTER TABLE habit_version ADD COLUMN found text NOT NULL GENERATED ALWAYS AS (find_words(text)) STORED;
    """,
)
