from backend.kit.sql_migration import sql_migration

ID = "2026-11-22T19:50:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "which lines stand on the urgent sheet is chosen line by line"

forwards = sql_migration(
    app="sheets",
    id=ID,
    description=DESCRIPTION,
    sql="""
    CREATE TABLE sheet_choice (
        carnet_id   uuid NOT NULL REFERENCES carnet (id),
        sheet       text NOT NULL,
        place       text NOT NULL,
        shown       boolean NOT NULL,
        chosen_by   uuid NOT NULL,
        chosen_name text NOT NULL,
        chosen_at   timestamptz NOT NULL,
        PRIMARY KEY (carnet_id, sheet, place)
    );
    """,
)
