from backend.kit.sql_migration import sql_migration

ID = "2026-11-21T08:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "attempts"

forwards = sql_migration(
    app="kit",
    id=ID,
    description=DESCRIPTION,
    sql="""
    CREATE TABLE attempt (
        digest   bytea PRIMARY KEY,
        began_at timestamptz NOT NULL,
        ends_at  timestamptz NOT NULL,
        count    integer NOT NULL CHECK (count > 0)
    );
    CREATE INDEX attempt_ends_at ON attempt (ends_at);
    """,
)
