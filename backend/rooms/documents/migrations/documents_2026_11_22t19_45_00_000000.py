from backend.kit.sql_migration import sql_migration

ID = "2026-11-22T19:45:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "a document may be one of those for emergencies"

forwards = sql_migration(
    app="documents",
    id=ID,
    description=DESCRIPTION,
    sql="""
    ALTER TABLE document ADD COLUMN emergency boolean NOT NULL DEFAULT false;
    CREATE INDEX document_emergency ON document (carnet_id) WHERE emergency AND deleted_at IS NULL;
    """,
)
