from backend.kit.sql_migration import sql_migration

ID = "2026-11-22T04:06:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "a consent that was signed on paper, with its scan"

forwards = sql_migration(
    app="access",
    id=ID,
    description=DESCRIPTION,
    sql="""
    -- `paper`: the number printed on it, which is of that very text and matrix. `document_id`: the scan, among the letters.
    ALTER TABLE consent
        ADD COLUMN paper       text NOT NULL DEFAULT '',
        ADD COLUMN signed_on   date,
        ADD COLUMN signed_by   text NOT NULL DEFAULT '',
        ADD COLUMN document_id uuid,
        DROP CONSTRAINT consent_act_check,
        ADD CONSTRAINT consent_act_check CHECK (act IN ('give', 'change', 'accept', 'paper')),
        ADD CONSTRAINT consent_paper CHECK ((act = 'paper') = (document_id IS NOT NULL AND signed_on IS NOT NULL AND paper <> ''));
    """,
)
