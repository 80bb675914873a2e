from backend.kit.sql_migration import sql_migration

ID = "2026-11-22T16:40:00:000000"
VERSION = "1.38.0"
DESCRIPTION = (
    "the daily sheet: entries with every version, what is tracked, and what the family wants to be told"
)

forwards = sql_migration(
    app="journal",
    id=ID,
    description=DESCRIPTION,
    sql="""
    -- One thing noted, as it stands now; `day`: on whose sheet (content.py). Its id was made by the phone.
    CREATE TABLE journal_entry (
        id           uuid PRIMARY KEY,
        carnet_id    uuid NOT NULL REFERENCES carnet (id),
        kind         text NOT NULL,
        day          date NOT NULL,
        happened_at  timestamptz NOT NULL,
        ended_at     timestamptz,
        content      jsonb NOT NULL,
        author_id    uuid NOT NULL,
        author_name  text NOT NULL,
        noted_at     timestamptz,
        written_at   timestamptz NOT NULL,
        version_id   uuid NOT NULL,
        versions     integer NOT NULL DEFAULT 1,
        changed_at   timestamptz,
        removed_at   timestamptz,
        removed_by   text NOT NULL DEFAULT ''
    );
    CREATE INDEX journal_entry_day ON journal_entry (carnet_id, day);
    CREATE INDEX journal_entry_kind ON journal_entry (carnet_id, kind, happened_at DESC) WHERE removed_at IS NULL;
    CREATE INDEX journal_entry_removed ON journal_entry (removed_at) WHERE removed_at IS NOT NULL;

    -- What it said, each time; nothing is written over.
    CREATE TABLE journal_version (
        id           uuid PRIMARY KEY,
        entry_id     uuid NOT NULL REFERENCES journal_entry (id) ON DELETE CASCADE,
        happened_at  timestamptz NOT NULL,
        ended_at     timestamptz,
        content      jsonb NOT NULL,
        noted_at     timestamptz,
        written_at   timestamptz NOT NULL
    );
    CREATE INDEX journal_version_entry ON journal_version (entry_id, written_at);

    CREATE TABLE journal_tracking (
        carnet_id    uuid PRIMARY KEY REFERENCES carnet (id),
        kinds        text[] NOT NULL,
        signs        text[] NOT NULL,
        scales       text[] NOT NULL,
        dess_base    boolean NOT NULL,
        version      integer NOT NULL DEFAULT 1,
        changed_at   timestamptz NOT NULL,
        changed_id   uuid NOT NULL,
        changed_name text NOT NULL
    );

    -- `ringing_since`: it holds, and was told; it is told again only once it has ended.
    CREATE TABLE journal_alert (
        carnet_id     uuid NOT NULL REFERENCES carnet (id),
        rule          text NOT NULL,
        threshold     integer NOT NULL,
        set_at        timestamptz NOT NULL,
        set_id        uuid NOT NULL,
        set_name      text NOT NULL,
        ringing_since timestamptz,
        PRIMARY KEY (carnet_id, rule)
    );
    """,
)
