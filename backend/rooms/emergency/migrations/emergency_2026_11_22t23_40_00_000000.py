from backend.kit.sql_migration import sql_migration

ID = "2026-11-22T23:40:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "a code shows less of the urgent sheet than another"

forwards = sql_migration(
    app="emergency",
    id=ID,
    description=DESCRIPTION,
    sql="""
    ALTER TABLE emergency_link
        ADD COLUMN left_out text[] NOT NULL DEFAULT '{}',
        ADD COLUMN documents boolean NOT NULL DEFAULT true;
    """,
)
