from backend.kit.sql_migration import sql_migration

ID = "2026-11-21T08:20:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "the urgent sheet, its changes, its links"

forwards = sql_migration(
    app="emergency",
    id=ID,
    description=DESCRIPTION,
    sql="""
    CREATE TABLE emergency_sheet (
        carnet_id     uuid PRIMARY KEY,
        version       integer NOT NULL DEFAULT 0,
        read_by       uuid,
        read_name     text NOT NULL DEFAULT '',
        read_relation text NOT NULL DEFAULT '',
        read_at       timestamptz
    );

    CREATE TABLE emergency_line (
        id             uuid PRIMARY KEY,
        carnet_id      uuid NOT NULL,
        section        text NOT NULL,
        position       integer NOT NULL,
        content        jsonb NOT NULL,
        version        integer NOT NULL DEFAULT 1,
        phone_owner    uuid,
        author_id      uuid NOT NULL,
        author_name    text NOT NULL,
        written_at     timestamptz NOT NULL,
        confirmed_by   uuid NOT NULL,
        confirmed_name text NOT NULL,
        confirmed_at   timestamptz NOT NULL,
        deleted_at     timestamptz
    );
    CREATE INDEX emergency_line_carnet ON emergency_line (carnet_id);

    CREATE TABLE emergency_answer (
        carnet_id     uuid NOT NULL,
        section       text NOT NULL,
        answer        text NOT NULL CHECK (answer IN ('none_known', 'not_stated')),
        answered_by   uuid NOT NULL,
        answered_name text NOT NULL,
        answered_at   timestamptz NOT NULL,
        PRIMARY KEY (carnet_id, section)
    );

    CREATE TABLE emergency_change (
        id          uuid PRIMARY KEY,
        carnet_id   uuid NOT NULL,
        at          timestamptz NOT NULL,
        person_id   uuid NOT NULL,
        person_name text NOT NULL,
        action      text NOT NULL,
        section     text,
        line_id     uuid,
        version     integer,
        content     jsonb,
        phone_owner uuid,
        answer      text
    );
    CREATE INDEX emergency_change_carnet ON emergency_change (carnet_id, at DESC, id DESC);

    CREATE TABLE emergency_link (
        id           uuid PRIMARY KEY,
        carnet_id    uuid NOT NULL,
        digest       bytea NOT NULL UNIQUE,
        sealed       bytea NOT NULL,
        name         text NOT NULL,
        created_by   uuid NOT NULL,
        created_name text NOT NULL,
        created_at   timestamptz NOT NULL,
        expires_at   timestamptz,
        last_used_at timestamptz,
        revoked_at   timestamptz,
        revoked_by   uuid,
        replaced_by  uuid
    );
    CREATE INDEX emergency_link_carnet ON emergency_link (carnet_id);
    """,
)
