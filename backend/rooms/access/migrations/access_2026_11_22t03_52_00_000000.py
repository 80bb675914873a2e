from backend.kit.sql_migration import sql_migration

ID = "2026-11-22T03:52:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "a team's deputy, and until when its referent answers for it"

forwards = sql_migration(
    app="access",
    id=ID,
    description=DESCRIPTION,
    sql="""
    -- Teams that are there already begin anew: their referent has the whole time from here on.
    ALTER TABLE structure
        ADD COLUMN confirmed_at   timestamptz NOT NULL DEFAULT now(),
        ADD COLUMN deputy_id      uuid,
        ADD COLUMN warned_at      timestamptz,
        ADD COLUMN asleep_told_at timestamptz;
    ALTER TABLE structure ALTER COLUMN confirmed_at DROP DEFAULT;
    CREATE INDEX structure_confirmed ON structure (confirmed_at) WHERE ended_at IS NULL;
    """,
)
