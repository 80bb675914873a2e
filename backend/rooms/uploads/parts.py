"""The parts that one request brings: while one is put where it stays and counted, the next one comes."""

import asyncio
import math
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Protocol

from backend.kit.errors import CS3Error
from backend.rooms.uploads.body import Body
from media.storage import Storage, Vault

PART_BYTES = 16 * 1024 * 1024
PART_SECONDS = 20.0
"""What a killed process loses at most of a request under way; of what comes fast, twice as much."""
PART_LEAST = 3 * 1024 * 1024
"""However much memory others take."""


class Keep(Protocol):
    async def __call__(self, name: str, size: int, *, last: bool) -> None:
        """Counts a part. last: no other has been begun."""
        ...


class Parts:
    """Of one request, in order: each is counted once all before it are; where one is refused, none after it is kept."""

    def __init__(
        self, body: Body, storage: Storage | Vault, *, new_name: Callable[[], str], keep: Keep, whole: bool
    ) -> None:
        """whole: all that comes is one part."""
        self._body, self._storage, self._new_name, self._keep = body, storage, new_name, keep
        self._whole = whole
        self._most, self._seconds = (math.inf, math.inf) if whole else (PART_BYTES, PART_SECONDS)
        self._begun = 0
        self._tasks: list[asyncio.Task[None]] = []

    async def all(self) -> None:
        """Until the end of the body. Raises what refused one."""
        try:
            while await self._body.more():
                await self._leave(0 if self._storage.crowded else 1)
                await self._begin()
            await self._leave(0)
        finally:
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _leave(self, many: int) -> None:
        """No more than so many on their way."""
        while len(self._tasks) > many:
            await self._tasks[0]
            del self._tasks[0]

    async def _begin(self) -> None:
        """Until all of one part has come, or putting it failed."""
        came = asyncio.Event()
        self._begun += 1
        before = self._tasks[-1] if self._tasks else None
        task = asyncio.create_task(self._one(self._begun, came, before))
        task.add_done_callback(lambda ended: self._ended(ended, came))
        self._tasks.append(task)
        await came.wait()

    def _ended(self, task: asyncio.Task[None], came: asyncio.Event) -> None:
        came.set()
        if task.cancelled() or task.exception():
            self._body.hand_over()  # what else comes will not be kept

    async def _one(self, number: int, came: asyncio.Event, before: Awaitable[None] | None) -> None:
        name = self._new_name()
        size = await self._storage.put(name, self._bytes(came))
        try:
            if before:
                await before
        except BaseException:
            await self._storage.delete(name)
            raise
        try:
            await self._keep(name, size, last=number == self._begun)
        except CS3Error:
            await self._storage.delete(name)  # nothing of ours names it: the transaction was undone
            raise

    async def _bytes(self, came: asyncio.Event) -> AsyncIterator[bytes]:
        given = 0

        def enough() -> bool:
            return given >= PART_LEAST and not self._whole and self._storage.crowded

        async for chunk in self._body.part(self._most, self._seconds, enough=enough):
            given += len(chunk)
            yield chunk
        came.set()
