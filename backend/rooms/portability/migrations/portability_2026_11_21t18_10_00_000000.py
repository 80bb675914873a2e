from backend.kit.sql_migration import sql_migration

ID = "2026-11-21T18:10:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "notebooks that arrive in an archive"

forwards = sql_migration(
    app="portability",
    id=ID,
    description=DESCRIPTION,
    sql="""
    -- A notebook that arrives, and afterwards where it came from. awaiting: its archive; reading: whole, being read; refused:
    -- not taken (fault, and where), another may be sent; opened; ended: given up, about to be erased.
    -- `moved_at`: the last sign of its person; `read_at`: the last sign of the process that reads.
    CREATE TABLE carnet_import (
        carnet_id   uuid PRIMARY KEY REFERENCES carnet (id) ON DELETE CASCADE,
        person_id   uuid NOT NULL,
        person_name text NOT NULL,
        relation    text NOT NULL DEFAULT '',
        state       text NOT NULL CHECK (state IN ('awaiting', 'reading', 'refused', 'opened', 'ended')),
        upload_id   uuid,
        filename    text NOT NULL DEFAULT '',
        fault       text,
        fault_file  text NOT NULL DEFAULT '',
        fault_field text NOT NULL DEFAULT '',
        files       integer NOT NULL DEFAULT 0,
        files_done  integer NOT NULL DEFAULT 0,
        bytes       bigint NOT NULL DEFAULT 0,
        bytes_done  bigint NOT NULL DEFAULT 0,
        begun_at    timestamptz NOT NULL,
        moved_at    timestamptz NOT NULL,
        read_at     timestamptz,
        opened_at   timestamptz,
        origin      jsonb
    );
    CREATE INDEX carnet_import_person ON carnet_import (person_id, begun_at DESC);

    -- A file of the archive that stands already: reading goes on from there after a death. Gone once the notebook opens.
    CREATE TABLE imported_file (
        carnet_id uuid NOT NULL REFERENCES carnet_import (carnet_id) ON DELETE CASCADE,
        path      text NOT NULL,
        sha256    text NOT NULL,
        size      bigint NOT NULL,
        object    text NOT NULL UNIQUE,
        PRIMARY KEY (carnet_id, path)
    );

    -- What another house says that people did. Never among this house's own traces.
    CREATE TABLE imported_trace (
        carnet_id   uuid NOT NULL REFERENCES carnet_import (carnet_id) ON DELETE CASCADE,
        id          uuid NOT NULL,
        at          timestamptz NOT NULL,
        tag         text NOT NULL,
        category    text NOT NULL,
        item_id     uuid,
        person_id   uuid,
        person_name text NOT NULL,
        profile     text NOT NULL,
        sentence    text NOT NULL,
        PRIMARY KEY (carnet_id, id)
    );
    CREATE INDEX imported_trace_at ON imported_trace (carnet_id, at DESC, id DESC);
    """,
)
