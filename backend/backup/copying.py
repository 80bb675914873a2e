"""Files to and from a backup: sealed already, so carried as they are, several at once, each looked at on the way."""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from typing import TypeVar

from media.storage import Damaged, Missing, Storage
from media.storage.checked import Checked, Seen, look_at

AT_ONCE = 4
Item = TypeVar("Item")


async def several(items: Iterable[Item], work: Callable[[Item], Awaitable[None]]) -> None:
    """`AT_ONCE` at a time; the first error ends the others, and is raised."""
    waiting = iter(items)

    async def one_after_another() -> None:
        for item in waiting:
            await work(item)

    tasks = [asyncio.create_task(one_after_another()) for _ in range(AT_ONCE)]
    try:
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def size_of(storage: Storage, name: str) -> int | None:
    """None: it is not there."""
    try:
        return await storage.size(name)
    except Missing:
        return None


async def bring(
    source: Storage, name: str, target: Checked, as_name: str, *, known: Seen | None = None
) -> tuple[Seen, bool] | None:
    """What the target then holds, and whether it had to be sent; None when the source has no such object.

    known: what a kept backup says of it. Then its size tells that it is there; its bytes are looked at by `--verify`. What is
    there, and nobody vouches for (a run that was cut), is compared by its digest.
    """
    there = await size_of(target, as_name)
    if known is not None and there == known.size:
        return known, False
    here = await size_of(source, name)
    if here is None:
        return None
    if there == here:
        seen = await look_at(source, name)
        if await look_at(target, as_name) == seen:
            return seen, False
    await target.put(as_name, source.open(name))
    return target.forget(as_name), True


class Occupied(Exception):
    """Something else has that name where the file should be given back."""


async def bring_back(source: Storage, name: str, target: Checked, as_name: str, *, expected: Seen) -> bool:
    """Whether it had to be sent. Raises Missing, and Damaged when it is not what the backup says: then nothing is kept.
    Raises Occupied rather than write over anything."""
    if await size_of(target, as_name) is not None:
        if await look_at(target, as_name) != expected:
            raise Occupied(as_name)
        return False
    await target.put(as_name, _only(source.open(name), expected, name))
    target.forget(as_name)
    return True


async def _only(chunks: AsyncIterator[bytes], expected: Seen, name: str) -> AsyncIterator[bytes]:
    """Raises Damaged before the end, so that what holds the copy throws it away."""
    digest, size = hashlib.sha256(), 0
    async for chunk in chunks:
        digest.update(chunk)
        size += len(chunk)
        yield chunk
    if Seen(size, digest.hexdigest()) != expected:
        raise Damaged(name)
