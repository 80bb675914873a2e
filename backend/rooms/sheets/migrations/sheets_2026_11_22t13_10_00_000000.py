from backend.kit.sql_migration import sql_migration

ID = "2026-11-22T13:10:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "every sheet is made of registers, as the habits are"

forwards = sql_migration(
    app="sheets",
    id=ID,
    description=DESCRIPTION,
    sql="""
    ALTER TABLE habit_heading RENAME TO sheet_place;
    ALTER TABLE sheet_place RENAME COLUMN heading TO place;
    ALTER TABLE sheet_place ADD COLUMN sheet text NOT NULL DEFAULT 'habits';
    ALTER TABLE sheet_place ALTER COLUMN sheet DROP DEFAULT;
    ALTER TABLE sheet_place DROP CONSTRAINT habit_heading_pkey;
    ALTER TABLE sheet_place ADD PRIMARY KEY (carnet_id, sheet, place);

    ALTER TABLE habit_version RENAME TO sheet_version;
    ALTER TABLE sheet_version RENAME COLUMN heading TO place;
    ALTER TABLE sheet_version ADD COLUMN sheet text NOT NULL DEFAULT 'habits';
    ALTER TABLE sheet_version ALTER COLUMN sheet DROP DEFAULT;
    ALTER TABLE sheet_version ADD COLUMN kind text NOT NULL DEFAULT 'habit';
    ALTER TABLE sheet_version ALTER COLUMN kind DROP DEFAULT;
    -- What a line holds; a habit is its text alone, and a line that was taken away holds nothing.
    ALTER TABLE sheet_version ADD COLUMN content jsonb;
    ALTER TABLE sheet_version ADD COLUMN phone_owner uuid;
    ALTER TABLE sheet_version DROP CONSTRAINT habit_version_action_check;
    ALTER TABLE sheet_version ADD CHECK (action IN ('write', 'restore', 'settle', 'remove'));
    ALTER TABLE sheet_version ADD CHECK (content IS NULL OR sheet <> 'habits');
    ALTER INDEX habit_version_pkey RENAME TO sheet_version_pkey;
    DROP INDEX habit_version_place;
    CREATE INDEX sheet_version_place ON sheet_version (carnet_id, sheet, place, written_at DESC, id DESC);

    ALTER TABLE habit_version_base RENAME TO sheet_version_base;
    ALTER INDEX habit_version_base_pkey RENAME TO sheet_version_base_pkey;
    ALTER INDEX habit_version_base_base RENAME TO sheet_version_base_base;
    ALTER TABLE habit_confirmation RENAME TO sheet_confirmation;
    ALTER INDEX habit_confirmation_pkey RENAME TO sheet_confirmation_pkey;
    ALTER INDEX habit_confirmation_version RENAME TO sheet_confirmation_version;
    """,
)
