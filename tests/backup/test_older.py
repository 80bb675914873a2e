"""A backup of an earlier version: its tables as they were then, its rows, then forward to today."""

import asyncpg
import pytest

from backend.backup.errors import BackupError
from backend.backup.loading import finish, load, prepare
from backend.backup.making import make
from backend.backup.manifest import read_keys, read_manifest
from backend.kit.migrate import is_current, rebuild
from media.storage import Vault
from tests.backup.conftest import DAYS, Elsewhere, Site
from tests.backup.seen import look


async def _ask(dsn: str, sql: str) -> list[tuple[object, ...]]:
    connection = await asyncpg.connect(dsn)
    try:
        return [tuple(row) for row in await connection.fetch(sql)]
    finally:
        await connection.close()


async def test_rows_of_before_a_migration_go_through_it(
    site: Site, elsewhere: Elsewhere, monkeypatch
) -> None:
    """The last migration of the urgent sheet has not run there, nor the queue's last; its rows are filled in by hand."""
    dsn = elsewhere.target.database_url
    ran = [
        (str(a), str(n))
        for a, n in await _ask(site.database, "SELECT app_name, name FROM migration ORDER BY id")
    ]
    queue = [str(row[0]) for row in await _ask(site.database, "SELECT name FROM queue_schema ORDER BY 1")]
    left_out = max(id for id in ran if id[0] == "emergency")
    files = [name for name in queue if name.endswith(".sql")]
    older, older_queue = [id for id in ran if id != left_out], files[:-1]
    assert len(older) == len(ran) - 1
    await elsewhere.quietly(rebuild(dsn, older, older_queue))
    connection = await asyncpg.connect(dsn)
    await connection.executemany("INSERT INTO migration (app_name, name) VALUES ($1, $2)", older)
    await connection.executemany(
        "INSERT INTO queue_schema (name) VALUES ($1)", [(name,) for name in older_queue]
    )
    await connection.execute("INSERT INTO attempt VALUES ('x', now(), now(), 3)")
    assert not await is_current(connection)
    await connection.close()
    then = await look(dsn, site.files)

    monkeypatch.setattr("backend.backup.making.OBJECT_COLUMNS", [("carnet", "portrait")])
    made = await make(
        dsn=dsn, files=site.files, secrets={}, data=site.data, keys=site.keys, now=site.clock.now(), days=DAYS
    )
    assert made.manifest.migrations == older
    await _ask(dsn, "DROP SCHEMA public CASCADE")
    await _ask(dsn, "CREATE SCHEMA public")

    key = (await read_keys(site.keys, made.manifest.id)).key
    manifest = await read_manifest(site.data, made.manifest.id, key)
    await prepare(dsn)
    await elsewhere.quietly(load(dsn, manifest, Vault(site.data, key)))
    loaded = await look(dsn, site.files)
    del loaded.rows["restoring"]
    assert loaded.rows == then.rows
    assert [line for line in loaded.schema if "restoring" not in line] == then.schema
    await elsewhere.quietly(finish(dsn))
    connection = await asyncpg.connect(dsn)
    assert await is_current(connection)
    assert await connection.fetchval("SELECT count FROM attempt") == 3
    await connection.close()
    assert (await look(dsn, site.files)).schema == (await look(site.database, site.files)).schema


async def test_what_this_version_does_not_know_is_refused(site: Site, elsewhere: Elsewhere) -> None:
    made = await site.backup()
    made.manifest.queue.append("99.00.00_01_later.sql")
    key = (await read_keys(site.keys, made.manifest.id)).key
    await prepare(elsewhere.target.database_url)
    with pytest.raises(BackupError, match="plus récent"):
        await elsewhere.quietly(load(elsewhere.target.database_url, made.manifest, Vault(site.data, key)))
