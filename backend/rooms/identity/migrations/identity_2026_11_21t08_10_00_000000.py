from backend.kit.sql_migration import sql_migration

ID = "2026-11-21T08:10:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "people, ways in, sessions, links, vouching, mail"

forwards = sql_migration(
    app="identity",
    id=ID,
    description=DESCRIPTION,
    sql="""
    -- A row exists only once its address has been proved by a link sent to it.
    CREATE TABLE person (
        id                uuid PRIMARY KEY,
        handle            bytea NOT NULL UNIQUE CHECK (length(handle) = 32),
        email             text NOT NULL,
        email_key         text NOT NULL UNIQUE,
        email_verified_at timestamptz NOT NULL,
        given_name        text NOT NULL,
        family_name       text NOT NULL,
        locale            text NOT NULL CHECK (locale IN ('fr', 'en')),
        created_at        timestamptz NOT NULL
    );

    CREATE TABLE passkey (
        id            uuid PRIMARY KEY,
        person_id     uuid NOT NULL REFERENCES person ON DELETE CASCADE,
        credential_id bytea NOT NULL UNIQUE,
        public_key    bytea NOT NULL,
        sign_count    bigint NOT NULL,
        backed_up     boolean NOT NULL,
        name          text NOT NULL,
        created_at    timestamptz NOT NULL,
        last_used_at  timestamptz
    );
    CREATE INDEX passkey_person ON passkey (person_id);

    CREATE TABLE person_password (
        person_id uuid PRIMARY KEY REFERENCES person ON DELETE CASCADE,
        hash      text NOT NULL,
        set_at    timestamptz NOT NULL
    );

    -- The secret is sealed with the server's key. last_step: the last 30-second step accepted, so that none is twice.
    CREATE TABLE person_totp (
        id           uuid PRIMARY KEY,
        person_id    uuid NOT NULL REFERENCES person ON DELETE CASCADE,
        sealed       bytea NOT NULL,
        last_step    bigint NOT NULL DEFAULT 0,
        begun_at     timestamptz NOT NULL,
        confirmed_at timestamptz
    );
    CREATE UNIQUE INDEX person_totp_confirmed ON person_totp (person_id) WHERE confirmed_at IS NOT NULL;
    CREATE UNIQUE INDEX person_totp_begun ON person_totp (person_id) WHERE confirmed_at IS NULL;

    CREATE TABLE recovery_code (
        person_id uuid NOT NULL REFERENCES person ON DELETE CASCADE,
        hash      bytea NOT NULL,
        made_at   timestamptz NOT NULL,
        used_at   timestamptz,
        PRIMARY KEY (person_id, hash)
    );

    CREATE TABLE session (
        id           uuid PRIMARY KEY,
        token_hash   bytea NOT NULL UNIQUE,
        person_id    uuid NOT NULL REFERENCES person ON DELETE CASCADE,
        strength     text NOT NULL CHECK (strength IN ('enrolling', 'strong')),
        way          text NOT NULL CHECK (way IN ('signup', 'passkey', 'code', 'recovery_otp', 'recovery_code', 'vouch')),
        passkey_id   uuid REFERENCES passkey ON DELETE CASCADE,
        browser      text NOT NULL,
        system       text NOT NULL,
        created_at   timestamptz NOT NULL,
        last_seen_at timestamptz NOT NULL,
        proved_at    timestamptz,
        expires_at   timestamptz NOT NULL
    );
    CREATE INDEX session_person ON session (person_id);
    CREATE INDEX session_passkey ON session (passkey_id) WHERE passkey_id IS NOT NULL;

    -- A right password waiting for its code. It opens nothing.
    CREATE TABLE pending_sign_in (
        token_hash bytea PRIMARY KEY,
        person_id  uuid NOT NULL REFERENCES person ON DELETE CASCADE,
        expires_at timestamptz NOT NULL
    );
    CREATE INDEX pending_sign_in_person ON pending_sign_in (person_id);

    CREATE TABLE challenge (
        id         uuid PRIMARY KEY,
        purpose    text NOT NULL CHECK (purpose IN ('sign_in', 'prove', 'register')),
        challenge  bytea NOT NULL,
        session_id uuid REFERENCES session ON DELETE CASCADE,
        expires_at timestamptz NOT NULL,
        CHECK ((purpose = 'sign_in') = (session_id IS NULL))
    );
    CREATE INDEX challenge_session ON challenge (session_id) WHERE session_id IS NOT NULL;

    -- Someone who lost every way in asks the other representatives to vouch.
    CREATE TABLE vouching (
        id           uuid PRIMARY KEY,
        person_id    uuid NOT NULL REFERENCES person ON DELETE CASCADE,
        asked_at     timestamptz NOT NULL,
        vouched_by   uuid REFERENCES person ON DELETE SET NULL,
        vouched_at   timestamptz,
        ready_at     timestamptz,
        announced_at timestamptz,
        stopped_by   uuid REFERENCES person ON DELETE SET NULL,
        over_at      timestamptz,
        outcome      text CHECK (outcome IN ('stopped', 'used', 'expired')),
        CHECK ((vouched_at IS NULL) = (ready_at IS NULL)),
        CHECK ((over_at IS NULL) = (outcome IS NULL))
    );
    CREATE UNIQUE INDEX vouching_open ON vouching (person_id) WHERE over_at IS NULL;

    CREATE TABLE vouching_asked (
        vouching_id uuid NOT NULL REFERENCES vouching ON DELETE CASCADE,
        person_id   uuid NOT NULL REFERENCES person ON DELETE CASCADE,
        carnet_id   uuid NOT NULL,
        PRIMARY KEY (vouching_id, person_id)
    );
    CREATE INDEX vouching_asked_person ON vouching_asked (person_id);

    CREATE TABLE email_link (
        token_hash  bytea PRIMARY KEY,
        purpose     text NOT NULL CHECK (purpose IN ('signup', 'recovery', 'stop')),
        email       text NOT NULL,
        email_key   text NOT NULL,
        locale      text NOT NULL,
        person_id   uuid REFERENCES person ON DELETE CASCADE,
        vouching_id uuid REFERENCES vouching ON DELETE CASCADE,
        expires_at  timestamptz NOT NULL,
        CHECK ((purpose = 'stop') = (vouching_id IS NOT NULL)),
        CHECK ((purpose = 'signup') = (person_id IS NULL))
    );
    CREATE INDEX email_link_person ON email_link (person_id) WHERE person_id IS NOT NULL;
    CREATE INDEX email_link_vouching ON email_link (vouching_id) WHERE vouching_id IS NOT NULL;

    -- A message waiting to leave: address, subject and text sealed together; the row goes when the message has.
    CREATE TABLE mail (
        id         uuid PRIMARY KEY,
        sealed     bytea NOT NULL,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL
    );
    CREATE INDEX mail_expires_at ON mail (expires_at);
    """,
)
