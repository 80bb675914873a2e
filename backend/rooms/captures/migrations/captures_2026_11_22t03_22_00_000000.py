from backend.kit.sql_migration import sql_migration

ID = "2026-11-22T03:22:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "photos and films are found by their note and their tags"

forwards = sql_migration(
    app="captures",
    id=ID,
    description=DESCRIPTION,
    sql="""
    -- Computed from the columns beside it, and so never behind them; not in a backup (docs/decisions/0026-finding.md).
    ALTER TABLE capture ADD COLUMN found text NOT NULL
        GENERATED ALWAYS AS (find_words(tags) || '|' || find_words(note)) STORED;
    """,
)
