from backend.kit.sql_migration import sql_migration

ID = "2026-11-21T17:20:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "the habits: a confirmation has a number, and can be taken back"

forwards = sql_migration(
    app="sheets",
    id=ID,
    description=DESCRIPTION,
    sql="""
    ALTER TABLE habit_confirmation ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY;
    ALTER TABLE habit_confirmation ALTER COLUMN id DROP DEFAULT;
    ALTER TABLE habit_confirmation ADD COLUMN taken_back_at timestamptz;
    """,
)
