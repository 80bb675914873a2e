"""What was received, as it was received: read across its parts, and laid out for the decoders."""

import asyncio
import hashlib
import shutil
import tempfile
from bisect import bisect_right
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from backend.kit import runtime
from backend.kit.ids import new_id
from backend.rooms.carnet import service as carnet
from backend.rooms.uploads import queries
from media.storage import Vault

PIECE = 1024 * 1024


async def original(
    carnet_id: UUID, item_id: UUID, start: int = 0, stop: int | None = None
) -> AsyncIterator[bytes]:
    """The bytes received, from `start` to before `stop`, whichever parts they lie in."""
    vault = await carnet.vault(carnet_id)
    for part in await queries.parts(item_id):
        end = part["size"] if stop is None else min(stop - part["start"], part["size"])
        low, high = max(start - part["start"], 0), end
        if low < high:
            async for chunk in vault.open(part["object"], low, high):
                yield chunk


class Reader:
    """What was received, read here and there: where its parts stand is looked up once."""

    def __init__(self, vault: Vault, parts: list[queries.Row]) -> None:
        self._vault, self._parts = vault, parts
        self._starts = [part["start"] for part in parts]
        self.size = sum(part["size"] for part in parts)

    async def read(self, start: int, stop: int) -> bytes:
        """Bytes `start` to before `stop`; fewer at the end."""
        found: list[bytes] = []
        for part in self._parts[max(bisect_right(self._starts, start) - 1, 0) :]:
            low = max(start - part["start"], 0)
            high = min(stop - part["start"], part["size"])
            if high <= 0:
                break
            if low < high:
                found += [chunk async for chunk in self._vault.open(part["object"], low, high)]
        return b"".join(found)


async def reader(carnet_id: UUID, item_id: UUID) -> Reader:
    return Reader(await carnet.vault(carnet_id), await queries.parts(item_id))


async def fetch_original(carnet_id: UUID, item_id: UUID, target: Path) -> bytes:
    """Writes the original in the clear for the decoders; answers its SHA-256."""
    return await lay_out(original(carnet_id, item_id), target)


async def lay_out(chunks: AsyncIterator[bytes], target: Path) -> bytes:
    """Writes them to a file, nobody else waiting for the disk meanwhile; answers their SHA-256."""
    digest = hashlib.sha256()
    held = bytearray()
    with target.open("wb") as file:

        def write(piece: bytes) -> None:
            file.write(piece)
            digest.update(piece)

        async for chunk in chunks:
            held += chunk
            if len(held) >= PIECE:
                await asyncio.to_thread(write, bytes(held))
                held.clear()
        await asyncio.to_thread(write, bytes(held))
    return digest.digest()


@contextmanager
def work_folder(name: str) -> Iterator[tuple[Path, Path]]:
    """A path for what was received, and a folder for what is made of it; both gone afterwards.

    Whoever asks has one of their own, though another of the same name be at work: what a death leaves is swept at the next start.
    """
    work = runtime.get().settings.work
    work.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=f"{name}-", dir=work))
    made = folder / "made"
    made.mkdir(mode=0o700)
    try:
        yield folder / "received", made
    finally:
        shutil.rmtree(folder, ignore_errors=True)


async def keep(vault: Vault, stem: str, path: Path) -> tuple[str, int]:
    """Seals a file: the name of its object, and how many bytes it has. stem: how its name begins."""
    name = f"{stem}/{new_id(runtime.get().clock.now())}"
    return name, await vault.put(name, pieces(path))


async def pieces(path: Path) -> AsyncIterator[bytes]:
    with path.open("rb") as file:
        while chunk := await asyncio.to_thread(file.read, PIECE):
            yield chunk
