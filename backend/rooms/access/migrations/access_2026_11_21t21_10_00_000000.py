from backend.kit.sql_migration import sql_migration

ID = "2026-11-21T21:10:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "each representative's own address, phone and note"

forwards = sql_migration(
    app="access",
    id=ID,
    description=DESCRIPTION,
    sql="""
    -- `*_seen`: to whom each is shown, of 'representatives' (the others) and 'professionals'; to nobody by default.
    CREATE TABLE representative_details (
        carnet_id    uuid NOT NULL,
        person_id    uuid NOT NULL,
        address      text NOT NULL DEFAULT '',
        address_seen text[] NOT NULL DEFAULT '{}' CHECK (address_seen <@ ARRAY['representatives', 'professionals']),
        phone        text NOT NULL DEFAULT '',
        phone_seen   text[] NOT NULL DEFAULT '{}' CHECK (phone_seen <@ ARRAY['representatives', 'professionals']),
        note         text NOT NULL DEFAULT '',
        note_seen    text[] NOT NULL DEFAULT '{}' CHECK (note_seen <@ ARRAY['representatives', 'professionals']),
        version      integer NOT NULL,
        PRIMARY KEY (carnet_id, person_id)
    );
    """,
)
