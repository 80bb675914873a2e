from backend.kit.sql_migration import sql_migration

ID = "2026-11-21T14:40:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "what people answered to a reminder"

forwards = sql_migration(
    app="agenda",
    id=ID,
    description=DESCRIPTION,
    sql="""
    -- « Fait »: this person is not reminded of this item any more.
    CREATE TABLE agenda_hush (
        item_id   uuid NOT NULL REFERENCES agenda_item (id) ON DELETE CASCADE,
        person_id uuid NOT NULL,
        at        timestamptz NOT NULL,
        PRIMARY KEY (item_id, person_id)
    );

    -- « Plus tard »: one more reminder, for this person alone.
    CREATE TABLE agenda_snooze (
        item_id   uuid NOT NULL REFERENCES agenda_item (id) ON DELETE CASCADE,
        person_id uuid NOT NULL,
        due_at    timestamptz NOT NULL,
        told_at   timestamptz,
        PRIMARY KEY (item_id, person_id, due_at)
    );
    CREATE INDEX agenda_snooze_due ON agenda_snooze (due_at) WHERE told_at IS NULL;
    """,
)
