from backend.kit.sql_migration import sql_migration

ID = "2026-11-22T23:30:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "a date may be the end that the line of a sheet says"

forwards = sql_migration(
    app="agenda",
    id=ID,
    description=DESCRIPTION,
    sql="""
    -- `category`: of that sheet, for whom it is open. `place`: the line's.
    ALTER TABLE agenda_item ADD COLUMN category text, ADD COLUMN sheet text, ADD COLUMN place text,
        ADD CHECK (num_nulls(category, sheet, place) IN (0, 3));
    CREATE UNIQUE INDEX agenda_item_source ON agenda_item (carnet_id, sheet, place) WHERE sheet IS NOT NULL;
    """,
)
