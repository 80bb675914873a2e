from backend.kit.sql_migration import sql_migration

ID = "2026-11-21T11:20:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "messages that did not arrive"

forwards = sql_migration(
    app="identity",
    id=ID,
    description=DESCRIPTION,
    sql="""
    CREATE TABLE undelivered (
        id           uuid PRIMARY KEY,
        email_digest bytea NOT NULL,
        written_at   timestamptz NOT NULL,
        failed_at    timestamptz NOT NULL
    );
    CREATE INDEX undelivered_email_digest ON undelivered (email_digest);
    CREATE INDEX undelivered_failed_at ON undelivered (failed_at);
    """,
)
