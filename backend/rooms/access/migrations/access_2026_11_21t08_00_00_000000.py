from backend.kit.sql_migration import sql_migration

ID = "2026-11-21T08:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "habilitations, invitations"

forwards = sql_migration(
    app="access",
    id=ID,
    description=DESCRIPTION,
    sql="""
    CREATE TABLE habilitation (
        id            uuid PRIMARY KEY,
        carnet_id     uuid NOT NULL,
        person_id     uuid NOT NULL,
        profile       text NOT NULL CHECK (profile IN ('representative', 'professional', 'carer')),
        profession    text NOT NULL DEFAULT '',
        structure     text NOT NULL DEFAULT '',
        relation      text NOT NULL DEFAULT '',
        granted_by    uuid,
        since         timestamptz NOT NULL,
        until         date,
        withdrawn_at  timestamptz,
        withdrawn_by  uuid,
        last_visit_at timestamptz
    );
    CREATE UNIQUE INDEX habilitation_one ON habilitation (person_id, carnet_id) WHERE withdrawn_at IS NULL;
    CREATE INDEX habilitation_carnet ON habilitation (carnet_id);

    CREATE TABLE invitation (
        id           uuid PRIMARY KEY,
        carnet_id    uuid NOT NULL,
        digest       bytea NOT NULL UNIQUE,
        email        text NOT NULL,
        name         text NOT NULL,
        profile      text NOT NULL CHECK (profile IN ('representative', 'professional', 'carer')),
        profession   text NOT NULL DEFAULT '',
        structure    text NOT NULL DEFAULT '',
        relation     text NOT NULL DEFAULT '',
        until        date,
        message      text NOT NULL DEFAULT '',
        invited_by   uuid NOT NULL,
        created_at   timestamptz NOT NULL,
        expires_at   timestamptz NOT NULL,
        accepted_at  timestamptz,
        refused_at   timestamptz,
        cancelled_at timestamptz
    );
    CREATE INDEX invitation_carnet ON invitation (carnet_id);
    """,
)
