from backend.kit.sql_migration import sql_migration

ID = "2026-11-21T14:10:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "phones that are reached by push, and what is on its way to them"

forwards = sql_migration(
    app="identity",
    id=ID,
    description=DESCRIPTION,
    sql="""
    -- `session_id`: where the person was signed in when the phone said so last; no reference, since a session that ran out
    -- must not end reminders.
    CREATE TABLE push_device (
        id         uuid PRIMARY KEY,
        person_id  uuid NOT NULL REFERENCES person (id) ON DELETE CASCADE,
        session_id uuid NOT NULL,
        endpoint   text NOT NULL UNIQUE,
        p256dh     text NOT NULL,
        auth       text NOT NULL,
        browser    text NOT NULL,
        system     text NOT NULL,
        added_at   timestamptz NOT NULL,
        sent_at    timestamptz,
        shown_at   timestamptz,
        failure    text NOT NULL DEFAULT '',
        not_before timestamptz
    );
    CREATE INDEX push_device_person ON push_device (person_id);
    CREATE INDEX push_device_session ON push_device (session_id);

    -- A session that somebody ends, here or from afar, in whatever way, takes its phone with it; one that ran out does not.
    CREATE FUNCTION session_ends_push() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF COALESCE(current_setting('cs3.ran_out', true), '') <> 'on' THEN
            DELETE FROM push_device WHERE session_id = OLD.id;
        END IF;
        RETURN NULL;
    END $$;
    CREATE TRIGGER session_ends_push AFTER DELETE ON session FOR EACH ROW EXECUTE FUNCTION session_ends_push();

    -- One thing told to one person. Its id is the notification's tag, the push topic and the e-mail's Message-ID.
    -- `sealed`: the e-mail that leaves in its place when no phone showed it (as a row of `mail` is sealed); null: none does.
    -- waiting -> pushed -> shown | mailed | over; `tries`: how often it was handed to push services.
    CREATE TABLE notification (
        id         uuid PRIMARY KEY,
        person_id  uuid NOT NULL REFERENCES person (id) ON DELETE CASCADE,
        kind       text NOT NULL,
        path       text NOT NULL,
        subject_id uuid,
        device_id  uuid REFERENCES push_device (id) ON DELETE CASCADE,
        sealed     bytea,
        state      text NOT NULL DEFAULT 'waiting',
        created_at timestamptz NOT NULL,
        send_at    timestamptz NOT NULL,
        mail_at    timestamptz NOT NULL,
        looks      integer NOT NULL DEFAULT 0,
        tries      integer NOT NULL DEFAULT 0,
        held_at    timestamptz,
        shown_at   timestamptz,
        acted_at   timestamptz
    );
    CREATE INDEX notification_waiting ON notification (send_at) WHERE state = 'waiting';
    CREATE INDEX notification_open ON notification (mail_at) WHERE state IN ('waiting', 'pushed');
    CREATE INDEX notification_created ON notification (created_at);

    -- Taken by a push service for one phone; and shown there.
    CREATE TABLE push_delivery (
        notification_id uuid NOT NULL REFERENCES notification (id) ON DELETE CASCADE,
        device_id       uuid NOT NULL REFERENCES push_device (id) ON DELETE CASCADE,
        taken_at        timestamptz,
        shown_at        timestamptz,
        PRIMARY KEY (notification_id, device_id)
    );
    """,
)
