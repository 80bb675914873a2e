from backend.kit.sql_migration import sql_migration

ID = "2026-11-21T21:45:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "items that are hidden from somebody"

forwards = sql_migration(
    app="access",
    id=ID,
    description=DESCRIPTION,
    sql="""
    -- `author_id`: who added the item, and always sees it. `named`: who sees it all the same; `family`: the representatives too.
    -- A line outlives what it hides: what was done with an item that is gone stays hidden with it.
    CREATE TABLE mask (
        id          uuid PRIMARY KEY,
        carnet_id   uuid NOT NULL,
        kind        text NOT NULL CHECK (kind IN ('capture', 'document', 'agenda')),
        item_id     uuid NOT NULL,
        author_id   uuid NOT NULL,
        scope       text NOT NULL CHECK (scope IN ('person', 'everyone', 'representatives', 'protection')),
        person_id   uuid,
        named       uuid[] NOT NULL DEFAULT '{}',
        family      boolean NOT NULL DEFAULT false,
        reason      text NOT NULL DEFAULT '',
        made_at     timestamptz NOT NULL,
        made_by     uuid NOT NULL,
        made_name   text NOT NULL,
        lifted_at   timestamptz,
        lifted_by   uuid,
        lifted_name text NOT NULL DEFAULT '',
        CHECK ((scope = 'person') = (person_id IS NOT NULL))
    );
    CREATE UNIQUE INDEX mask_one ON mask (item_id, scope, COALESCE(person_id, item_id)) WHERE lifted_at IS NULL;
    CREATE INDEX mask_carnet ON mask (carnet_id);
    """,
)
