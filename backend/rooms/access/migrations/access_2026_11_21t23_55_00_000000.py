from backend.kit.sql_migration import sql_migration

ID = "2026-11-21T23:55:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "every kind of fact about who may decide"

forwards = sql_migration(
    app="access",
    id=ID,
    description=DESCRIPTION,
    sql="""
    ALTER TABLE authority_fact
        DROP CONSTRAINT authority_fact_kind_check,
        ADD CONSTRAINT authority_fact_kind_check CHECK (kind IN ('authority', 'exclusive', 'withdrawn', 'delegated', 'shared',
            'placement', 'foster', 'emancipated', 'guardian', 'curator', 'taken_over')),
        -- A document of the notebook in which the proof can be read; `proof` says in words where it is to be found.
        ADD COLUMN document_id uuid;
    """,
)
