"""A put that does not come to its end leaves nothing, visible or not."""

import asyncio
import os
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from media.storage import Missing, Storage
from media.storage.s3 import S3Storage
from tests.media.storage.helpers import in_chunks, names, read

MIB = 1024 * 1024


class LineCut(Exception):
    pass


async def cut_after(size: int) -> AsyncIterator[bytes]:
    async for chunk in in_chunks(os.urandom(size)):
        yield chunk
    raise LineCut


async def stuck_after(size: int, reached: asyncio.Event) -> AsyncIterator[bytes]:
    async for chunk in in_chunks(os.urandom(size)):
        yield chunk
    reached.set()
    await asyncio.sleep(3600)


async def assert_nothing_remains(storage: Storage) -> None:
    assert await names(storage) == set()
    with pytest.raises(Missing):
        await storage.size("film")
    # Also nothing hidden: no temporary file, no unfinished multipart upload.
    assert await storage.sweep(datetime.now(UTC) + timedelta(days=1)) == 0
    # And no memory: a sealed bucket of these tests is crowded as soon as it holds a byte.
    assert not storage.crowded
    if isinstance(storage, S3Storage):
        assert storage._held.size == 0


@pytest.mark.parametrize("size", [0, 1000, 3 * MIB, 5 * MIB, 12 * MIB])
async def test_the_iterator_raises(storage: Storage, size: int) -> None:
    with pytest.raises(LineCut):
        await storage.put("film", cut_after(size))
    await assert_nothing_remains(storage)


@pytest.mark.parametrize("size", [0, 1000, 3 * MIB, 12 * MIB])
async def test_the_task_is_cancelled(storage: Storage, size: int) -> None:
    reached = asyncio.Event()
    task = asyncio.create_task(storage.put("film", stuck_after(size, reached)))
    await reached.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await assert_nothing_remains(storage)


async def test_the_task_is_cancelled_at_any_moment(storage: Storage) -> None:
    """Also while a part is sent, or the object is being put in its place: it is whole, or it is not."""
    data = os.urandom(11 * MIB)
    whole = 0
    for delay in [0.0, 0.002, 0.004, 0.008, 0.016, 0.03, 0.05, 0.08, 0.12, 0.16, 0.2, 0.3]:
        task = asyncio.create_task(storage.put("film", in_chunks(data)))
        await asyncio.sleep(delay)
        task.cancel()
        try:
            await task
        except asyncio.CancelledError:
            await assert_nothing_remains(storage)
        else:
            whole += 1
            assert await read(storage, "film") == data
            await storage.delete("film")
    assert whole < 12


async def test_ending_early_keeps_what_came(storage: Storage) -> None:
    """A phone's line was cut: the caller ends the chunks, and the part that came is an object like any other."""
    data = os.urandom(6 * MIB + 12_345)

    async def cut() -> AsyncIterator[bytes]:
        async for chunk in cut_then_ended():
            yield chunk

    async def cut_then_ended() -> AsyncIterator[bytes]:
        try:
            async for chunk in in_chunks(data):
                yield chunk
            raise LineCut
        except LineCut:
            return

    assert await storage.put("part", cut()) == len(data)
    assert await read(storage, "part") == data


async def test_an_interrupted_put_spares_the_object_that_was_there(storage: Storage) -> None:
    await storage.put("film", in_chunks(b"the first"))
    with pytest.raises(LineCut):
        await storage.put("film", cut_after(8 * MIB))
    assert await read(storage, "film") == b"the first"


async def test_a_cancelled_read_frees_its_thread(storage: Storage) -> None:
    data = os.urandom(8 * MIB)
    await storage.put("film", in_chunks(data))
    for delay in [0.0005 * step for step in range(40)]:
        task = asyncio.create_task(read(storage, "film"))
        await asyncio.sleep(delay)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    assert await asyncio.wait_for(read(storage, "film", 0, 100), 10) == data[:100]
