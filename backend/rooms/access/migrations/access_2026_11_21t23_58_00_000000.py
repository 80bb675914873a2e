from backend.kit.sql_migration import sql_migration

ID = "2026-11-21T23:58:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "structures, their teams, and the notebooks opened to them"

forwards = sql_migration(
    app="access",
    id=ID,
    description=DESCRIPTION,
    sql="""
    -- Its name is what its referent says: no directory was asked.
    CREATE TABLE structure (
        id          uuid PRIMARY KEY,
        kind        text NOT NULL CHECK (kind IN ('camsp', 'sessad', 'ime', 'hospital', 'school', 'social', 'other')),
        name        text NOT NULL,
        referent_id uuid NOT NULL,
        founded_by  uuid NOT NULL,
        founded_at  timestamptz NOT NULL,
        ended_at    timestamptz
    );

    -- `model`: which model of access their profession is; empty for who is in the team without a profession that opens anything.
    CREATE TABLE team_member (
        id               uuid PRIMARY KEY,
        structure_id     uuid NOT NULL REFERENCES structure (id),
        person_id        uuid NOT NULL,
        model            text NOT NULL,
        profession       text NOT NULL,
        since            timestamptz NOT NULL,
        ended_at         timestamptz,
        ended_by         uuid,
        consent_version  text NOT NULL DEFAULT '',
        consent_language text NOT NULL DEFAULT '',
        consent_sha256   bytea,
        consent_device   text NOT NULL DEFAULT ''
    );
    CREATE UNIQUE INDEX team_member_one ON team_member (structure_id, person_id) WHERE ended_at IS NULL;
    CREATE INDEX team_member_person ON team_member (person_id) WHERE ended_at IS NULL;

    CREATE TABLE team_invitation (
        id           uuid PRIMARY KEY,
        structure_id uuid NOT NULL REFERENCES structure (id),
        digest       bytea NOT NULL UNIQUE,
        email        text NOT NULL,
        name         text NOT NULL,
        model        text NOT NULL,
        profession   text NOT NULL,
        invited_by   uuid NOT NULL,
        created_at   timestamptz NOT NULL,
        expires_at   timestamptz NOT NULL,
        accepted_at  timestamptz,
        accepted_by  uuid,
        refused_at   timestamptz,
        cancelled_at timestamptz
    );
    CREATE INDEX team_invitation_structure ON team_invitation (structure_id);

    -- What a family needs to open its notebook to a team: shown by somebody of it, and dead when they leave.
    CREATE TABLE team_link (
        id           uuid PRIMARY KEY,
        structure_id uuid NOT NULL REFERENCES structure (id),
        digest       bytea NOT NULL UNIQUE,
        made_by      uuid NOT NULL,
        made_at      timestamptz NOT NULL,
        expires_at   timestamptz NOT NULL
    );
    CREATE INDEX team_link_structure ON team_link (structure_id);

    -- `rights`: {model: {category: [rights]}}, of the professions that the family opened; the others see nothing.
    CREATE TABLE team_opening (
        id           uuid PRIMARY KEY,
        carnet_id    uuid NOT NULL,
        structure_id uuid NOT NULL REFERENCES structure (id),
        rights       jsonb NOT NULL,
        kept_out     uuid[] NOT NULL DEFAULT '{}',
        version      integer NOT NULL DEFAULT 1,
        reason       text NOT NULL DEFAULT '',
        period       text NOT NULL CHECK (period IN ('open', 'until', 'stay', 'consultation')),
        until        date,
        granted_by   uuid NOT NULL,
        since        timestamptz NOT NULL,
        withdrawn_at timestamptz,
        withdrawn_by uuid,
        CONSTRAINT team_opening_end CHECK ((until IS NULL) = (period = 'open'))
    );
    CREATE UNIQUE INDEX team_opening_one ON team_opening (carnet_id, structure_id) WHERE withdrawn_at IS NULL;
    CREATE INDEX team_opening_carnet ON team_opening (carnet_id);
    CREATE INDEX team_opening_structure ON team_opening (structure_id) WHERE withdrawn_at IS NULL;

    -- Of who enters by a team: until when they have seen what is new, and for which structure they act.
    CREATE TABLE team_visit (
        carnet_id     uuid NOT NULL,
        person_id     uuid NOT NULL,
        last_visit_at timestamptz,
        here_at       timestamptz,
        acting_for    uuid,
        PRIMARY KEY (carnet_id, person_id)
    );

    -- What the family decided for one person, even over, stands before any team: looked for at that door.
    CREATE INDEX habilitation_person ON habilitation (person_id, carnet_id);
    """,
)
