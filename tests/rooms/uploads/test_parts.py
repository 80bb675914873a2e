"""The parts of one request: the next one comes while one is put where it stays, and the order of what counts is kept."""

import asyncio
from collections.abc import AsyncIterable
from pathlib import Path
from typing import Any

import pytest

from backend.kit.errors import NotFound
from backend.rooms.uploads import parts
from backend.rooms.uploads.body import AHEAD, Body
from backend.rooms.uploads.parts import Parts
from media.storage.disk import DiskStorage


class Slow(DiskStorage):
    """Whose first object stands only when told; a crowded one asks to wait for what is on its way."""

    crowded = False

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.go_on = asyncio.Event()
        self.second_asked, self.first_written = asyncio.Event(), asyncio.Event()
        self.asked: list[str] = []

    async def put(self, name: str, chunks: AsyncIterable[bytes]) -> int:
        self.asked.append(name)
        if name == "2":
            self.second_asked.set()
        size = await super().put(name, chunks)
        if name == "1":
            self.first_written.set()
            await self.go_on.wait()
        return size


class Sent:
    """A request of three parts, and what counts of it."""

    def __init__(self, storage: Slow, monkeypatch: pytest.MonkeyPatch, refuse: str = "") -> None:
        monkeypatch.setattr(parts, "PART_BYTES", AHEAD)
        self.storage, self.refuse = storage, refuse
        self.kept: list[tuple[str, int, bool]] = []
        self._left = 3
        names = iter("123")
        self.body = Body(self._receive, most=3 * AHEAD)
        self.parts = Parts(self.body, storage, new_name=lambda: next(names), keep=self._keep, whole=False)

    async def _receive(self) -> Any:
        self._left -= 1
        return {"type": "http.request", "body": bytes([self._left]) * AHEAD, "more_body": self._left > 0}

    async def _keep(self, name: str, size: int, *, last: bool) -> None:
        if name == self.refuse:
            raise NotFound
        self.kept.append((name, size, last))

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
    await asyncio.wait_for(storage.first_written.wait(), 5)
    for _ in range(20):
        await asyncio.sleep(0)
    assert storage.asked == ["1"]
    storage.go_on.set()
    await sending
    assert [name for name, _, _ in sent.kept] == list("123")
