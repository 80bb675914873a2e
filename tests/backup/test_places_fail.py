"""The place fills up, goes away in mid-stream, or writes something else than it was given."""

from pathlib import Path

import pytest

from backend.backup.errors import BackupError
from backend.backup.places import Place, overlap, place_at
from media.storage import Damaged, Full, Storage
from media.storage.checked import Checked, Seen, look_at
from media.storage.disk import DiskStorage
from tests.backup.conftest import Elsewhere, Site
from tests.media.storage.flaky_proxy import flaky_proxy
from tests.media.storage.helpers import in_chunks, names, read
from tests.servers.swift import CannotRun, swift_server


class Fills(Place):
    """No room left after so many objects, in the middle of one."""

    def __init__(self, storage: Storage, label: str, room: int):
        super().__init__(_Filling(storage, room), label)


class _Filling:
    def __init__(self, storage: Storage, room: int):
        self.storage, self.room = storage, room

    def __getattr__(self, name: str):
        return getattr(self.storage, name)

    async def put(self, name: str, chunks) -> int:
        self.room -= 1
        if self.room > 0:
            return await self.storage.put(name, chunks)

        async def until_full():
            async for chunk in chunks:
                yield chunk[: len(chunk) // 2]
                raise Full("no room left on the disk")

        return await self.storage.put(name, until_full())


async def _finished(place: Place) -> list[str]:
    return [name async for name in place.names("backups/") if name.endswith("/manifest")]


@pytest.mark.parametrize("room", [1, 20, 47, 52])
async def test_a_place_that_fills_up(site: Site, room: int) -> None:
    place = Fills(site.data._storage, "--to", room)
    with pytest.raises(
        BackupError, match="plus de place dans --to : libérez-en, puis relancez la même commande"
    ):
        await site.backup(data=place)
    assert not await _finished(site.data)
    made = await site.backup()
    assert len(await _finished(site.data)) == 1
    assert made.manifest.objects == len([name async for name in site.files.names("")])


async def test_a_target_that_fills_up_stays_empty(site: Site, elsewhere: Elsewhere, monkeypatch) -> None:
    await site.backup()
    put, count = DiskStorage.put, 0

    async def full(self, name, chunks):
        nonlocal count
        count += 1
        if count > 3:
            raise Full("no room left on the disk")
        return await put(self, name, chunks)

    if elsewhere.target.storage_url:
        pytest.skip("a folder's own failure")
    monkeypatch.setattr(DiskStorage, "put", full)
    with pytest.raises(BackupError, match="plus de place"):
        await elsewhere.restore()
    assert count > 3
    assert await elsewhere.is_untouched()


@pytest.mark.timeout(240)
async def test_the_store_goes_away_in_mid_stream(site: Site, elsewhere: Elsewhere) -> None:
    """While it is written to, then while it is read from: a sentence, and nothing half there."""
    try:
        with swift_server() as swift:
            async with flaky_proxy(swift.port) as proxy:
                proxy.break_after(up=60_000)
                away = place_at(swift.url_for(swift.bucket, port=proxy.port), "--to")
                with pytest.raises(BackupError, match="--to ne répond plus") as said:
                    await site.backup(data=away)
                assert swift.secret not in str(said.value)
            there = place_at(swift.url, "--to")
            assert not await _finished(there)
            await site.backup(data=there)
            assert len(await _finished(there)) == 1
            async with flaky_proxy(swift.port) as proxy:
                proxy.break_after(down=70_000)
                away = place_at(swift.url_for(swift.bucket, port=proxy.port), "--from")
                with pytest.raises(BackupError, match="--from ne répond plus"):
                    await elsewhere.restore(data=away)
            assert await elsewhere.is_untouched()
            await elsewhere.restore(data=there)
    except CannotRun as reason:
        if "extended attributes" not in str(reason):
            raise
        pytest.skip(str(reason))


async def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    class Lies(DiskStorage):
        async def put(self, name, chunks):
            async def other():
                async for chunk in chunks:
                    yield bytes([chunk[0] ^ 1]) + chunk[1:]

            return await super().put(name, other())

    honest = Checked(DiskStorage(tmp_path / "a"))
    assert await honest.put("x", in_chunks(b"abc" * 100_000)) == 300_000
    seen = honest.forget("x")
    assert seen == await look_at(honest, "x")
    assert seen.size == 300_000
    assert honest.written == {}
    liar = Checked(Lies(tmp_path / "b"))
    with pytest.raises(Damaged):
        await liar.put("x", in_chunks(b"abc"))
    assert await names(liar) == set()


async def test_what_was_read_as_expected_is_kept_and_nothing_else(tmp_path: Path) -> None:
    from backend.backup.copying import bring_back

    source, target = DiskStorage(tmp_path / "a"), Checked(DiskStorage(tmp_path / "b"))
    await source.put("x", in_chunks(b"abc"))
    with pytest.raises(Damaged):
        await bring_back(source, "x", target, "y", expected=Seen(3, "00"))
    assert await names(target) == set()
    assert await bring_back(source, "x", target, "y", expected=await look_at(source, "x"))
    assert await read(target, "y") == b"abc"
    assert not await bring_back(source, "x", target, "y", expected=await look_at(source, "x"))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("/a/b", "/a/b", True),
        ("/a/b", "/a/b/c", True),
        ("file:///a/b/c", "/a/b", True),
        ("/a/b", "/a/bc", False),
        ("s3://k:s@h:9/one", "s3://x:y@h:9/one?secure=false", True),
        ("s3://k:s@h:9/one", "s3://k:s@h:9/two", False),
        ("s3://k:s@h:9/one", "/one", False),
    ],
)
def test_places_that_are_one(one: str, other: str, same: bool) -> None:
    assert overlap(one, other) is same
    assert overlap(other, one) is same
