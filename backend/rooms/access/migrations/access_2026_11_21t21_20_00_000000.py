from backend.kit.sql_migration import sql_migration

ID = "2026-11-21T21:20:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "a habilitation has a matrix of its own, a model, a reason and a period"

# What the two kinds opened until now. Written here and not read from the code, which may change.
_DOCUMENTS = ("medical", "paramedical", "syntheses", "imaging", "media", "psychology", "school", "projects", "certificates", "liaison")  # fmt: skip
_SHEETS = ("administrative", "social", "contacts", "schooling", "growth", "medication", "autonomy", "equipment", "clinical", "allergies")  # fmt: skip
_READ = ("identity", "circle", "emergency", *(f"sheets.{s}" for s in _SHEETS), "journal", "agenda", "contacts", "measurements", "messages")  # fmt: skip
_READ_ADD = (*(f"documents.{d}" for d in _DOCUMENTS), "photos", "gait", "sheets.habits")


def _json(read: tuple[str, ...], read_add: tuple[str, ...], add: tuple[str, ...] = ()) -> str:
    cells = [f'"{c}": ["read"]' for c in read]
    cells += [f'"{c}": ["read", "add"]' for c in read_add] + [f'"{c}": ["add"]' for c in add]
    return "{" + ", ".join(cells) + "}"


_PROFESSIONAL = _json(_READ, _READ_ADD)
_CARER = _json(("identity", "emergency"), ("sheets.habits",), ("photos",))

_ADD = """
    ALTER TABLE {table}
        ADD COLUMN model text NOT NULL DEFAULT '',
        ADD COLUMN rights jsonb,
        ADD COLUMN reason text NOT NULL DEFAULT '',
        ADD COLUMN period text NOT NULL DEFAULT 'open' CHECK (period IN ('open', 'until', 'stay', 'consultation'));
    UPDATE {table} SET period = 'until' WHERE until IS NOT NULL;
    UPDATE {table} SET rights = '{professional}'::jsonb WHERE profile = 'professional';
    UPDATE {table} SET rights = '{carer}'::jsonb WHERE profile = 'carer';
    -- A representative has all of it by rule, and an importer nothing but sending: no row says so.
    ALTER TABLE {table}
        ADD CONSTRAINT {table}_rights CHECK ((rights IS NULL) = (profile IN ('representative', 'importer'))),
        ADD CONSTRAINT {table}_end CHECK ((until IS NULL) = (period = 'open'));
"""

forwards = sql_migration(
    app="access",
    id=ID,
    description=DESCRIPTION,
    sql="".join(
        _ADD.format(table=table, professional=_PROFESSIONAL, carer=_CARER)
        for table in ("habilitation", "invitation")
    )
    # Who used it: told at once to the family, whose screen waits for it.
    + "ALTER TABLE invitation ADD COLUMN accepted_by uuid;",
)
