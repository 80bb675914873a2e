from backend.kit.sql_migration import sql_migration

ID = "2026-11-21T08:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "notebooks and their keys"

forwards = sql_migration(
    app="carnet",
    id=ID,
    description=DESCRIPTION,
    sql="""
    CREATE TABLE carnet (
        id          uuid PRIMARY KEY,
        given_name  text NOT NULL,
        family_name text NOT NULL,
        birth_date  date NOT NULL,
        sex         text NOT NULL CHECK (sex IN ('female', 'male', 'unknown')),
        diagnoses   text NOT NULL DEFAULT '',
        portrait    text,
        version     integer NOT NULL DEFAULT 1,
        opened_at   timestamptz NOT NULL,
        opened_by   uuid NOT NULL
    );
    CREATE TABLE carnet_key (
        carnet_id uuid PRIMARY KEY REFERENCES carnet (id),
        wrapped   bytea NOT NULL
    );
    ALTER TABLE habilitation ADD CONSTRAINT habilitation_carnet_exists
        FOREIGN KEY (carnet_id) REFERENCES carnet (id) DEFERRABLE INITIALLY DEFERRED;
    ALTER TABLE invitation ADD CONSTRAINT invitation_carnet_exists FOREIGN KEY (carnet_id) REFERENCES carnet (id);
    """,
)
