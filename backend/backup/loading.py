"""Rows given back to an empty database: tables as they were then, every row in one transaction, then forward to today."""

from collections.abc import Awaitable, Callable
from contextlib import aclosing
from typing import Any, cast

import asyncpg  # pyright: ignore[reportMissingTypeStubs]

from backend.backup import manifest as m
from backend.backup.errors import BackupError
from backend.backup.index import unpacked
from backend.backup.snapshot import quoted
from backend.kit.migrate import UNFINISHED, migrate, rebuild
from media.storage import Damaged, Vault

_ANYTHING = """
    SELECT c.relname::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_%'
      AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT EXISTS
        (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.classid = 'pg_class'::regclass AND d.deptype = 'e')
"""
_FOREIGN_KEYS = """
    SELECT conrelid::regclass::text AS table, conname AS name, pg_get_constraintdef(oid) AS says
    FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace AND conparentid = 0
"""
_TRIGGERS = """
    SELECT tgrelid::regclass::text AS table, tgname AS name FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid
    WHERE NOT tgisinternal AND tgenabled = 'O' AND c.relnamespace = 'public'::regnamespace
"""
_WIPE = """
    DO $$ DECLARE it record; BEGIN
      FOR it IN SELECT oid, oid::regclass AS name FROM pg_class
          WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') LOOP
        -- Gone already with what it hung on: a partition with its table.
        CONTINUE WHEN NOT EXISTS (SELECT FROM pg_class WHERE oid = it.oid);
        EXECUTE format('DROP TABLE %s CASCADE', it.name);
      END LOOP;
      FOR it IN SELECT p.oid, p.oid::regprocedure AS name FROM pg_proc p WHERE pronamespace = 'public'::regnamespace
          AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e') LOOP
        CONTINUE WHEN NOT EXISTS (SELECT FROM pg_proc WHERE oid = it.oid);
        EXECUTE format('DROP ROUTINE %s CASCADE', it.name);
      END LOOP;
      FOR it IN SELECT t.oid, t.oid::regtype AS name FROM pg_type t LEFT JOIN pg_class c ON c.oid = t.typrelid
          WHERE t.typnamespace = 'public'::regnamespace AND (t.typtype = 'e' OR t.typtype = 'c' AND c.relkind = 'c')
          AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = t.oid AND d.deptype = 'e') LOOP
        CONTINUE WHEN NOT EXISTS (SELECT FROM pg_type WHERE oid = it.oid);
        EXECUTE format('DROP TYPE %s CASCADE', it.name);
      END LOOP;
    END $$
"""


async def prepare(dsn: str) -> None:
    """Takes an empty database, or one that an earlier restoring left unfinished. Raises BackupError when it holds anything."""
    connection = await cast(Any, asyncpg).connect(dsn)
    try:
        there = {row[0] for row in await connection.fetch(_ANYTHING)}
        if UNFINISHED in there:
            await _wipe(connection)
        elif there:
            raise BackupError(
                "la base de CS3_DATABASE_URL contient déjà des tables : donnez une base vide (CREATE DATABASE …)."
            )
        await connection.execute(f"CREATE TABLE {UNFINISHED} ()")
    except asyncpg.InsufficientPrivilegeError:
        raise BackupError(
            "le compte de CS3_DATABASE_URL n’a pas le droit de créer des tables : donnez-lui la base"
            " (ALTER DATABASE … OWNER TO …), puis relancez."
        ) from None
    finally:
        await connection.close()


async def load(dsn: str, manifest: m.Manifest, vault: Vault) -> None:
    """Every row of the backup. Raises Damaged, Missing: then no row is there; `undo` takes the tables away too."""
    try:
        await rebuild(dsn, manifest.migrations, manifest.queue)
    except LookupError:
        raise BackupError(
            f"cette sauvegarde vient d’un CS3 plus récent ({manifest.version}) : installez cette version, puis relancez."
        ) from None
    connection = await cast(Any, asyncpg).connect(dsn, server_settings={"timezone": "UTC"})
    try:
        async with connection.transaction():
            await _fill(connection, manifest, vault)
    finally:
        await connection.close()


async def finish(dsn: str, last: Callable[[Any], Awaitable[None]] | None = None) -> None:
    """Forward to this version, then `last` on a connection; only then is the database one that `serve` takes."""
    await migrate(dsn)
    connection = await cast(Any, asyncpg).connect(dsn, server_settings={"timezone": "UTC"})
    try:
        if last is not None:
            await last(connection)
        await connection.execute(f"DROP TABLE {UNFINISHED}")
    finally:
        await connection.close()


async def undo(dsn: str) -> None:
    """The database as empty as it was given."""
    connection = await cast(Any, asyncpg).connect(dsn)
    try:
        await _wipe(connection)
    finally:
        await connection.close()


async def _wipe(connection: Any) -> None:
    """In one transaction: the mark goes with the rest, or all stays."""
    await connection.execute(_WIPE)


async def _fill(connection: Any, manifest: m.Manifest, vault: Vault) -> None:
    """Foreign keys are set aside, so that no order of tables and no circle matters, and made anew, which checks them all."""
    triggers, keys = await connection.fetch(_TRIGGERS), await connection.fetch(_FOREIGN_KEYS)
    for trigger in triggers:
        await connection.execute(f"ALTER TABLE {trigger['table']} DISABLE TRIGGER {quoted(trigger['name'])}")
    for key in keys:
        await connection.execute(f"ALTER TABLE {key['table']} DROP CONSTRAINT {quoted(key['name'])}")
    await connection.execute("TRUNCATE " + ", ".join(quoted(table.name) for table in manifest.tables))
    for table in manifest.tables:
        name = m.rows_name(manifest.id, table.name)
        async with aclosing(unpacked(vault.open(name))) as chunks:
            status = await connection.copy_to_table(
                table.name, schema_name="public", columns=table.columns, source=chunks, format="text"
            )
        if int(status.split()[-1]) != table.rows:
            raise Damaged(name)
    for sequence in manifest.sequences:
        await connection.execute(
            "SELECT setval($1::text::regclass, $2, $3)", quoted(sequence.name), sequence.last, sequence.called
        )
    for key in keys:
        await connection.execute(
            f"ALTER TABLE {key['table']} ADD CONSTRAINT {quoted(key['name'])} {key['says']}"
        )
    for trigger in triggers:
        await connection.execute(f"ALTER TABLE {trigger['table']} ENABLE TRIGGER {quoted(trigger['name'])}")
