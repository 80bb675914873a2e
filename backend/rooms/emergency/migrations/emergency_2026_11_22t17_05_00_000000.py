from backend.kit.sql_migration import sql_migration

ID = "2026-11-22T17:05:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "a code may ask for a passcode, and closes after too many wrong ones"

forwards = sql_migration(
    app="emergency",
    id=ID,
    description=DESCRIPTION,
    sql="""
    ALTER TABLE emergency_link
      ADD COLUMN passcode bytea,
      ADD COLUMN tries_left integer CHECK (tries_left >= 0),
      ADD CONSTRAINT emergency_link_passcode CHECK ((passcode IS NULL) = (tries_left IS NULL))
    """,
)
