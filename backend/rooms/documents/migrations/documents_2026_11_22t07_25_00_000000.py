from backend.kit.sql_migration import sql_migration

ID = "2026-11-22T07:25:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "the words of a letter: those that are seen on its pages, and how they came to be known"

forwards = sql_migration(
    app="documents",
    id=ID,
    description=DESCRIPTION,
    sql="""
    -- words_rules: by which rules the words were made (backend/rooms/documents/words.py); 0 for those of before, which may lie under a
    -- black bar: nothing of them is shown, and they are made again. unread: pages whose words are still to be recognised. words_tries: how often
    -- the house began to make them since it last succeeded.
    ALTER TABLE document_file
        ADD COLUMN words_state text NOT NULL DEFAULT 'waiting' CHECK (words_state IN ('waiting', 'known', 'recognised', 'unknown')),
        ADD COLUMN words_rules smallint NOT NULL DEFAULT 0,
        ADD COLUMN words_tries smallint NOT NULL DEFAULT 0,
        ADD COLUMN unread integer NOT NULL DEFAULT 0;
    UPDATE document_file SET words_state = 'unknown' WHERE state = 'ready' AND kind <> 'pdf';
    CREATE INDEX document_file_wordless ON document_file (words_tries, added_at DESC)
        WHERE state = 'ready' AND kind = 'pdf' AND (words_rules < 1 OR unread > 0);

    -- Both sealed with the notebook's key. found: the words as finding keeps them (find_words), packed. pages: the text of each page, packed.
    CREATE TABLE document_words (
        file_id uuid PRIMARY KEY REFERENCES document_file (id) ON DELETE CASCADE,
        found   bytea NOT NULL,
        pages   bytea NOT NULL
    );
    ALTER TABLE document_words ALTER COLUMN found SET STORAGE EXTERNAL, ALTER COLUMN pages SET STORAGE EXTERNAL;
    """,
)
