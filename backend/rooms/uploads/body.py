"""The bytes of one request as they come, until its end, a cut of the line, a silence, or a call to hand over."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

from backend.rooms.uploads.tus import Checksum

Receive = Callable[[], Awaitable[Any]]

BATCH = 256 * 1024
AHEAD = 512 * 1024
"""Bytes that wait for the storage before the line is asked to wait too."""
SILENCE = 60.0
"""Seconds without a byte after which a line counts as cut; of a piece that is kept whole or not at all, without a batch."""


class Body:
    """Use as a context: reading goes on beside the storing, and ends with it.

    most: bytes that are awaited; more makes `too_much` true.
    """

    def __init__(self, receive: Receive, *, most: int, checksum: Checksum | None = None) -> None:
        self._receive, self._most = receive, most
        self._checksum, self._sum = checksum, checksum.start() if checksum else None
        self._held: list[bytes] = []
        self._here = 0
        self._given = 0
        self._wake = asyncio.Event()
        self._room = asyncio.Event()
        self._room.set()
        self._reading: asyncio.Task[None] | None = None
        self._ended = False
        self._whole = False
        self.too_much = False
        self.handed_over = False

    async def __aenter__(self) -> "Body":
        self._reading = asyncio.create_task(self._read())
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._reading is not None
        self._reading.cancel()
        await asyncio.wait([self._reading])
        if not self._reading.cancelled():
            self._reading.exception()  # a server that fails to read is a line that was cut

    def hand_over(self) -> None:
        """Somebody else goes on: whoever stores is given what is here, and told that it is the end."""
        self.handed_over = True
        self._end()

    def _end(self) -> None:
        self._ended = True
        self._wake.set()
        self._room.set()

    @property
    def matches(self) -> bool:
        """With a checksum, only a whole piece that fits it is kept."""
        if self._checksum is None or self._sum is None:
            return True
        return self._whole and self._sum.digest() == self._checksum.digest

    @property
    def over(self) -> bool:
        """All that came was given, and no more will come."""
        return self._ended and not self._here

    async def more(self) -> bool:
        """Waits for a byte; False when none will come."""
        return bool(await self._wait(1, None))

    async def part(
        self, most: float, seconds: float, *, enough: Callable[[], bool] = lambda: False
    ) -> AsyncIterator[bytes]:
        """What came, as it came, until about `most` bytes were given, `seconds` went by, it is `enough`, or the end."""
        given, until = 0, time.monotonic() + seconds
        while given < most and await self._wait(BATCH, until):
            given += self._here
            for chunk in self._take_all():
                yield chunk
            if time.monotonic() >= until or enough():
                return

    async def whole(self) -> AsyncIterator[bytes]:
        """All that comes. Its line counts as cut where a batch takes longer than SILENCE: what waits for the rest of it keeps memory from others."""
        while await self._wait(BATCH, time.monotonic() + SILENCE) >= BATCH or (self._ended and self._here):
            for chunk in self._take_all():
                yield chunk
        self._end()

    def _take_all(self) -> list[bytes]:
        batch, self._held = self._held, []
        self._here = 0
        self._room.set()
        return batch

    async def _wait(self, least: int, until: float | None) -> int:
        """How many bytes are here: `least`, or fewer when the end or the time `until` has come."""
        while self._here < least and not self._ended:
            self._wake.clear()
            before = self._given
            patience = SILENCE if until is None else min(SILENCE, max(until - time.monotonic(), 0.001))
            try:
                async with asyncio.timeout(patience):
                    await self._wake.wait()
            except TimeoutError:
                if patience == SILENCE and self._given == before:
                    self._end()
                if until is not None and time.monotonic() >= until:
                    break
        return self._here

    async def _read(self) -> None:
        try:
            while not self._ended:
                message = await self._receive()
                if message["type"] == "http.disconnect":
                    break
                self._take(message.get("body", b""))
                if not message.get("more_body", False):
                    self._whole = not self.too_much
                    break
                if self._here >= AHEAD:
                    self._room.clear()
                    await self._room.wait()
        finally:
            self._end()

    def _take(self, chunk: bytes) -> None:
        if len(chunk) > self._most - self._given:
            self.too_much = True
            self._ended = True
            return
        was_empty = not self._here
        self._given += len(chunk)
        self._here += len(chunk)
        self._held.append(chunk)
        if self._sum is not None:
            self._sum.update(chunk)
        if was_empty or self._here >= BATCH:
            self._wake.set()
