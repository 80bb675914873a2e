from backend.kit.sql_migration import sql_migration

ID = "2026-11-22T08:05:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "what an item was drawn from: what hides the one hides the other"

forwards = sql_migration(
    app="access",
    id=ID,
    description=DESCRIPTION,
    sql="""
    -- A clip, and a report with pictures of films: every item that its pictures come from, whatever lies between.
    CREATE TABLE drawn_from (
        item_id   uuid NOT NULL,
        source_id uuid NOT NULL,
        carnet_id uuid NOT NULL,
        kind      text NOT NULL CHECK (kind IN ('capture', 'document')),
        PRIMARY KEY (item_id, source_id)
    );
    CREATE INDEX drawn_from_source ON drawn_from (source_id);
    CREATE INDEX drawn_from_carnet ON drawn_from (carnet_id);
    """,
)
