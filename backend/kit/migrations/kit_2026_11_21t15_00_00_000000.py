from backend.kit.sql_migration import sql_migration

ID = "2026-11-21T15:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "a house has an identity, which its backups carry"

forwards = sql_migration(
    app="kit",
    id=ID,
    description=DESCRIPTION,
    sql="""
    CREATE TABLE house (
        id    uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        alone boolean NOT NULL DEFAULT true UNIQUE CHECK (alone)
    );
    INSERT INTO house DEFAULT VALUES;
    """,
)
