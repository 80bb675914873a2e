"""A sealed range is the slice that it says, and touches the segments that it needs, no others."""

import asyncio
import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from media.storage import Storage, Vault, storage_from_url
from media.storage.stream_cipher import HEADER, SEGMENT, plain_start, sealed_size
from tests.media.storage.helpers import in_chunks, read

DATA = os.urandom(plain_start(6) + 5)
EDGES = [plain_start(number) + near for number in range(1, 6) for near in (-1, 0, 1)]
SIZES = st.one_of(st.integers(0, len(DATA)), st.sampled_from(EDGES))
OFFSETS = st.one_of(st.integers(0, len(DATA) + 100_000), st.sampled_from(EDGES))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(size=SIZES, chunk=st.integers(1000, 200_000), ranges=st.lists(st.tuples(OFFSETS, OFFSETS), max_size=6))
def test_a_range_is_a_slice(tmp_path: Path, size: int, chunk: int, ranges: list[tuple[int, int]]) -> None:
    async def put_and_read() -> None:
        storage = storage_from_url(f"file://{tmp_path}")
        key = os.urandom(32)
        data = DATA[:size]
        assert await Vault(storage, key).put("film", in_chunks(data, chunk)) == size
        assert await storage.size("film") == sealed_size(size)
        assert await Vault(storage, key).size("film") == size
        for start, stop in ranges:
            assert await read(Vault(storage, key), "film", start, stop) == data[start:stop]
            assert (
                await read(Vault(storage_from_url(f"file://{tmp_path}"), key), "film", start) == data[start:]
            )

    asyncio.run(put_and_read())


@pytest.mark.parametrize("stop", EDGES)
async def test_sizes_on_the_edges(storage: Storage, stop: int) -> None:
    """In a bucket too."""
    await storage.put("film", in_chunks(DATA[:stop]))
    assert await read(storage, "film") == DATA[:stop]
    assert await read(storage, "film", stop - 1) == DATA[stop - 1 : stop]
    assert await read(storage, "film", stop) == b""
    assert await read(storage, "film", SEGMENT, stop) == DATA[SEGMENT:stop]
    assert await read(storage, "film", SEGMENT, stop + 1) == DATA[SEGMENT:stop]


class Watched:
    """A real folder, and which ranges were asked of it."""

    def __init__(self, storage: Storage):
        self._storage = storage
        self.asked: list[tuple[int, int | None]] = []
        self.put = storage.put
        self.size = storage.size
        self.delete = storage.delete
        self.names = storage.names
        self.check = storage.check
        self.sweep = storage.sweep

    def open(
        self, name: str, start: int = 0, stop: int | None = None, **options: Any
    ) -> AsyncIterator[bytes]:
        self.asked.append((start, stop))
        return self._storage.open(name, start, stop, **options)


async def test_only_the_touched_segments_are_read(tmp_path: Path) -> None:
    watched = Watched(storage_from_url(f"file://{tmp_path}"))
    key = os.urandom(32)
    await Vault(watched, key).put("film", in_chunks(DATA))
    middle = plain_start(3)

    assert await read(Vault(watched, key), "film", middle, middle + 1) == DATA[middle : middle + 1]
    assert watched.asked == [(3 * SEGMENT, 4 * SEGMENT)]

    watched.asked.clear()
    await read(Vault(watched, key), "film", middle - 1, middle + 1)
    assert watched.asked == [(2 * SEGMENT, 4 * SEGMENT)]

    elsewhere = Watched(watched)  # another process: it has not seen the header yet
    await read(Vault(elsewhere, key), "film", middle, middle + 1)
    assert sorted(elsewhere.asked, key=str) == sorted([(0, HEADER), (3 * SEGMENT, 4 * SEGMENT)], key=str)
    elsewhere.asked.clear()
    await read(Vault(elsewhere, key), "film", middle, middle + 1)
    assert elsewhere.asked == [(3 * SEGMENT, 4 * SEGMENT)]
