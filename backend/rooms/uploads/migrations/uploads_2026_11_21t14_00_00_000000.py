from backend.kit.sql_migration import sql_migration

ID = "2026-11-21T14:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "what is received, whatever it is: photos, films, letters"

forwards = sql_migration(
    app="uploads",
    id=ID,
    description=DESCRIPTION,
    sql="""
    -- Each thing that somebody sends, from its first request on; the room that takes it has a row of its own under this id.
    CREATE TABLE received (
        id        uuid PRIMARY KEY,
        carnet_id uuid NOT NULL REFERENCES carnet (id),
        author_id uuid NOT NULL,
        kind      text NOT NULL,
        category  text NOT NULL,
        size      bigint NOT NULL CHECK (size >= 0),
        added_at  timestamptz NOT NULL
    );
    CREATE INDEX received_day ON received (carnet_id, author_id, added_at);
    INSERT INTO received (id, carnet_id, author_id, kind, category, size, added_at)
        SELECT id, carnet_id, author_id, kind, category, size, added_at FROM capture;
    ALTER TABLE capture ADD CONSTRAINT capture_received FOREIGN KEY (id) REFERENCES received (id) ON DELETE CASCADE;

    ALTER TABLE upload RENAME COLUMN capture_id TO item_id;
    ALTER TABLE upload DROP CONSTRAINT upload_capture_id_fkey,
        ADD CONSTRAINT upload_received FOREIGN KEY (item_id) REFERENCES received (id) ON DELETE CASCADE;
    ALTER TABLE capture_part RENAME TO part;
    ALTER TABLE part RENAME COLUMN capture_id TO item_id;
    ALTER TABLE part DROP CONSTRAINT capture_part_capture_id_fkey,
        ADD CONSTRAINT part_received FOREIGN KEY (item_id) REFERENCES received (id) ON DELETE CASCADE;

    -- Objects that were about to be forgotten still are.
    UPDATE procrastinate_jobs SET task_name = 'uploads.forget_objects' WHERE task_name = 'captures.forget_objects';
    """,
)
