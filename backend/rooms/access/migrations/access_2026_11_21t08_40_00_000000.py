from backend.kit.sql_migration import sql_migration

ID = "2026-11-21T08:40:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "when the person was last here, apart from when their last visit ended"

forwards = sql_migration(
    app="access",
    id=ID,
    description=DESCRIPTION,
    sql="""
    ALTER TABLE habilitation ADD COLUMN here_at timestamptz;
    UPDATE habilitation SET here_at = last_visit_at;
    """,
)
