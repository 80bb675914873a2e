"""The parts of one request: the next one comes while one is put where it stays, and the order of what counts is kept."""

import asyncio
import hashlib
from collections.abc import AsyncIterable, AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from backend.kit.errors import NotFound
from backend.rooms.uploads import body, parts
from backend.rooms.uploads.body import AHEAD, Body
from backend.rooms.uploads.errors import ChecksumMismatch
from backend.rooms.uploads.parts import Parts
from backend.rooms.uploads.tus import Checksum
from media.storage import Unreachable
from media.storage.disk import DiskStorage


class Slow(DiskStorage):
    """Whose first object stands only when told; a crowded one asks to wait for what is on its way."""

    crowded = False

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.go_on = asyncio.Event()
        self.second_asked, self.first_came = asyncio.Event(), asyncio.Event()
        self.asked: list[str] = []

    async def put(self, name: str, chunks: AsyncIterable[bytes]) -> int:
        self.asked.append(name)
        if name == "2":
            self.second_asked.set()
        return await super().put(name, self._slowly(chunks) if name == "1" else chunks)

    async def _slowly(self, chunks: AsyncIterable[bytes]) -> AsyncIterator[bytes]:
        async for chunk in chunks:
            yield chunk
        self.first_came.set()
        await self.go_on.wait()


class Away(Slow):
    """Which takes nothing."""

    async def put(self, name: str, chunks: AsyncIterable[bytes]) -> int:
        self.asked.append(name)
        raise Unreachable


class Sent:
    """A request of three parts, and what counts of it."""

    def __init__(
        self, storage: Slow, monkeypatch: pytest.MonkeyPatch, refuse: str = "", most: int = AHEAD
    ) -> None:
        monkeypatch.setattr(parts, "PART_BYTES", most)
        self.storage, self.refuse = storage, refuse
        self.kept: list[tuple[str, int, bool]] = []
        self._left = 3
        names = iter("123")
        self.body = Body(self._receive, most=3 * AHEAD)
        self.parts = Parts(self.body, storage, new_name=lambda: next(names), keep=self._keep, whole=False)

    async def _receive(self) -> Any:
        self._left -= 1
        return {"type": "http.request", "body": bytes([self._left]) * AHEAD, "more_body": self._left > 0}

    async def _keep(self, name: str, size: int, *, last: Callable[[], bool]) -> None:
        if name == self.refuse:
            raise NotFound
        self.kept.append((name, size, last()))

    async def all(self) -> None:
        async with self.body:
            await self.parts.all()

    async def objects(self) -> set[str]:
        return {name async for name in self.storage.names()}


async def test_the_next_comes_while_one_is_put_and_they_count_in_order(
    tmp_path: Path, monkeypatch: Any
) -> None:
    sent = Sent(storage := Slow(tmp_path), monkeypatch)
    sending = asyncio.create_task(sent.all())
    await asyncio.wait_for(storage.second_asked.wait(), 5)
    assert sent.kept == []  # the second waits for the first
    storage.go_on.set()
    await sending
    assert [(name, size) for name, size, _ in sent.kept] == [(name, AHEAD) for name in "123"]
    assert sent.kept[-1][2]
    assert not sent.kept[0][2]
    assert await sent.objects() == set("123")


@pytest.mark.parametrize("refuse", ["1", "2"])
async def test_nothing_stays_from_the_one_that_is_refused_on(
    tmp_path: Path, monkeypatch: Any, refuse: str
) -> None:
    sent = Sent(storage := Slow(tmp_path), monkeypatch, refuse)
    sending = asyncio.create_task(sent.all())
    await asyncio.wait_for(storage.second_asked.wait(), 5)
    storage.go_on.set()
    with pytest.raises(NotFound):
        await sending
    before = {name for name in "123" if name < refuse}
    assert {name for name, _, _ in sent.kept} == before
    assert await sent.objects() == before


async def test_a_crowded_storage_has_one_at_a_time(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(Slow, "crowded", True)
    sent = Sent(storage := Slow(tmp_path), monkeypatch)
    sending = asyncio.create_task(sent.all())
    await asyncio.wait_for(storage.first_came.wait(), 5)
    for _ in range(20):
        await asyncio.sleep(0)
    assert storage.asked == ["1"]
    storage.go_on.set()
    await sending
    assert [name for name, _, _ in sent.kept] == list("123")


@pytest.mark.parametrize(
    ("crowded", "sizes"), [(True, [2 * AHEAD, AHEAD]), (False, [3 * AHEAD])], ids=["crowded", "not"]
)
async def test_a_part_ends_early_where_others_take_much_and_not_before_its_least(
    tmp_path: Path, monkeypatch: Any, crowded: bool, sizes: list[int]
) -> None:
    monkeypatch.setattr(Slow, "crowded", crowded)
    monkeypatch.setattr(parts, "PART_LEAST", 2 * AHEAD)
    sent = Sent(storage := Slow(tmp_path), monkeypatch, most=100 * AHEAD)
    storage.go_on.set()
    await asyncio.wait_for(sent.all(), 5)
    assert [size for _, size, _ in sent.kept] == sizes


async def test_a_request_that_ends_with_two_on_their_way_leaves_neither(
    tmp_path: Path, monkeypatch: Any
) -> None:
    """The second stands already, and waits for the first to count."""
    sent = Sent(Slow(tmp_path), monkeypatch)
    sending = asyncio.create_task(sent.all())
    async with asyncio.timeout(5):
        while "2" not in await sent.objects():  # noqa: ASYNC110 - a storage sends no event
            await asyncio.sleep(0.01)
        sending.cancel()
        with pytest.raises(asyncio.CancelledError):
            await sending
    assert sent.kept == []
    assert await sent.objects() == set()


async def test_none_is_begun_after_one_that_failed(tmp_path: Path, monkeypatch: Any) -> None:
    """What came meanwhile is still there, and would be put for nothing."""
    sent = Sent(storage := Away(tmp_path), monkeypatch)
    with pytest.raises(Unreachable):
        await asyncio.wait_for(sent.all(), 5)
    assert storage.asked == ["1"]


async def test_a_piece_with_its_checksum_holds_memory_no_longer_than_its_line_brings_it(
    tmp_path: Path, monkeypatch: Any
) -> None:
    """A byte now and then is no silence, and less than a batch in that time."""
    monkeypatch.setattr(body, "SILENCE", 0.1)
    came = 0

    async def drops() -> Any:
        nonlocal came
        came += 1
        await asyncio.sleep(0 if came == 1 else 0.02)
        return {"type": "http.request", "body": b"x" * (AHEAD if came == 1 else 1), "more_body": True}

    piece = Body(drops, most=100 * AHEAD, checksum=Checksum("sha256", hashlib.sha256(b"never").digest()))

    async def keep(name: str, size: int, *, last: Callable[[], bool]) -> None:
        assert size == AHEAD
        if not piece.matches:
            raise ChecksumMismatch

    storage = Slow(tmp_path)
    storage.go_on.set()
    async with piece:
        with pytest.raises(ChecksumMismatch):
            async with asyncio.timeout(5):
                await Parts(piece, storage, new_name=lambda: "1", keep=keep, whole=True).all()
    assert [name async for name in storage.names()] == []
