from backend.kit.sql_migration import sql_migration

ID = "2026-11-22T07:05:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "a copy with something blurred says of which image it is one"

forwards = sql_migration(
    app="captures",
    id=ID,
    description=DESCRIPTION,
    sql="""
    -- No reference: the copy stays when its original is erased, and is then a copy of nothing.
    ALTER TABLE capture ADD COLUMN copy_of uuid;
    """,
)
