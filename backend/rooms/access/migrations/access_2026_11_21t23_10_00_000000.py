from backend.kit.sql_migration import sql_migration

ID = "2026-11-21T23:10:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "the person a notebook is about, on an account of their own"

forwards = sql_migration(
    app="access",
    id=ID,
    description=DESCRIPTION,
    sql="""
    ALTER TABLE habilitation DROP CONSTRAINT habilitation_profile_check,
        ADD CONSTRAINT habilitation_profile_check
            CHECK (profile IN ('representative', 'professional', 'carer', 'importer', 'holder'));
    ALTER TABLE invitation DROP CONSTRAINT invitation_profile_check,
        ADD CONSTRAINT invitation_profile_check CHECK (profile IN ('representative', 'professional', 'carer', 'holder'));
    -- A notebook is about one person.
    CREATE UNIQUE INDEX habilitation_holder ON habilitation (carnet_id) WHERE profile = 'holder' AND withdrawn_at IS NULL;
    """,
)
