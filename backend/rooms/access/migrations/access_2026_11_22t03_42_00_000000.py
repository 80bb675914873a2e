from backend.kit.sql_migration import sql_migration

ID = "2026-11-22T03:42:00:000000"
VERSION = "1.38.0"
DESCRIPTION = (
    "an account of somebody of age that a representative doubts; whom a fact that is over no longer touches"
)

forwards = sql_migration(
    app="access",
    id=ID,
    description=DESCRIPTION,
    sql="""
    -- Of the account of whose notebook it is, let in after the birthday: since when somebody says that it is not theirs. Once.
    ALTER TABLE habilitation ADD COLUMN doubted_at timestamptz;

    -- Who was let in again once it was over: it takes nothing from them any more.
    ALTER TABLE authority_fact ADD COLUMN spares uuid[] NOT NULL DEFAULT '{}';
    """,
)
