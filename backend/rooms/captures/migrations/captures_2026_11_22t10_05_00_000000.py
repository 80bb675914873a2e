from backend.kit.sql_migration import sql_migration

ID = "2026-11-22T10:05:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "a clip says of which film it is still to be cut"

forwards = sql_migration(
    app="captures",
    id=ID,
    description=DESCRIPTION,
    sql="""
    -- Until its bytes stand: the film, and its first and last image. No reference: a film that is erased meanwhile is cut no more.
    ALTER TABLE capture
        ADD COLUMN cut_from  uuid,
        ADD COLUMN cut_first integer,
        ADD COLUMN cut_last  integer,
        ADD CONSTRAINT capture_cut_said CHECK (
            (cut_from IS NULL) = (cut_first IS NULL) AND (cut_from IS NULL) = (cut_last IS NULL) AND cut_first < cut_last
        );
    """,
)
