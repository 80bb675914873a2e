"""Objects written for an export: sealed like every file of the notebook, and summed up as they go."""

import hashlib
import zlib
from collections.abc import AsyncIterable, AsyncIterator
from datetime import datetime
from typing import Any
from uuid import UUID

from backend.kit import runtime
from backend.kit.ids import new_id
from backend.rooms.carnet import service as carnet

FOLDER = "exports"


class Sums:
    """Size, CRC-32 and SHA-256 of what passes."""

    def __init__(self) -> None:
        self.size, self.crc32 = 0, 0
        self._sha256 = hashlib.sha256()

    def add(self, chunk: bytes | bytearray) -> None:
        self.size += len(chunk)
        self.crc32 = zlib.crc32(chunk, self.crc32)
        self._sha256.update(chunk)

    @property
    def sha256(self) -> bytes:
        return self._sha256.digest()


async def write(
    carnet_id: UUID, export_id: UUID, path: str, chunks: AsyncIterable[bytes] | bytes, *, at: datetime
) -> dict[str, Any]:
    """The values of an entry, but for its position."""
    sums = Sums()

    async def summed() -> AsyncIterator[bytes]:
        async for chunk in _once(chunks) if isinstance(chunks, bytes) else chunks:
            sums.add(chunk)
            yield chunk

    name = f"{carnet_id}/{FOLDER}/{export_id}/{new_id(runtime.get().clock.now())}"
    await (await carnet.vault(carnet_id)).put(name, summed())
    return {
        "path": path, "size": sums.size, "crc32": sums.crc32, "sha256": sums.sha256, "at": at, "object": name,
    }  # fmt: skip


async def _once(chunk: bytes) -> AsyncIterator[bytes]:
    yield chunk


async def read_back(carnet_id: UUID, object: str) -> bytes:
    vault = await carnet.vault(carnet_id)
    return b"".join([chunk async for chunk in vault.open(object)])
