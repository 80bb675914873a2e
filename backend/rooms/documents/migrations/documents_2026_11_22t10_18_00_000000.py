from backend.kit.sql_migration import sql_migration

ID = "2026-11-22T10:18:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "the words of letters by new rules, and those of letters that were sent as pictures"

forwards = sql_migration(
    app="documents",
    id=ID,
    description=DESCRIPTION,
    sql="""
    -- Which rules are those of now, the statements say; so the indexes do not.
    DROP INDEX document_file_wordless;
    CREATE INDEX document_file_rules ON document_file (words_rules) WHERE state = 'ready' AND kind IN ('pdf', 'picture');
    CREATE INDEX document_file_unread ON document_file (words_tries, added_at DESC)
        WHERE state = 'ready' AND kind IN ('pdf', 'picture') AND unread > 0;
    UPDATE document_file SET words_state = 'waiting', words_tries = 0 WHERE state = 'ready' AND kind IN ('pdf', 'picture');
    """,
)
