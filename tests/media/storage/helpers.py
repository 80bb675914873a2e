"""Small words for the storage tests."""

from collections.abc import AsyncIterator

from media.storage import Storage


async def in_chunks(data: bytes, size: int = 64 * 1024) -> AsyncIterator[bytes]:
    for at in range(0, len(data), size):
        yield data[at : at + size]


async def read(storage: Storage, name: str, start: int = 0, stop: int | None = None) -> bytes:
    return b"".join([chunk async for chunk in storage.open(name, start, stop)])


async def names(storage: Storage, prefix: str = "") -> set[str]:
    return {name async for name in storage.names(prefix)}
