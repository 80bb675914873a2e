from backend.kit.sql_migration import sql_migration

ID = "2026-11-21T14:30:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "the library: letters, and their pages as they are read"

forwards = sql_migration(
    app="documents",
    id=ID,
    description=DESCRIPTION,
    sql="""
    -- `author_*`: who added it here. `written_by`, `written_on`: who wrote the letter, and the day it bears.
    -- `words`: the object that holds the words of each page, sealed like the pages.
    CREATE TABLE document (
        id           uuid PRIMARY KEY REFERENCES received (id) ON DELETE CASCADE,
        carnet_id    uuid NOT NULL REFERENCES carnet (id),
        author_id    uuid NOT NULL,
        author_name  text NOT NULL,
        category     text NOT NULL CHECK (category LIKE 'documents.%'),
        state        text NOT NULL CHECK (state IN ('receiving', 'preparing', 'ready', 'refused')),
        reason       text,
        progress     real,
        filename     text NOT NULL DEFAULT '',
        title        text NOT NULL DEFAULT '',
        written_by   text NOT NULL DEFAULT '',
        written_on   date NOT NULL,
        note         text NOT NULL DEFAULT '',
        added_at     timestamptz NOT NULL,
        settled_at   timestamptz,
        sha256       bytea,
        duplicate_of uuid,
        size         bigint NOT NULL,
        words        text,
        version      integer NOT NULL DEFAULT 1,
        deleted_at   timestamptz,
        deleted_by   uuid
    );
    CREATE INDEX document_list ON document (carnet_id, written_on DESC, id DESC) WHERE deleted_at IS NULL;
    CREATE INDEX document_same ON document (carnet_id, sha256);
    CREATE INDEX document_unsettled ON document (settled_at) WHERE state IN ('preparing', 'refused');
    CREATE INDEX document_binned ON document (carnet_id, deleted_at) WHERE deleted_at IS NOT NULL;

    CREATE TABLE document_page (
        document_id   uuid NOT NULL REFERENCES document (id) ON DELETE CASCADE,
        number        integer NOT NULL,
        object        text NOT NULL UNIQUE,
        media_type    text NOT NULL,
        size          bigint NOT NULL,
        width         integer NOT NULL,
        height        integer NOT NULL,
        points_width  real NOT NULL,
        points_height real NOT NULL,
        is_grey       boolean NOT NULL,
        PRIMARY KEY (document_id, number)
    );
    """,
)
