from backend.kit.sql_migration import sql_migration

ID = "2026-11-21T18:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "notebooks that were closed, and what is left of them"

forwards = sql_migration(
    app="access",
    id=ID,
    description=DESCRIPTION,
    sql="""
    -- No reference to the notebook: this line outlives it. `ends_at`: until then its representatives can come back.
    -- `due_seen_at`: when the worker first found it due; `erasing_at`: from then on there is no way back;
    -- `gone_at`: when the last backup that holds its key ends; `erased_at`: rows, key and files are gone.
    CREATE TABLE closing (
        id               uuid PRIMARY KEY,
        carnet_id        uuid NOT NULL,
        closed_at        timestamptz NOT NULL,
        closed_by        uuid NOT NULL,
        closed_name      text NOT NULL,
        ends_at          timestamptz NOT NULL,
        reopened_at      timestamptz,
        reopened_by      uuid,
        reopened_name    text NOT NULL DEFAULT '',
        due_seen_at      timestamptz,
        erasing_at       timestamptz,
        key_destroyed_at timestamptz,
        gone_at          timestamptz,
        erased_at        timestamptz
    );
    CREATE UNIQUE INDEX closing_one ON closing (carnet_id) WHERE reopened_at IS NULL AND erased_at IS NULL;

    -- Who represented it then: they alone see the line, until `gone_at`.
    CREATE TABLE closing_person (
        closing_id uuid NOT NULL REFERENCES closing (id) ON DELETE CASCADE,
        person_id  uuid NOT NULL,
        PRIMARY KEY (closing_id, person_id)
    );
    CREATE INDEX closing_person_person ON closing_person (person_id);

    -- For the jobs of every room: they leave a closed notebook as it is.
    CREATE FUNCTION carnet_is_closed(carnet uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
        SELECT EXISTS (SELECT FROM closing c WHERE c.carnet_id = carnet AND c.reopened_at IS NULL AND c.erased_at IS NULL)
    $$;
    """,
)
