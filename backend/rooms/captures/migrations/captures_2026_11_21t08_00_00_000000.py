from backend.kit.sql_migration import sql_migration

ID = "2026-11-21T08:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "captures, the parts they arrive in, the copies made for showing"

forwards = sql_migration(
    app="captures",
    id=ID,
    description=DESCRIPTION,
    sql="""
    CREATE TABLE capture (
        id           uuid PRIMARY KEY,
        carnet_id    uuid NOT NULL REFERENCES carnet (id),
        author_id    uuid NOT NULL,
        author_name  text NOT NULL,
        kind         text NOT NULL CHECK (kind IN ('photo', 'video')),
        category     text NOT NULL CHECK (category IN ('photos', 'gait')),
        state        text NOT NULL CHECK (state IN ('receiving', 'preparing', 'ready', 'refused')),
        reason       text,
        progress     real,
        filename     text NOT NULL DEFAULT '',
        note         text NOT NULL DEFAULT '',
        tags         text[] NOT NULL DEFAULT '{}',
        said_at      timestamptz NOT NULL,
        taken_at     timestamptz NOT NULL,
        added_at     timestamptz NOT NULL,
        media_type   text,
        sha256       bytea,
        duplicate_of uuid,
        width        integer,
        height       integer,
        duration_s   double precision,
        fps          double precision,
        frames       integer,
        size         bigint NOT NULL,
        placeholder  bytea,
        version      integer NOT NULL DEFAULT 1,
        deleted_at   timestamptz
    );
    CREATE INDEX capture_timeline ON capture (carnet_id, taken_at DESC, id DESC) WHERE deleted_at IS NULL;
    CREATE INDEX capture_same ON capture (carnet_id, sha256);

    -- Present while bytes are awaited. `generation` tells the one writer that counts from those before it.
    CREATE TABLE upload (
        capture_id uuid PRIMARY KEY REFERENCES capture (id) ON DELETE CASCADE,
        person_id  uuid NOT NULL,
        length     bigint NOT NULL CHECK (length >= 0),
        generation integer NOT NULL DEFAULT 0,
        expires_at timestamptz NOT NULL
    );
    CREATE INDEX upload_person ON upload (person_id);

    -- The original, as it was received: one sealed object for each request that brought bytes.
    CREATE TABLE capture_part (
        capture_id uuid NOT NULL REFERENCES capture (id) ON DELETE CASCADE,
        start      bigint NOT NULL,
        size       bigint NOT NULL CHECK (size > 0),
        object     text NOT NULL UNIQUE,
        PRIMARY KEY (capture_id, start)
    );
    CREATE TABLE rendition (
        capture_id uuid NOT NULL REFERENCES capture (id) ON DELETE CASCADE,
        name       text NOT NULL,
        object     text NOT NULL,
        size       bigint NOT NULL,
        media_type text NOT NULL,
        PRIMARY KEY (capture_id, name)
    );
    """,
)
