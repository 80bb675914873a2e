from backend.kit.sql_migration import sql_migration

ID = "2026-11-21T23:40:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "majority: announced once, and the day from which representatives no longer decide"

forwards = sql_migration(
    app="carnet",
    id=ID,
    description=DESCRIPTION,
    sql="""
    -- `months` before the eighteenth birthday, 0 on the day: told once.
    CREATE TABLE majority_told (
        carnet_id uuid NOT NULL,
        months    int NOT NULL,
        told_at   timestamptz NOT NULL,
        PRIMARY KEY (carnet_id, months)
    );

    -- As comes_of_age of access/authority.py: who was born on 29 February comes of age on 1 March.
    CREATE FUNCTION carnet_adult_on(carnet carnet) RETURNS date LANGUAGE plpgsql STABLE AS $$
    DECLARE
        day date := (carnet.birth_date + interval '18 years')::date
            + CASE WHEN to_char(carnet.birth_date, 'MMDD') = '0229' THEN 1 ELSE 0 END;
    BEGIN
        -- Opened for an adult: it belongs to who opened it.
        IF day <= (carnet.opened_at AT TIME ZONE 'Europe/Paris')::date THEN RETURN NULL; END IF;
        RETURN day;
    END $$;

    CREATE FUNCTION habilitation_adult_on() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        NEW.adult_on := NULL;
        IF NEW.profile = 'representative' AND NEW.model <> 'holder'
            AND lower(NEW.relation) NOT IN ('moi-même', 'myself')
            AND NOT EXISTS (SELECT FROM habilitation h WHERE h.carnet_id = NEW.carnet_id AND h.profile = 'representative'
                AND h.model = 'holder' AND h.withdrawn_at IS NULL)
        THEN
            SELECT carnet_adult_on(c) INTO NEW.adult_on FROM carnet c WHERE c.id = NEW.carnet_id;
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER habilitation_adult_on BEFORE INSERT OR UPDATE OF profile ON habilitation
        FOR EACH ROW EXECUTE FUNCTION habilitation_adult_on();

    -- A birth that is corrected. Written again, each right says it anew.
    CREATE FUNCTION carnet_birth_changes() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        UPDATE habilitation SET profile = profile WHERE carnet_id = NEW.id AND profile = 'representative';
        RETURN NULL;
    END $$;
    CREATE TRIGGER carnet_birth_changes AFTER INSERT OR UPDATE OF birth_date ON carnet
        FOR EACH ROW EXECUTE FUNCTION carnet_birth_changes();

    UPDATE habilitation SET profile = profile WHERE profile = 'representative';
    """,
)
