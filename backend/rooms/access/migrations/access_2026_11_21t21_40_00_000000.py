from backend.kit.sql_migration import sql_migration

ID = "2026-11-21T21:40:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "what people agreed to when an access was given, changed, accepted"

forwards = sql_migration(
    app="access",
    id=ID,
    description=DESCRIPTION,
    sql="""
    -- `text`, `version`, `sha256`: what was on the screen; empty when the app of that day showed none.
    CREATE TABLE consent (
        id              uuid PRIMARY KEY,
        carnet_id       uuid NOT NULL,
        habilitation_id uuid,
        invitation_id   uuid,
        act             text NOT NULL CHECK (act IN ('give', 'change', 'accept')),
        person_id       uuid NOT NULL,
        person_name     text NOT NULL,
        device          text NOT NULL,
        about_name      text NOT NULL,
        at              timestamptz NOT NULL,
        text            text NOT NULL,
        version         text NOT NULL,
        language        text NOT NULL,
        sha256          bytea,
        profile         text NOT NULL,
        model           text NOT NULL,
        rights          jsonb,
        period          text NOT NULL,
        until           date,
        reason          text NOT NULL,
        withdrawn_at    timestamptz,
        withdrawn_by    uuid,
        withdrawn_name  text NOT NULL DEFAULT '',
        CHECK ((text = '') = (sha256 IS NULL))
    );
    CREATE INDEX consent_habilitation ON consent (habilitation_id);
    CREATE INDEX consent_invitation ON consent (invitation_id);
    CREATE INDEX consent_carnet ON consent (carnet_id);

    -- What somebody agreed to is never rewritten: only bound, once, to the access that came of it, and withdrawn, once.
    CREATE FUNCTION consent_stands() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF (to_jsonb(OLD) - '{habilitation_id,withdrawn_at,withdrawn_by,withdrawn_name}'::text[])
            IS DISTINCT FROM (to_jsonb(NEW) - '{habilitation_id,withdrawn_at,withdrawn_by,withdrawn_name}'::text[])
            OR (OLD.habilitation_id IS NOT NULL AND OLD.habilitation_id IS DISTINCT FROM NEW.habilitation_id)
            OR (OLD.withdrawn_at IS NOT NULL AND OLD.withdrawn_at IS DISTINCT FROM NEW.withdrawn_at)
        THEN RAISE EXCEPTION 'a consent is never changed';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER consent_stands BEFORE UPDATE ON consent FOR EACH ROW EXECUTE FUNCTION consent_stands();
    """,
)
