from backend.kit.sql_migration import sql_migration

ID = "2026-11-22T03:21:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "letters are found by their title, who wrote them, and their note"

forwards = sql_migration(
    app="documents",
    id=ID,
    description=DESCRIPTION,
    sql="""
    -- Computed from the columns beside it, and so never behind them; not in a backup (docs/decisions/0026-finding.md).
    ALTER TABLE document ADD COLUMN found text NOT NULL
        GENERATED ALWAYS AS (find_words(title) || '|' || find_words(written_by) || '|' || find_words(note)) STORED;
    """,
)
