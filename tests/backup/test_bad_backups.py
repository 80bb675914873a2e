"""What was cut, altered, lost, or belongs elsewhere: one sentence that says what to do, and nothing half restored."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from typing import Any

import asyncpg
import pytest

from backend.backup import manifest as m
from backend.backup.choosing import choose
from backend.backup.errors import BackupError
from backend.backup.places import KEYS, MARK, OBJECTS, Place, place_at
from backend.backup.verifying import verify
from media.storage import Vault
from media.storage.checked import look_at
from tests.backup.conftest import Elsewhere, Site
from tests.backup.seen import look
from tests.soak.counts import some

Harm = Callable[[Site, str], Any]


async def _whole(place: Place, name: str) -> bytes:
    return b"".join([chunk async for chunk in place.open(name)])


async def _write(place: Place, name: str, data: bytes) -> None:
    async def once() -> AsyncIterator[bytes]:
        yield data

    await place.put(name, once())


async def _cut(place: Place, name: str) -> str:
    kept = await _whole(place, name)
    await _write(place, name, kept[: len(kept) - 7])
    return name


async def _flip(place: Place, name: str) -> str:
    kept = bytearray(await _whole(place, name))
    kept[len(kept) // 2] ^= 1
    await _write(place, name, bytes(kept))
    return name


async def _manifest_cut(site: Site, id: str) -> str:
    return await _cut(site.data, m.manifest_name(id))


async def _manifest_empty(site: Site, id: str) -> str:
    await _write(site.data, m.manifest_name(id), b"")
    return m.manifest_name(id)


async def _rows_cut(site: Site, id: str) -> str:
    return await _cut(site.data, m.rows_name(id, "trace"))


async def _rows_flipped(site: Site, id: str) -> str:
    return await _flip(site.data, m.rows_name(id, "person"))


async def _rows_of_another_table(site: Site, id: str) -> str:
    await _write(site.data, m.rows_name(id, "person"), await _whole(site.data, m.rows_name(id, "session")))
    return m.rows_name(id, "person")


async def _rows_gone(site: Site, id: str) -> str:
    await site.data.delete(m.rows_name(id, "person"))
    return m.rows_name(id, "person")


async def _list_flipped(site: Site, id: str) -> str:
    return await _flip(site.data, m.list_name(id))


async def _file_flipped(site: Site, id: str) -> str:
    return await _flip(site.data, min([name async for name in site.data.names(OBJECTS)]))


async def _file_gone(site: Site, id: str) -> str:
    name = min([name async for name in site.data.names(OBJECTS)])
    await site.data.delete(name)
    return name


@pytest.mark.slow
@pytest.mark.parametrize(
    "harm",
    some(
        *(_manifest_cut, _manifest_empty, _rows_of_another_table, _list_flipped, _file_gone),
        besides=[_rows_cut, _rows_flipped, _rows_gone, _file_flipped],
    ),
)
async def test_a_harmed_backup_is_said_to_be_and_gives_nothing_back(
    site: Site, elsewhere: Elsewhere, harm: Harm
) -> None:
    id = (await site.backup()).manifest.id
    where = await harm(site, id)
    key = (await m.read_keys(site.keys, id)).key
    if "manifest" not in where:
        _, wrong = await verify(site.data, id, key)
        assert where in wrong
    with pytest.raises(BackupError, match="rien n’a été restauré") as said:
        await elsewhere.restore()
    assert "--at" in str(said.value)
    assert await elsewhere.is_untouched()


async def test_the_rest_is_given_back_when_one_says_so(site: Site, elsewhere: Elsewhere) -> None:
    id = (await site.backup()).manifest.id
    harmed = {(await _file_gone(site, id)).removeprefix(OBJECTS)}
    then = await site.look()
    restored = await elsewhere.restore(incomplete=True)
    assert set(restored.without) == harmed
    async with elsewhere.database() as dsn:
        back = await look(dsn, elsewhere.files)
    assert back.rows == then.rows
    assert back.objects == {name: seen for name, seen in then.objects.items() if name not in harmed}


async def test_keys_of_another_place_are_told_apart(site: Site, elsewhere: Elsewhere, tmp_path) -> None:
    await site.backup()
    others = place_at(str(tmp_path / "others"), "--keys-from")
    with pytest.raises(BackupError, match="--keys-from n’a pas les clés"):
        await elsewhere.restore(keys=others)
    await _write(
        others, MARK, b'{"format": 1, "place": "00", "house": "01a1fd55-7a80-725e-8773-f006642311e9"}'
    )
    with pytest.raises(BackupError, match="--keys-from n’a pas les clés"):
        await elsewhere.restore(keys=others)
    assert await elsewhere.is_untouched()


async def test_a_key_past_its_end_is_said(site: Site) -> None:
    id = (await site.backup()).manifest.id
    await site.keys.delete(KEYS + id)
    with pytest.raises(BackupError, match="plus la clé d’aucune sauvegarde"):
        await choose(site.data, site.keys, None)
    site.clock.advance(hours=1)
    older = (await site.backup()).manifest.id
    site.clock.advance(hours=1)
    newer = (await site.backup()).manifest.id
    await site.keys.delete(KEYS + newer)
    with pytest.raises(BackupError, match="n’a plus la clé") as said:
        await choose(site.data, site.keys, None)
    assert "--at" in str(said.value)
    assert await choose(site.data, site.keys, m.time_of(older)) == older


async def test_one_backups_key_does_not_open_another(site: Site, elsewhere: Elsewhere) -> None:
    first = (await site.backup()).manifest.id
    site.clock.advance(hours=1)
    second = (await site.backup()).manifest.id
    kept = await m.read_keys(site.keys, first)
    kept.id = second

    async def once() -> AsyncIterator[bytes]:
        async for chunk in m.encoded(kept):
            yield chunk

    await site.keys.put(KEYS + second, once())
    with pytest.raises(BackupError, match="abîmée"):
        await elsewhere.restore()
    assert await elsewhere.is_untouched()


async def test_no_backup_without_its_manifest(site: Site, elsewhere: Elsewhere) -> None:
    with pytest.raises(BackupError, match="ne contient aucune sauvegarde de CS3"):
        await elsewhere.restore()
    id = (await site.backup()).manifest.id
    await site.data.delete(m.manifest_name(id))
    with pytest.raises(BackupError, match="aucune sauvegarde finie"):
        await elsewhere.restore()


async def test_nothing_is_restored_over_anything(site: Site, elsewhere: Elsewhere, query) -> None:
    await site.backup()
    elsewhere.target.folder.mkdir()
    (elsewhere.target.folder / "server-key").write_text("ours")
    with pytest.raises(BackupError, match="n’est pas vide"):
        await elsewhere.restore()
    assert (elsewhere.target.folder / "server-key").read_text() == "ours"
    (elsewhere.target.folder / "server-key").unlink()

    connection = await asyncpg.connect(elsewhere.target.database_url)
    await connection.execute("CREATE TABLE theirs (n integer)")
    with pytest.raises(BackupError, match="contient déjà des tables"):
        await elsewhere.restore()
    assert await connection.fetchval("SELECT count(*) FROM theirs") == 0
    await connection.execute("DROP TABLE theirs")
    await connection.close()
    assert await elsewhere.is_untouched()
    await elsewhere.restore()


async def test_another_file_of_the_same_name_is_never_written_over(
    site: Site, elsewhere: Elsewhere, tmp_path
) -> None:
    """A store that survived, and was harmed since: what is the same is left alone, what is not is refused."""
    await site.backup()
    url = elsewhere.target.storage_url or (tmp_path / "store").as_uri()
    there = Elsewhere(replace(elsewhere.target, storage_url=url), site)
    names = [name async for name in site.files.names("")]
    for name in names[:-1]:
        await there.files.put(name, site.files.open(name))
    await _write(there.files, names[-1], b"something else")
    with pytest.raises(BackupError, match="déjà un autre fichier"):
        await there.restore()
    assert await _whole(there.files, names[-1]) == b"something else"
    left = {name async for name in there.files.names("")}
    assert left == set(names)
    await there.files.delete(names[-1])
    await there.restore()
    for name in names:
        assert await look_at(there.files, name) == await look_at(site.files, name)


async def test_two_houses_never_share_a_place(site: Site, query) -> None:
    await site.backup()
    await query("UPDATE house SET id = gen_random_uuid()")
    with pytest.raises(BackupError, match="d’un autre CS3"):
        await site.backup()


async def test_a_place_that_holds_something_else_is_not_taken(site: Site) -> None:
    await _write(site.data, "holidays/photo.jpg", b"x")
    with pytest.raises(BackupError, match="contient autre chose"):
        await site.backup()
    await site.data.delete("holidays/photo.jpg")
    await site.backup()


async def test_a_disk_that_is_not_there_does_not_begin_a_new_place(site: Site, tmp_path) -> None:
    """--to leads to the empty folder under a disk that was not mounted."""
    await site.backup()
    unmounted = place_at(str(tmp_path / "unmounted"), "--to")
    with pytest.raises(BackupError, match="disque absent"):
        await site.backup(data=unmounted)
    assert not [name async for name in unmounted.names("")]
    assert [name async for name in site.keys.names(KEYS)]


async def test_a_later_version_is_said(site: Site, elsewhere: Elsewhere) -> None:
    made = await site.backup()
    key = (await m.read_keys(site.keys, made.manifest.id)).key
    made.manifest.migrations.append(("sheets", "2099-01-01T00:00:00:000000"))
    await Vault(site.data, key).put(m.manifest_name(made.manifest.id), m.encoded(made.manifest))
    with pytest.raises(BackupError, match="plus récent"):
        await elsewhere.restore()
    made.manifest.migrations.pop()
    made.manifest.format = m.FORMAT + 1
    await Vault(site.data, key).put(m.manifest_name(made.manifest.id), m.encoded(made.manifest))
    with pytest.raises(BackupError, match="plus récent"):
        await elsewhere.restore()
    assert await elsewhere.is_untouched()


async def test_a_restoring_that_was_killed_begins_again(site: Site, elsewhere: Elsewhere) -> None:
    """Tables half there, and the mark that says so: `serve` takes no such database, and the next restoring does."""
    from backend.backup import loading
    from backend.cli_checks import Stop, _looked_at
    from backend.kit.migrate import rebuild

    made = await site.backup()
    dsn = elsewhere.target.database_url
    await loading.prepare(dsn)
    await elsewhere.quietly(rebuild(dsn, made.manifest.migrations[:3], made.manifest.queue))
    elsewhere.target.begin()
    (elsewhere.target.hidden / "files").mkdir()
    with pytest.raises(Stop, match="à moitié"):
        await _looked_at(dsn)
    await elsewhere.restore()
    async with elsewhere.database() as again:
        assert (await look(again, elsewhere.files)).rows == (await site.look()).rows
    assert not await asyncio.to_thread(elsewhere.target.hidden.exists)
