from backend.kit.sql_migration import sql_migration

ID = "2026-11-22T03:16:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "a film says how it was filmed: from which side, with what on the feet"

forwards = sql_migration(
    app="captures",
    id=ID,
    description=DESCRIPTION,
    sql="""
    ALTER TABLE capture
        ADD COLUMN seen_from  text CHECK (seen_from IN ('left', 'right', 'front', 'back')),
        ADD COLUMN worn       text[] NOT NULL DEFAULT '{}',
        ADD COLUMN worn_words text NOT NULL DEFAULT '';
    """,
)
