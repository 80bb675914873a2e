"""Blocking calls away from the event loop, so that nothing goes on behind the caller's back."""

import asyncio
import contextlib
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


class Threads:
    """A bounded pool. A cancelled caller waits until its call has ended, and can then clean up after it."""

    def __init__(self, count: int, name: str):
        self._pool = ThreadPoolExecutor(count, thread_name_prefix=name)

    async def run(self, call: Callable[[], T], *, on_cancel: Callable[[], None] | None = None) -> T:
        """`on_cancel` may hasten the call's end; it must not raise."""
        future = asyncio.get_running_loop().run_in_executor(self._pool, call)
        try:
            return await asyncio.shield(future)
        except asyncio.CancelledError:
            if on_cancel and not future.done():
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

    async def start(
        self, work: Callable[[], Coroutine[Any, Any, None]], *, ended: Callable[[], None] = lambda: None
    ) -> None:
        """`ended` is called when the work is over, even if it was dropped before it began."""
        try:
            await self.finish()
            self._task = asyncio.create_task(work())
        except BaseException:
            ended()
            raise
        self._task.add_done_callback(lambda _: ended())

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
