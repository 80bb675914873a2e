from backend.kit.sql_migration import sql_migration

ID = "2026-11-21T18:05:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "who sends a notebook that arrives from elsewhere"

forwards = sql_migration(
    app="access",
    id=ID,
    description=DESCRIPTION,
    sql="""
    -- 'importer': may send the archive, and nothing else; a representative once it has all arrived.
    ALTER TABLE habilitation DROP CONSTRAINT habilitation_profile_check,
        ADD CONSTRAINT habilitation_profile_check
            CHECK (profile IN ('representative', 'professional', 'carer', 'importer'));
    """,
)
