from backend.kit.sql_migration import sql_migration

ID = "2026-11-23T09:50:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "after how many months the family holds a printed card for out of date"

forwards = sql_migration(
    app="emergency",
    id=ID,
    description=DESCRIPTION,
    sql="""
    ALTER TABLE emergency_sheet
        ADD COLUMN card_months smallint NOT NULL DEFAULT 12 CHECK (card_months IN (1, 3, 6, 12));
    """,
)
