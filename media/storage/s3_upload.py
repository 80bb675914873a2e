"""One object on its way into a bucket: a single PUT as long as memory allows, else parts of one size."""

import asyncio
import contextlib
from collections import deque
from functools import partial

from media.storage.errors import StorageError, TooMuchAtOnce, Unreachable
from media.storage.s3_requests import S3Requests
from media.storage.threads import Threads

MIB = 1024 * 1024
PART = 5 * MIB
"""The least that S3 allows for a part that is not the last. S3 takes 10 000 of them, Swift 1 000 (5 GB). All are of one size,
since some servers want it so."""
ALONE = 18 * MIB
"""What goes in a single PUT: a multipart upload asks for two more requests, which cost a server of its kind more than the bytes do."""
AT_ONCE = 4
"""Parts of one object on their way."""


class Held:
    """What all uploads together hold in memory, in bytes, and how much that should be at most.

    `PART` of each is held however many there are: less cannot be sent. What is more is given up as soon as it is `crowded`."""

    def __init__(self, most: int):
        self._most = most
        self.size = 0
        self.alone = ALONE
        """Less once a single PUT was found to be too much for what is between us and the store."""

    @property
    def crowded(self) -> bool:
        return self.size > self._most

    def take(self, size: int) -> None:
        self.size += size

    def give_up(self, size: int) -> None:
        self.size -= size


class S3Upload:
    """Holds what came as it came, uncopied, until it is sent."""

    def __init__(self, requests: S3Requests, threads: Threads, held: Held, name: str):
        self._requests = requests
        self._threads = threads
        self._held = held
        self._name = name
        self._chunks: deque[memoryview] = deque()
        self._length = 0
        self._size = 0
        self._upload: str | None = None
        self._etags: list[str] = []
        self._sending: set[asyncio.Task[None]] = set()
        self._finishing = False

    async def add(self, chunk: bytes) -> None:
        rest = memoryview(chunk)
        while rest:
            room = PART - self._length % PART
            self._hold(rest[:room])
            rest = rest[room:]
            if self._upload is None and self._length >= PART:
                if self._length <= self._held.alone and not self._held.crowded:
                    continue
                await self._threads.run(self._begin)
            while self._upload is not None and self._length >= PART:
                await self._send(PART)

    async def finish(self) -> int:
        alone = self._upload is None
        if alone:
            self._finishing = True
            try:
                await self._threads.run(partial(self._requests.put, self._name, list(self._chunks)))
                return self._size
            except TooMuchAtOnce:
                self._finishing = False
                if self._length <= PART:
                    raise
            await self._threads.run(self._begin)
        while self._length:
            await self._send(min(PART, self._length))
        await asyncio.gather(*self._sending)
        self._finishing = True
        assert self._upload
        await self._complete(self._upload)
        if alone:
            self._held.alone = PART
        return self._size

    def close(self) -> None:
        """Last, whatever happened: what is still held is given up."""
        self._held.give_up(self._length)
        self._length = 0
        self._chunks.clear()

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

    def _hold(self, chunk: memoryview) -> None:
        self._chunks.append(chunk)
        self._length += len(chunk)
        self._size += len(chunk)
        self._held.take(len(chunk))

    def _take(self, length: int) -> list[memoryview]:
        """The first `length` bytes of what fills: they are held until they are sent."""
        taken: list[memoryview] = []
        self._length -= length
        while length:
            chunk = self._chunks.popleft()
            if len(chunk) > length:
                self._chunks.appendleft(chunk[length:])
                chunk = chunk[:length]
            taken.append(chunk)
            length -= len(chunk)
        return taken

    async def _send(self, length: int) -> None:
        self._etags.append("")
        task = asyncio.create_task(self._send_part(len(self._etags), self._take(length)))
        task.add_done_callback(lambda _: self._held.give_up(length))
        self._sending.add(task)
        if self._held.crowded:
            await task
        elif len(self._sending) >= AT_ONCE:
            await asyncio.wait(self._sending, return_when=asyncio.FIRST_COMPLETED)
        for ended in [each for each in self._sending if each.done()]:
            self._sending.remove(ended)
            ended.result()

    async def _send_part(self, number: int, part: list[memoryview]) -> None:
        assert self._upload
        self._etags[number - 1] = await self._threads.run(
            partial(self._requests.put_part, self._name, self._upload, number, part)
        )

    def _begin(self) -> None:
        """Sets the id in the thread, so that a cancelled caller still knows what to abort."""
        self._upload = self._requests.begin(self._name)

    async def _complete(self, upload: str) -> None:
        """An answer that got lost does not mean that the object is not there: look."""
        try:
            await self._threads.run(partial(self._requests.complete, self._name, upload, self._etags))
        except Unreachable:
            if await self._threads.run(partial(self._requests.size, self._name)) != self._size:
                raise
