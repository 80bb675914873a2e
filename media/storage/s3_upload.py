"""One object on its way into a bucket: a single PUT when it is small, else parts of one size."""

import contextlib
import mmap
from functools import partial

from media.storage.errors import StorageError, Unreachable
from media.storage.s3_requests import S3Requests
from media.storage.threads import Behind, Threads

PART = 5 * 1024 * 1024
"""The least that S3 allows for a part that is not the last. S3 takes 10 000 of them, Swift 1 000 (5 GB)."""


class Spares:
    """How many parts may be held beyond one for each upload, by all of them together."""

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
    """Holds one part while it fills, and a second one while that one is sent, if a spare is free."""

    def __init__(self, requests: S3Requests, threads: Threads, spares: Spares, name: str):
        self._requests = requests
        self._threads = threads
        self._spares = spares
        self._name = name
        self._part = Part()
        self._size = 0
        self._upload: str | None = None
        self._etags: list[str] = []
        self._behind = Behind()
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
        await self._behind.finish()
        self._finishing = True
        await self._complete(self._upload or "")
        return self._size

    async def discard(self) -> None:
        """Leave no part and no object; what cannot be done because the store is gone is left to the sweep."""
        await self._behind.drop()
        with contextlib.suppress(StorageError):
            if self._upload:
                await self._threads.run(partial(self._requests.abort, self._name, self._upload))
        with contextlib.suppress(StorageError):
            if self._finishing:  # it may have come into being after all
                await self._threads.run(partial(self._requests.delete, self._name))

    async def _send(self) -> None:
        await self._behind.finish()
        part, self._part = self._part, Part()
        self._etags.append("")
        send = partial(self._threads.run, partial(self._send_part, len(self._etags), part))
        if self._spares.take():
            await self._behind.start(send, ended=self._spares.give)
        else:
            await send()

    def _send_part(self, number: int, part: Part) -> None:
        """In a thread, one at a time."""
        if self._upload is None:
            self._upload = self._requests.begin(self._name)
        self._etags[number - 1] = self._requests.put_part(self._name, self._upload, number, part.read())

    async def _complete(self, upload: str) -> None:
        """An answer that got lost does not mean that the object is not there: look."""
        try:
            await self._threads.run(partial(self._requests.complete, self._name, upload, self._etags))
        except Unreachable:
            if await self._threads.run(partial(self._requests.size, self._name)) != self._size:
                raise
