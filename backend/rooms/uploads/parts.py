"""The parts that one request brings: while one is put where it stays and counted, the next one comes."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Protocol

from backend.kit.errors import CS3Error
from backend.rooms.uploads.body import Body
from media.storage import Storage, Vault

PART_BYTES = 16 * 1024 * 1024
PART_SECONDS = 20.0
"""A killed process loses of a request what came since the last part began, and the part before it where that one was still being put."""
PART_LEAST = 3 * 1024 * 1024
"""However much memory others take."""


class Keep(Protocol):
    async def __call__(self, name: str, size: int, *, last: Callable[[], bool]) -> None:
        """Counts a part. last: whether no other has been begun, by the time it is asked."""
        ...


class Parts:
    """Of one request, in order: each is counted once all before it are; where one is refused, none after it is kept."""

    def __init__(
        self, body: Body, storage: Storage | Vault, *, new_name: Callable[[], str], keep: Keep, whole: bool
    ) -> None:
        """whole: all that comes is one part."""
        self._body, self._storage, self._new_name, self._keep = body, storage, new_name, keep
        self._whole = whole
        self._begun = 0
        self._tasks: list[asyncio.Task[None]] = []

    async def all(self) -> None:
        """Until the end of the body. Raises what refused one."""
        try:
            while await self._body.more():
                await self._leave(0 if self._storage.crowded else 1)
                await self._begin()
                if self._whole:
                    break
            await self._leave(0)
        finally:
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _leave(self, many: int) -> None:
        """No more than so many on their way. Raises what refused one that has ended."""
        while self._tasks and (len(self._tasks) > many or self._tasks[0].done()):
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
            await self._keep(name, size, last=lambda: number == self._begun)
        except CS3Error:
            await self._storage.delete(name)  # nothing of ours names it: the transaction was undone
            raise

    async def _bytes(self, came: asyncio.Event) -> AsyncIterator[bytes]:
        given = 0

        def enough() -> bool:
            return given >= PART_LEAST and self._storage.crowded

        body = self._body
        async for chunk in (
            body.whole() if self._whole else body.part(PART_BYTES, PART_SECONDS, enough=enough)
        ):
            given += len(chunk)
            yield chunk
        came.set()
