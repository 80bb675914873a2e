from backend.kit.sql_migration import sql_migration

ID = "2026-11-21T17:30:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "exports of a notebook, and what each holds"

forwards = sql_migration(
    app="portability",
    id=ID,
    description=DESCRIPTION,
    sql="""
    -- One copy that somebody asked for, theirs alone. What is over stays as a line.
    -- `files`, `bytes`: what there is to read; `size`: of the archive, once laid out. `at`: the moment of what is written.
    CREATE TABLE export (
        id         uuid PRIMARY KEY,
        carnet_id  uuid NOT NULL REFERENCES carnet (id) ON DELETE CASCADE,
        person_id  uuid NOT NULL,
        state      text NOT NULL CHECK (state IN ('preparing', 'ready', 'failed', 'ended')),
        reason     text,
        asked_at   timestamptz NOT NULL,
        at         timestamptz,
        files      integer NOT NULL DEFAULT 0,
        bytes      bigint NOT NULL DEFAULT 0,
        files_done integer NOT NULL DEFAULT 0,
        bytes_done bigint NOT NULL DEFAULT 0,
        size       bigint,
        problems   integer NOT NULL DEFAULT 0,
        ready_at   timestamptz,
        expires_at timestamptz,
        ended_at   timestamptz
    );
    CREATE INDEX export_person ON export (carnet_id, person_id, asked_at DESC);
    CREATE UNIQUE INDEX export_one ON export (carnet_id, person_id) WHERE state IN ('preparing', 'ready');

    -- What stands in the archive, in order: an object written for it, or (`item_id`) a file that was received. `crc32` null: not
    -- read yet. `problem`: missing and damaged are not in the archive, differs is.
    CREATE TABLE export_entry (
        export_id  uuid NOT NULL REFERENCES export (id) ON DELETE CASCADE,
        position   integer NOT NULL,
        path       text NOT NULL,
        media_type text NOT NULL DEFAULT '',
        size       bigint NOT NULL,
        crc32      bigint,
        sha256     bytea,
        at         timestamptz NOT NULL,
        object     text,
        item_id    uuid,
        problem    text,
        PRIMARY KEY (export_id, position)
    );
    CREATE INDEX export_entry_object ON export_entry (object) WHERE object IS NOT NULL;
    """,
)
