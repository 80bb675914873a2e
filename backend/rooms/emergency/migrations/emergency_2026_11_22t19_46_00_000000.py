from backend.kit.sql_migration import sql_migration

ID = "2026-11-22T19:46:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "a carer who holds a code asks for the documents, and leaves a note"

forwards = sql_migration(
    app="emergency",
    id=ID,
    description=DESCRIPTION,
    sql="""
    CREATE TABLE emergency_carer (
      id uuid PRIMARY KEY,
      carnet_id uuid NOT NULL,
      link_id uuid,
      digest bytea UNIQUE,
      name text NOT NULL,
      profession text NOT NULL,
      profession_said text NOT NULL,
      structure text NOT NULL,
      phone text NOT NULL,
      rpps text NOT NULL,
      reason text NOT NULL,
      asked_at timestamptz NOT NULL,
      until timestamptz NOT NULL,
      closed_at timestamptz,
      closed_by uuid,
      closed_name text NOT NULL DEFAULT ''
    );
    CREATE INDEX emergency_carer_of ON emergency_carer (carnet_id, asked_at DESC);
    CREATE TABLE emergency_note (
      id uuid PRIMARY KEY,
      carnet_id uuid NOT NULL,
      carer_id uuid NOT NULL REFERENCES emergency_carer ON DELETE CASCADE,
      text text NOT NULL,
      written_at timestamptz NOT NULL,
      state text NOT NULL CHECK (state IN ('waiting', 'kept', 'dropped')),
      decided_at timestamptz,
      decided_by uuid,
      decided_name text NOT NULL DEFAULT '',
      CHECK ((state = 'waiting') = (decided_at IS NULL))
    );
    CREATE INDEX emergency_note_of ON emergency_note (carnet_id, written_at DESC);
    CREATE INDEX emergency_note_dropped ON emergency_note (decided_at) WHERE state = 'dropped';
    """,
)
