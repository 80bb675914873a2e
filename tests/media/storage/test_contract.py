"""What every storage does: the same tests for a folder, a bucket, and each of them sealed."""

import asyncio
import os
from datetime import UTC, datetime, timedelta

import pytest

from media.storage import Missing, Storage
from tests.media.storage.helpers import in_chunks, names, read
from tests.soak.counts import some

MIB = 1024 * 1024


async def test_what_is_put_is_read(storage: Storage) -> None:
    data = os.urandom(300_000)
    assert await storage.put("a/b/c.bin", in_chunks(data)) == len(data)
    assert await storage.size("a/b/c.bin") == len(data)
    assert await read(storage, "a/b/c.bin") == data


async def test_nothing_is_an_object_too(storage: Storage) -> None:
    assert await storage.put("empty", in_chunks(b"")) == 0
    assert await storage.size("empty") == 0
    assert await read(storage, "empty") == b""
    assert await read(storage, "empty", 0, 10) == b""


@pytest.mark.slow
@pytest.mark.parametrize(
    "size", some(5 * MIB + 1, 10 * MIB, besides=[5 * MIB - 1, 5 * MIB, 13 * MIB + 7, 18 * MIB + 1])
)
async def test_sizes_around_a_part_of_s3(storage: Storage, size: int) -> None:
    data = os.urandom(size)
    assert await storage.put("large", in_chunks(data, 100_003)) == size
    assert await storage.size("large") == size
    assert await read(storage, "large") == data


async def test_one_chunk_larger_than_everything(storage: Storage) -> None:
    data = os.urandom(11 * MIB)
    await storage.put("one", in_chunks(data, len(data)))
    assert await read(storage, "one") == data


async def test_ranges(storage: Storage) -> None:
    data = os.urandom(700_000)
    await storage.put("film", in_chunks(data))
    for start, stop in [
        (0, 1),
        (0, 700_000),
        (1, 2),
        (65_000, 66_000),
        (131_000, 400_001),
        (699_999, 700_000),
    ]:
        assert await read(storage, "film", start, stop) == data[start:stop], (start, stop)
    assert await read(storage, "film", 500_000) == data[500_000:]


async def test_ranges_are_cut_to_the_object(storage: Storage) -> None:
    data = os.urandom(100_000)
    await storage.put("film", in_chunks(data))
    assert await read(storage, "film", 99_000, 200_000) == data[99_000:]
    assert await read(storage, "film", 100_000, 100_001) == b""
    assert await read(storage, "film", 5_000_000) == b""
    assert await read(storage, "film", 10, 10) == b""
    assert await read(storage, "film", 10, 5) == b""


async def test_chunks_stay_small(storage: Storage) -> None:
    await storage.put("film", in_chunks(bytes(3 * MIB)))
    assert max([len(chunk) async for chunk in storage.open("film")]) <= MIB


async def test_a_reader_may_stop_early(storage: Storage) -> None:
    data = os.urandom(4 * MIB)
    await storage.put("film", in_chunks(data))
    for _ in range(30):  # more than there are threads: a forgotten one would show
        async for chunk in storage.open("film"):
            assert data.startswith(chunk)
            break
    assert await read(storage, "film", 0, 10) == data[:10]


async def test_missing(storage: Storage) -> None:
    with pytest.raises(Missing):
        await read(storage, "absent")
    with pytest.raises(Missing):
        await read(storage, "absent", 200_000, 300_000)
    with pytest.raises(Missing):
        await read(storage, "absent", 3, 3)
    with pytest.raises(Missing):
        await storage.size("absent")


async def test_delete_and_delete_again(storage: Storage) -> None:
    await storage.put("a/b", in_chunks(b"1"))
    await storage.put("a/c", in_chunks(b"2"))
    await storage.delete("a/b")
    await storage.delete("a/b")
    await storage.delete("never/was")
    with pytest.raises(Missing):
        await storage.size("a/b")
    assert await names(storage) == {"a/c"}


async def test_names_by_prefix(storage: Storage) -> None:
    for name in ("a/1", "a/2", "ab/1", "b"):
        await storage.put(name, in_chunks(b"x"))
    assert await names(storage) == {"a/1", "a/2", "ab/1", "b"}
    assert await names(storage, "a/") == {"a/1", "a/2"}
    assert await names(storage, "a") == {"a/1", "a/2", "ab/1"}
    assert await names(storage, "c") == set()


async def test_the_later_put_wins(storage: Storage) -> None:
    await storage.put("a", in_chunks(b"first"))
    await storage.put("a", in_chunks(b"second, longer"))
    assert await read(storage, "a") == b"second, longer"


async def test_puts_of_one_name_at_once_leave_one_of_them_whole(storage: Storage) -> None:
    variants = [bytes([number]) * (400_000 + number) for number in range(6)]
    sizes = await asyncio.gather(*(storage.put("same", in_chunks(each)) for each in variants))
    assert sizes == [len(each) for each in variants]
    assert await read(storage, "same") in variants
    assert await names(storage) == {"same"}


async def test_many_at_once(storage: Storage) -> None:
    data = [os.urandom(200_000 + number) for number in range(24)]
    await asyncio.gather(*(storage.put(f"m/{number}", in_chunks(each)) for number, each in enumerate(data)))
    got = await asyncio.gather(*(read(storage, f"m/{number}") for number in range(24)))
    assert got == data


async def test_check_leaves_nothing(storage: Storage) -> None:
    await storage.check()
    assert await names(storage) == set()
    assert await storage.sweep(datetime.now(UTC) + timedelta(days=1)) == 0
