"""A storage that reads back what it has just written, and says its size and digest."""

import hashlib
from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator
from contextlib import aclosing
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from media.storage.errors import Damaged
from media.storage.protocol import Storage, Through


@dataclass(frozen=True)
class Seen:
    """What an object's bytes were when they were read or written, as they are kept: `sha256` in hexadecimal."""

    size: int
    sha256: str


class Checked:
    """`put` raises Damaged, and leaves nothing, when what is read back is not what was given."""

    def __init__(self, storage: Storage):
        self._storage = storage
        self.written: dict[str, Seen] = {}
        """What each `put` wrote, until `forget`."""

    async def put(self, name: str, chunks: AsyncIterable[bytes]) -> int:
        digest = hashlib.sha256()

        async def through() -> AsyncIterator[bytes]:
            async for chunk in chunks:
                digest.update(chunk)
                yield chunk

        size = await self._storage.put(name, through())
        given = Seen(size, digest.hexdigest())
        if await look_at(self._storage, name) != given:
            await self._storage.delete(name)
            raise Damaged(f"what was written is not what is read back: {name}")
        self.written[name] = given
        return size

    def forget(self, name: str) -> Seen:
        """What the `put` of that name wrote; not remembered any longer."""
        return self.written.pop(name)

    @property
    def crowded(self) -> bool:
        return self._storage.crowded

    def open(
        self, name: str, start: int = 0, stop: int | None = None, *, through: Through = bytes
    ) -> AsyncIterator[bytes]:
        return self._storage.open(name, start, stop, through=through)

    async def size(self, name: str) -> int:
        return await self._storage.size(name)

    async def delete(self, name: str) -> None:
        await self._storage.delete(name)

    def names(self, prefix: str = "") -> AsyncIterator[str]:
        return self._storage.names(prefix)

    async def check(self) -> None:
        await self._storage.check()

    async def sweep(self, before: datetime) -> int:
        return await self._storage.sweep(before)


async def look_at(storage: Storage, name: str) -> Seen:
    """Reads the whole object. Raises Missing."""
    digest, size = hashlib.sha256(), 0
    async with aclosing(cast(AsyncGenerator[bytes], storage.open(name))) as chunks:
        async for chunk in chunks:
            digest.update(chunk)
            size += len(chunk)
    return Seen(size, digest.hexdigest())
