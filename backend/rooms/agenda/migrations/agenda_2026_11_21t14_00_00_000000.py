from backend.kit.sql_migration import sql_migration

ID = "2026-11-21T14:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "appointments and deadlines, and the moments at which they are recalled"

forwards = sql_migration(
    app="agenda",
    id=ID,
    description=DESCRIPTION,
    sql="""
    -- `content` is what the family wrote (schemas.py); `starts_at` and `over_at` are computed from it, to sort and to look up.
    CREATE TABLE agenda_item (
        id           uuid PRIMARY KEY,
        carnet_id    uuid NOT NULL REFERENCES carnet (id),
        content      jsonb NOT NULL,
        starts_at    timestamptz NOT NULL,
        over_at      timestamptz NOT NULL,
        added_at     timestamptz NOT NULL,
        author_id    uuid NOT NULL,
        author_name  text NOT NULL,
        changed_at   timestamptz,
        changed_name text NOT NULL DEFAULT '',
        done_at      timestamptz,
        done_name    text NOT NULL DEFAULT '',
        deleted_at   timestamptz,
        version      integer NOT NULL DEFAULT 1
    );
    CREATE INDEX agenda_item_coming ON agenda_item (carnet_id, over_at) WHERE deleted_at IS NULL;
    CREATE INDEX agenda_item_binned ON agenda_item (deleted_at) WHERE deleted_at IS NOT NULL;

    -- One reminder to come: `lead` before the item, at `due_at`. `told_at`: handed to the people it is for.
    CREATE TABLE agenda_moment (
        item_id uuid NOT NULL REFERENCES agenda_item (id) ON DELETE CASCADE,
        lead    text NOT NULL,
        due_at  timestamptz NOT NULL,
        told_at timestamptz,
        PRIMARY KEY (item_id, lead)
    );
    CREATE INDEX agenda_moment_due ON agenda_moment (due_at) WHERE told_at IS NULL;
    """,
)
