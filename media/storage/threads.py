"""Blocking calls away from the event loop, so that nothing goes on behind the caller's back."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol, TypeVar

from media.storage.errors import StorageError

T = TypeVar("T")


class Reader(Protocol):
    """Reads in steps, each in a thread or at once; opens at its first step."""

    ended: bool
    ahead: bool
    """Whether to read the next chunks while the caller works on these: not where the system does it by itself."""

    def read(self) -> list[bytes]:
        """The next chunks; sets `ended` when they are the last. There may be none."""
        ...

    def read_now(self) -> list[bytes]:
        """The same, as far as it can be had without waiting."""
        ...

    def interrupt(self) -> None:
        """Make a `read` in another thread end soon. Must not raise."""
        ...

    def close(self) -> None: ...


class Threads:
    """A bounded pool. A cancelled caller waits until its call has ended, and can then clean up after it."""

    def __init__(self, count: int, name: str):
        self._pool = ThreadPoolExecutor(count, thread_name_prefix=name)

    async def run(self, call: Callable[[], T]) -> T:
        return await _wait(self._begin(call))

    async def stream(self, reader: Reader) -> AsyncGenerator[bytes]:
        """What `reader` reads, some chunks ahead of the caller."""
        reading: asyncio.Future[list[bytes]] | None = None
        ended = False
        try:
            while not ended:
                chunks = [] if reading else reader.read_now()
                if not chunks:
                    chunks = await _wait(reading or self._begin(reader.read), reader.interrupt)
                ended = reader.ended  # before another thread may set it
                reading = self._begin(reader.read) if reader.ahead and not ended else None
                for chunk in chunks:
                    yield chunk
                await asyncio.sleep(0)  # others' turn, even if the caller never waits
        finally:
            if reading:
                reader.interrupt()
                with contextlib.suppress(StorageError):
                    await _wait(reading)
            reader.close()

    def _begin(self, call: Callable[[], T]) -> asyncio.Future[T]:
        return asyncio.get_running_loop().run_in_executor(self._pool, call)


async def _wait(future: asyncio.Future[T], on_cancel: Callable[[], None] = lambda: None) -> T:
    try:
        return await asyncio.shield(future)
    except asyncio.CancelledError:
        on_cancel()
        while not future.done():
            with contextlib.suppress(asyncio.CancelledError):
                await asyncio.wait([future])
        if not future.cancelled():
            future.exception()  # looked at, so that asyncio does not report it as forgotten
        raise


class Behind:
    """One piece of work at a time beside the caller: the next waits for it, and hears its error."""

    def __init__(self) -> None:
        self._task: asyncio.Task[None] | None = None

    async def start(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        await self.finish()
        self._task = asyncio.create_task(work())

    async def finish(self) -> None:
        if self._task:
            task, self._task = self._task, None
            await task

    async def drop(self) -> None:
        """End what runs; its error matters no more."""
        if self._task:
            task, self._task = self._task, None
            task.cancel()
            while not task.done():
                with contextlib.suppress(asyncio.CancelledError):
                    await asyncio.wait([task])
