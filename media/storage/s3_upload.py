"""One object on its way into a bucket: a single PUT when it is small, else parts of one size."""

import asyncio
import contextlib
import mmap
from functools import partial

from media.storage.errors import StorageError, Unreachable
from media.storage.s3_requests import S3Requests
from media.storage.threads import Threads

PART = 5 * 1024 * 1024
"""The least that S3 allows for a part that is not the last. S3 takes 10 000 of them, Swift 1 000 (5 GB)."""


class Spares:
    """How many parts all uploads together may hold beyond one each: an upload alone then sends several at once,
    and twenty do not take several times their memory."""

    def __init__(self, count: int):
        self._free = count

    def take(self) -> bool:
        if not self._free:
            return False
        self._free -= 1
        return True

    def give(self) -> None:
        self._free += 1


class Part:
    """Memory taken page by page as it fills, and given back to the system at once: `bytearray` does neither."""

    def __init__(self) -> None:
        self.length = 0
        self._memory = mmap.mmap(-1, PART)

    def take(self, chunk: memoryview) -> memoryview:
        """Copy what there is room for; return the rest."""
        room = min(PART - self.length, len(chunk))
        self._memory[self.length : self.length + room] = chunk[:room]
        self.length += room
        return chunk[room:]

    def read(self) -> memoryview:
        return memoryview(self._memory)[: self.length]


class S3Upload:
    """Holds the part that fills, and those being sent as far as there are spares."""

    def __init__(self, requests: S3Requests, threads: Threads, spares: Spares, name: str):
        self._requests = requests
        self._threads = threads
        self._spares = spares
        self._name = name
        self._part = Part()
        self._size = 0
        self._upload: str | None = None
        self._etags: list[str] = []
        self._sending: set[asyncio.Task[None]] = set()
        self._finishing = False

    async def add(self, chunk: bytes) -> None:
        self._size += len(chunk)
        rest = memoryview(chunk)
        while rest:
            rest = self._part.take(rest)
            if self._part.length == PART:
                await self._send()

    async def finish(self) -> int:
        if not self._etags:
            self._finishing = True
            await self._threads.run(partial(self._requests.put, self._name, self._part.read()))
            return self._size
        if self._part.length:
            await self._send()
        await asyncio.gather(*self._sending)
        self._finishing = True
        await self._complete(self._upload or "")
        return self._size

    async def discard(self) -> None:
        """Leave no part and no object; what cannot be done because the store is gone is left to the sweep."""
        for task in self._sending:
            task.cancel()
        await asyncio.gather(*self._sending, return_exceptions=True)
        with contextlib.suppress(StorageError):
            if self._upload:
                await self._threads.run(partial(self._requests.abort, self._name, self._upload))
        with contextlib.suppress(StorageError):
            if self._finishing:  # it may have come into being after all
                await self._threads.run(partial(self._requests.delete, self._name))

    async def _send(self) -> None:
        if self._upload is None:
            await self._threads.run(self._begin)
        part, self._part = self._part, Part()
        self._etags.append("")
        send = partial(self._threads.run, partial(self._send_part, len(self._etags), part))
        for ended in [each for each in self._sending if each.done()]:
            self._sending.remove(ended)
            ended.result()
        if self._spares.take():
            task = asyncio.create_task(send())
            task.add_done_callback(lambda _: self._spares.give())
            self._sending.add(task)
        else:
            await send()

    def _begin(self) -> None:
        """Sets the id in the thread, so that a cancelled caller still knows what to abort."""
        self._upload = self._requests.begin(self._name)

    def _send_part(self, number: int, part: Part) -> None:
        assert self._upload
        self._etags[number - 1] = self._requests.put_part(self._name, self._upload, number, part.read())

    async def _complete(self, upload: str) -> None:
        """An answer that got lost does not mean that the object is not there: look."""
        try:
            await self._threads.run(partial(self._requests.complete, self._name, upload, self._etags))
        except Unreachable:
            if await self._threads.run(partial(self._requests.size, self._name)) != self._size:
                raise
