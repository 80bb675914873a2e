from backend.kit.sql_migration import sql_migration

ID = "2026-11-21T23:40:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "the day from which a representative no longer decides: the majority of who they represent"

forwards = sql_migration(
    app="access",
    id=ID,
    description=DESCRIPTION,
    sql="""
    -- Of a representative: the birthday. Nothing when the person was of age when the notebook opened, or has taken it over. The carnet
    -- room, which knows the birth, keeps it.
    ALTER TABLE habilitation ADD COLUMN adult_on date;

    -- That the young adult has taken over is a fact like the others.
    ALTER TABLE authority_fact DROP CONSTRAINT authority_fact_kind_check,
        ADD CONSTRAINT authority_fact_kind_check CHECK (kind IN ('authority', 'exclusive', 'withdrawn', 'delegated', 'shared',
            'placement', 'foster', 'emancipated', 'guardian', 'curator', 'taken_over'));
    """,
)
