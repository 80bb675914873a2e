"""Work that can wait, in the process that people read from: it lets them by."""

import asyncio
from collections.abc import Generator
from contextlib import contextmanager

LONGEST = 0.005
"""Seconds that a piece of work waits at most: thousands of them go on, however many people ask."""
READ = 0.05
"""Seconds after which a request is no read any more but a film that is sent: nobody waits for its end."""

_under_way = 0
_latest = 0.0


@contextmanager
def answering() -> Generator[None]:
    """While somebody waits for an answer."""
    global _under_way, _latest
    _under_way += 1
    _latest = asyncio.get_running_loop().time()
    try:
        yield
    finally:
        _under_way -= 1


async def let_by() -> None:
    """Between two small pieces of work: a turn for everybody else, and whoever is being answered goes first."""
    await asyncio.sleep(0)
    clock = asyncio.get_running_loop().time
    ends = clock() + LONGEST
    while _under_way and clock() < min(ends, _latest + READ):  # noqa: ASYNC110 - an event would cost every request
        await asyncio.sleep(0.001)
