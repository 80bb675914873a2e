from backend.kit.sql_migration import sql_migration

ID = "2026-11-21T23:52:00:000000"
VERSION = "1.38.0"
DESCRIPTION = (
    "a decision is contested by several at once; a change of an access says which state it was made from"
)

forwards = sql_migration(
    app="access",
    id=ID,
    description=DESCRIPTION,
    sql="""
    -- Everybody who objects, in the order in which they did; nobody: it counts.
    ALTER TABLE authority_fact ALTER COLUMN contested_by TYPE uuid[]
        USING CASE WHEN contested_at IS NULL THEN '{}'::uuid[] ELSE ARRAY[contested_by] END;
    ALTER TABLE authority_fact ALTER COLUMN contested_by SET DEFAULT '{}', ALTER COLUMN contested_by SET NOT NULL,
        DROP COLUMN contested_at;

    ALTER TABLE habilitation ADD COLUMN version integer NOT NULL DEFAULT 1;
    """,
)
