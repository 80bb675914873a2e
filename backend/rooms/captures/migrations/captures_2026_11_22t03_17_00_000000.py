from backend.kit.sql_migration import sql_migration

ID = "2026-11-22T03:17:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "at how many images a second a film was taken, as a person confirmed it"

forwards = sql_migration(
    app="captures",
    id=ID,
    description=DESCRIPTION,
    sql="""
    -- `fps` is what the file says; a phone's slow motion says less than was taken. Without a person's word, no seconds are told of it.
    ALTER TABLE capture
        ADD COLUMN true_fps         double precision CHECK (true_fps >= 1 AND true_fps <= 1000),
        ADD COLUMN true_fps_by      uuid,
        ADD COLUMN true_fps_by_name text,
        ADD COLUMN true_fps_at      timestamptz,
        ADD CONSTRAINT capture_rate_said CHECK (
            (true_fps IS NULL) = (true_fps_by_name IS NULL) AND (true_fps IS NULL) = (true_fps_at IS NULL));
    """,
)
