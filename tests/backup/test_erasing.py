"""While a backup copies, nothing that it named is erased; what was to be erased is, afterwards."""

import asyncio
import re
from pathlib import Path

import asyncpg
import pytest

from backend import cli_keys
from backend.backup.errors import BackupError
from backend.backup.places import Place
from backend.backup.snapshot import held, snapshot, still_held
from backend.cli_checks import Stop
from backend.house import OBJECT_COLUMNS
from backend.rooms.uploads import jobs as uploads
from tests.backup.conftest import Elsewhere, Site
from tests.backup.seen import look

ROOT = Path(__file__).resolve().parents[2]


class Slow(Place):
    """The house's files, each waited for: something happens before the first one is read."""

    def __init__(self, inner: Place, meanwhile):
        super().__init__(inner._storage, inner.label)
        self.meanwhile, self.once = meanwhile, asyncio.Lock()
        self.over = False

    async def size(self, name: str) -> int:
        async with self.once:
            if not self.over:
                self.over = True
                await self.meanwhile()
        return await super().size(name)


async def test_a_purge_in_the_middle_takes_nothing_from_the_backup(
    site: Site, elsewhere: Elsewhere, run_jobs, query
) -> None:
    """The film was binned a month ago; its time comes while the backup is copying. Then the sweep passes too."""
    assert (
        await site.family.mother.client.delete(f"{site.carnet}/captures/{site.binned}")
    ).status_code == 204
    await run_jobs()
    site.clock.advance(days=31)
    then = await site.look()
    before = set(then.objects)

    async def purge() -> None:
        from backend.rooms.captures import jobs as captures

        await captures.empty_bins.run(timestamp=0)
        await run_jobs()  # the forgetting that the purge put in the queue
        await uploads.sweep.run(timestamp=0)
        assert {name async for name in site.files.names("")} == before
        assert not await query("SELECT FROM capture WHERE id::text = $1", site.binned)

    slow = Slow(site.files, purge)
    made = await site.backup(files=slow)
    assert slow.over
    assert (made.lost, made.sent) == (0, len(before))

    site.clock.advance(minutes=11)
    await query("UPDATE procrastinate_jobs SET scheduled_at = NULL WHERE status = 'todo'")
    await run_jobs()
    assert {name async for name in site.files.names("")} < before  # it was only put off

    await elsewhere.restore()
    async with elsewhere.database() as dsn:
        back = await look(dsn, elsewhere.files)
    assert back.objects == then.objects
    assert any(site.binned in row for row in back.rows["capture"])


async def test_an_erasing_under_way_is_waited_for(site: Site) -> None:
    from backend.kit.erasing import erasing

    async with erasing() as may:
        assert may
        waiting = asyncio.create_task(site.backup())
        await asyncio.sleep(0.5)
        assert not waiting.done()
        assert not [name async for name in site.data.names("")]
        async with erasing() as another:
            assert not another  # who comes after the backup waits its turn
    assert (await waiting).lost == 0


async def test_two_backups_at_once_are_one_and_a_sentence(site: Site) -> None:
    async with held(site.database):
        with pytest.raises(BackupError, match="en cours"):
            await site.backup()


async def test_a_database_that_stops_in_the_middle_leaves_no_backup(site: Site, query) -> None:
    """The lock went with its connection: files may have been erased since."""

    async def stop() -> None:
        await query(
            "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND mode = 'ExclusiveLock'"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
        )

    with pytest.raises(BackupError, match="relancez"):
        await site.backup(files=Slow(site.files, stop))
    assert not [name async for name in site.data.names("backups/") if name.endswith("manifest")]
    assert (await site.backup()).lost == 0


async def test_the_lock_is_known_to_be_held(site: Site) -> None:
    async with held(site.database) as connection:
        await still_held(connection)
        await connection.execute("SELECT pg_advisory_unlock_all()")
        with pytest.raises(BackupError):
            await still_held(connection)


async def test_every_column_that_names_a_file_is_known_to_the_backup(site: Site, query) -> None:
    """Of all the text in this house's rows, what is the name of an object stands in a column of the list."""
    names = {name async for name in site.files.names("")}
    found: set[tuple[str, str]] = set()
    columns = await query(
        "SELECT table_name AS t, column_name AS c FROM information_schema.columns"
        " WHERE table_schema = 'public' AND data_type = 'text'"
    )
    for column in columns:
        rows = await query(f'SELECT DISTINCT "{column["c"]}" AS v FROM "{column["t"]}"')
        if names & {row["v"] for row in rows}:
            found.add((str(column["t"]), str(column["c"])))
    assert found
    assert found <= set(OBJECT_COLUMNS)
    called = {(str(c["t"]), str(c["c"])) for c in columns if c["c"] in ("object", "portrait", "words")}
    called.discard(("passed_on", "words"))  # what somebody wrote
    assert called <= set(OBJECT_COLUMNS)
    async with held(site.database) as connection, snapshot(connection) as taken:
        named = {name async for some in taken.objects(OBJECT_COLUMNS) for name in some}
    assert named == names


def test_whoever_erases_files_asks_first() -> None:
    """parts.py and taking_in.py take back what no row ever named."""
    for path in (ROOT / "backend").rglob("*.py"):
        text = path.read_text()
        if re.search(r"storage\.delete\(|vault\.delete\(", text) and path.name not in {
            "parts.py",
            "taking_in.py",
        }:
            if path.is_relative_to(ROOT / "backend/backup"):
                continue
            assert "async with erasing() as may" in text, path


async def test_the_lock_ends_with_whoever_held_it(site: Site) -> None:
    from backend.kit.erasing import LOCK, erasing

    connection = await asyncpg.connect(site.database)
    await connection.execute("SELECT pg_advisory_lock($1)", LOCK)
    async with erasing() as may:
        assert not may
    connection.terminate()
    for _ in range(50):
        async with erasing() as may:
            if may:
                break
        await asyncio.sleep(0.1)
    assert may


async def test_the_servers_key_is_not_changed_while_a_backup_takes_it(
    site: Site, elsewhere: Elsewhere
) -> None:
    """The keys and the rows that they open are of one moment."""
    before = site.settings.key_file.read_text()
    async with held(site.database):
        for change in (cli_keys.rotate, cli_keys.retire):
            with pytest.raises(Stop, match="sauvegarde est en cours"):
                await elsewhere.quietly(change(site.settings, site.database))
    assert site.settings.key_file.read_text() == before
    await elsewhere.quietly(cli_keys.rotate(site.settings, site.database))
    assert site.settings.key_file.read_text() != before
