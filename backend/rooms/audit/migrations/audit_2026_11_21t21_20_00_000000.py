from backend.kit.sql_migration import sql_migration

ID = "2026-11-21T21:20:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "the seal of the trace"

# What waits to be sealed is written by the trigger, in the transaction of the act: it is seen when the act is, however long that
# took. What was there before waits too.
forwards = sql_migration(
    app="audit",
    id=ID,
    description=DESCRIPTION,
    sql="""
    CREATE TABLE trace_unsealed (
        id uuid NOT NULL,
        at timestamptz NOT NULL
    );
    INSERT INTO trace_unsealed SELECT id, at FROM trace ORDER BY at, id;
    CREATE FUNCTION trace_waits() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        INSERT INTO trace_unsealed VALUES (NEW.id, NEW.at);
        RETURN NULL;
    END $$;
    CREATE TRIGGER trace_waits AFTER INSERT ON trace FOR EACH ROW EXECUTE FUNCTION trace_waits();

    -- A notebook's tree: its leaves, and its complete subtrees, of which there are few.
    CREATE TABLE seal_leaf (
        carnet_id uuid NOT NULL,
        number    bigint NOT NULL,
        trace_id  uuid UNIQUE,  -- none once the line has ended
        form      smallint NOT NULL,
        hash      bytea NOT NULL,
        PRIMARY KEY (carnet_id, number)
    );
    CREATE TABLE seal_tree (
        carnet_id uuid PRIMARY KEY,
        size      bigint NOT NULL,
        edge      bytea NOT NULL
    );
    -- The server's tree: each leaf is a notebook's tree at one moment.
    CREATE TABLE seal_head (
        number    bigint PRIMARY KEY,
        carnet_id uuid NOT NULL,
        size      bigint NOT NULL,
        hash      bytea NOT NULL,
        root      bigint NOT NULL
    );
    CREATE INDEX seal_head_carnet ON seal_head (carnet_id, number);
    CREATE TABLE seal_node (
        level  smallint NOT NULL,
        number bigint NOT NULL,
        hash   bytea NOT NULL,
        PRIMARY KEY (level, number)
    );
    CREATE TABLE seal_root (
        number       bigint PRIMARY KEY,
        at           timestamptz NOT NULL,
        size         bigint NOT NULL,
        hash         bytea NOT NULL,
        previous     bytea NOT NULL,
        ended_before timestamptz,
        key          text NOT NULL,
        renewals     integer NOT NULL,
        signature    bytea NOT NULL,
        copied_at    timestamptz
    );
    CREATE INDEX seal_root_at ON seal_root (at);
    CREATE INDEX seal_root_copied ON seal_root (number) WHERE copied_at IS NOT NULL;
    """,
)
