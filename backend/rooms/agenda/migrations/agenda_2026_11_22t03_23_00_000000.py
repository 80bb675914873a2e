from backend.kit.sql_migration import sql_migration

ID = "2026-11-22T03:23:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "dates are found by what they are called, with whom, where, and their notes"

forwards = sql_migration(
    app="agenda",
    id=ID,
    description=DESCRIPTION,
    sql="""
    -- Computed from the column beside it, and so never behind it; not in a backup (docs/decisions/0026-finding.md).
    ALTER TABLE agenda_item ADD COLUMN found text NOT NULL GENERATED ALWAYS AS (
        find_words(content ->> 'title') || '|' || find_words(content ->> 'with_whom') || '|' || find_words(
            coalesce(content ->> 'place', '') || ' ' || coalesce(content ->> 'bring', '') || ' ' || coalesce(content ->> 'note', ''))) STORED;
    """,
)
