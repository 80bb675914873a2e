from backend.kit.sql_migration import sql_migration

ID = "2026-11-22T06:30:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "a document has several files, each with its versions; a structure, and tags"

forwards = sql_migration(
    app="documents",
    id=ID,
    description=DESCRIPTION,
    sql="""
    -- One file received for a document. `place`: which of its files, the letter itself being 1; `number`: which version of it, from 1.
    -- `kind`: what it is, once it was looked at. `words`: the object that holds the words of each page, sealed like the pages.
    CREATE TABLE document_file (
        id            uuid PRIMARY KEY REFERENCES received (id) ON DELETE CASCADE,
        document_id   uuid NOT NULL REFERENCES document (id) ON DELETE CASCADE,
        place         integer NOT NULL CHECK (place > 0),
        number        integer NOT NULL CHECK (number > 0),
        title         text NOT NULL DEFAULT '',
        author_id     uuid NOT NULL,
        author_name   text NOT NULL,
        added_at      timestamptz NOT NULL,
        state         text NOT NULL CHECK (state IN ('receiving', 'preparing', 'ready', 'refused')),
        reason        text,
        progress      real,
        settled_at    timestamptz,
        filename      text NOT NULL DEFAULT '',
        kind          text CHECK (kind IN ('pdf', 'picture', 'film', 'sound', 'other')),
        media_type    text,
        size          bigint NOT NULL,
        sha256        bytea,
        duplicate_of  uuid,
        words         text,
        seconds       real,
        taken_back_at timestamptz,
        taken_back_by uuid,
        UNIQUE (document_id, place, number)
    );
    INSERT INTO document_file (id, document_id, place, number, author_id, author_name, added_at, state, reason, progress, settled_at,
            filename, kind, media_type, size, sha256, duplicate_of, words)
        SELECT id, id, 1, 1, author_id, author_name, added_at, state, reason, progress, settled_at, filename,
            CASE WHEN state = 'ready' THEN 'pdf' END, CASE WHEN state = 'ready' THEN 'application/pdf' END, size, sha256, duplicate_of, words
        FROM document;
    CREATE INDEX document_file_same ON document_file (sha256);
    CREATE INDEX document_file_unsettled ON document_file (settled_at) WHERE state IN ('preparing', 'refused');
    CREATE INDEX document_file_taken_back ON document_file (taken_back_at) WHERE taken_back_at IS NOT NULL;

    ALTER TABLE document_page RENAME COLUMN document_id TO file_id;
    ALTER TABLE document_page DROP CONSTRAINT document_page_document_id_fkey;
    ALTER TABLE document_page ADD FOREIGN KEY (file_id) REFERENCES document_file (id) ON DELETE CASCADE;

    -- What is made of a film or a sound, to be played.
    CREATE TABLE document_copy (
        file_id    uuid NOT NULL REFERENCES document_file (id) ON DELETE CASCADE,
        name       text NOT NULL CHECK (name IN ('play', 'poster')),
        object     text NOT NULL UNIQUE,
        media_type text NOT NULL,
        size       bigint NOT NULL,
        PRIMARY KEY (file_id, name)
    );

    ALTER TABLE document DROP COLUMN state, DROP COLUMN reason, DROP COLUMN progress, DROP COLUMN settled_at, DROP COLUMN filename,
        DROP COLUMN size, DROP COLUMN sha256, DROP COLUMN duplicate_of, DROP COLUMN words, DROP COLUMN found;
    ALTER TABLE document ADD COLUMN structure text NOT NULL DEFAULT '', ADD COLUMN tags text[] NOT NULL DEFAULT '{}';
    -- Computed from the columns beside it, and so never behind them; not in a backup (docs/decisions/0026-finding.md).
    ALTER TABLE document ADD COLUMN found text NOT NULL GENERATED ALWAYS AS (
        find_words(title) || '|' || find_words(ARRAY[written_by, structure] || tags) || '|' || find_words(note)) STORED;
    """,
)
