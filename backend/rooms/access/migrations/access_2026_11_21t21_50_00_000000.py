from backend.kit.sql_migration import sql_migration

ID = "2026-11-21T21:50:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "acts that one representative asks of the others; decisions of a court"

forwards = sql_migration(
    app="access",
    id=ID,
    description=DESCRIPTION,
    sql="""
    -- One representative asks, the others agree, for seven days. `habilitation_id`: whose access is to end.
    CREATE TABLE contested_act (
        id              uuid PRIMARY KEY,
        carnet_id       uuid NOT NULL,
        act             text NOT NULL CHECK (act IN ('close', 'remove')),
        habilitation_id uuid,
        asked_by        uuid NOT NULL,
        asked_name      text NOT NULL,
        asked_at        timestamptz NOT NULL,
        ends_at         timestamptz NOT NULL,
        agreed_by       uuid[] NOT NULL DEFAULT '{}',
        ended_at        timestamptz,
        ended_how       text CHECK (ended_how IN ('done', 'refused', 'taken_back', 'expired')),
        ended_by        uuid
    );
    CREATE INDEX contested_act_carnet ON contested_act (carnet_id) WHERE ended_at IS NULL;

    -- A fact of authority.py with its proof. `contested_at`: somebody whom it is about says that it is not so; then it counts for nothing.
    CREATE TABLE authority_fact (
        id           uuid PRIMARY KEY,
        carnet_id    uuid NOT NULL,
        kind         text NOT NULL CHECK (kind IN ('exclusive', 'withdrawn')),
        person_id    uuid NOT NULL,
        since        date NOT NULL,
        until        date,
        proof        text NOT NULL,
        recorded_by  uuid NOT NULL,
        recorded_at  timestamptz NOT NULL,
        contested_by uuid,
        contested_at timestamptz
    );
    CREATE INDEX authority_fact_carnet ON authority_fact (carnet_id);
    """,
)
