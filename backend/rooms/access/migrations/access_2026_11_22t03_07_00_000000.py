from backend.kit.sql_migration import sql_migration

ID = "2026-11-22T03:07:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "who asks for an access, and who asks no more"

forwards = sql_migration(
    app="access",
    id=ID,
    description=DESCRIPTION,
    sql="""
    -- Of a person, and of no notebook until it was given: `to_email` is an address that may be nobody's, `to_person` who took the asker's
    -- code. What it says of the child is read by who is asked, and matched against nothing.
    CREATE TABLE asking (
        id            uuid PRIMARY KEY,
        asker_id      uuid NOT NULL,
        to_email      text NOT NULL,
        digest        bytea UNIQUE,
        to_person     uuid,
        model         text NOT NULL,
        profession    text NOT NULL,
        structure_id  uuid,
        structure     text NOT NULL,
        child         text NOT NULL,
        reason        text NOT NULL,
        asked_at      timestamptz NOT NULL,
        expires_at    timestamptz NOT NULL,
        refused_at    timestamptz,
        invitation_id uuid,
        CONSTRAINT asking_way CHECK ((to_email = '') = (digest IS NOT NULL))
    );
    CREATE INDEX asking_asker ON asking (asker_id);
    CREATE INDEX asking_email ON asking (to_email) WHERE to_email <> '';
    CREATE INDEX asking_person ON asking (to_person) WHERE to_person IS NOT NULL;
    CREATE INDEX asking_invitation ON asking (invitation_id) WHERE invitation_id IS NOT NULL;

    -- Whom somebody does not want to be asked by any more.
    CREATE TABLE asker_kept_out (
        person_id uuid NOT NULL,
        asker_id  uuid NOT NULL,
        since     timestamptz NOT NULL,
        PRIMARY KEY (person_id, asker_id)
    );
    """,
)
