"""From an archive that has wholly arrived to a notebook that opens: all of it, or a reason and nothing.

Files are kept first, one by one, each said in a row: after a death reading goes on with the next. Everything else is written in
one transaction at the end, in which the notebook opens.
"""

import hashlib
from collections.abc import AsyncIterator
from uuid import UUID

from backend.kit import runtime
from backend.kit.ids import new_id
from backend.kit.transaction import transaction
from backend.rooms.carnet import arriving as carnet_arriving
from backend.rooms.carnet import service as carnet
from backend.rooms.portability import import_queries as queries
from backend.rooms.portability import import_traces, opening, refusing
from backend.rooms.portability.format import File
from backend.rooms.portability.import_contents import Contents, limits, read_contents, whole
from backend.rooms.portability.import_faults import Refused, of_zip
from backend.rooms.uploads import service as uploads
from backend.rooms.uploads.arriving import Kept
from media.archives import Archive, NotTaken
from media.storage import Damaged, Missing, Vault

FOLDERS = {"image": "captures", "document": "documents", "portrait": "portrait"}
SMALL = 15_000_000
SIGN_BYTES = 8_000_000
"""Between two signs that this process is alive."""


class _Over(Exception):
    """Given up meanwhile."""


async def take_in(carnet_id: UUID) -> None:
    row = await queries.get(carnet_id)
    if row is None or row["state"] != "reading" or row["upload_id"] is None:
        return
    try:
        source = await uploads.reader(carnet_id, row["upload_id"])
        archive = await Archive.open(source.read, source.size, limits(source.size))
        contents = await read_contents(archive)
        await queries.change(carnet_id, {"files": len(contents.manifest.files), "bytes": contents.size})
        kept = await _Keeping(carnet_id, contents).keep_all()
        traces = await import_traces.stage(carnet_id, contents)
        await opening.open_notebook(carnet_id, contents, kept, traces=traces)
    except _Over:
        return
    except (Refused, NotTaken) as fault:
        await _refuse(carnet_id, of_zip(fault) if isinstance(fault, NotTaken) else fault)
    except (Missing, Damaged):
        await _refuse(carnet_id, Refused("not_kept"))


async def _refuse(carnet_id: UUID, refused: Refused) -> None:
    async with transaction():
        await refusing.refuse(carnet_id, refused, at=runtime.get().clock.now())


class _Keeping:
    """Sealing the files of an archive under the notebook's key, one after another."""

    def __init__(self, carnet_id: UUID, contents: Contents) -> None:
        self._carnet_id, self._contents = carnet_id, contents
        self._files = 0
        self._bytes = 0
        self._said = 0

    async def keep_all(self) -> dict[str, Kept]:
        """Raises Refused, _Over."""
        vault = await carnet.vault(self._carnet_id)
        before = {row["path"]: row for row in await queries.files(self._carnet_id)}
        kept: dict[str, Kept] = {}
        await self._say()
        for file in self._contents.manifest.files:
            row = before.get(file.path)
            if row is None or (row["sha256"], row["size"]) != (file.sha256, file.size):
                name = await self._keep(vault, file)
                size = file.size if file.of != "portrait" else await vault.size(name)
                await queries.keep_file(
                    self._carnet_id, file.path, sha256=file.sha256, size=file.size, name=name
                )
                kept[file.path] = Kept(object=name, size=size)
            else:
                kept[file.path] = Kept(object=row["object"], size=row["size"])
                self._bytes += file.size
            self._files += 1
            await self._say()
        return kept

    async def _keep(self, vault: Vault, file: File) -> str:
        if file.of == "portrait":
            return await self._keep_portrait(vault, file)
        at = runtime.get().clock.now()
        name = f"{self._carnet_id}/{FOLDERS[file.of]}/{new_id(at)}/{new_id(at)}"
        digest = hashlib.sha256()
        try:
            await vault.put(name, self._bytes_of(file, digest))
        except NotTaken as fault:
            raise of_zip(fault) from None
        if digest.hexdigest() != file.sha256:
            await vault.delete(name)
            raise Refused("wrong_file", file.path)
        return name

    async def _keep_portrait(self, vault: Vault, file: File) -> str:
        raw = await whole(self._contents.archive, self._contents.members[file.path], SMALL)
        if hashlib.sha256(raw).hexdigest() != file.sha256:
            raise Refused("wrong_file", file.path)
        small = await carnet_arriving.small_portrait(raw)
        if small is None:
            raise Refused("not_a_picture", file.path)

        async def chunks() -> AsyncIterator[bytes]:
            yield small

        name = f"{self._carnet_id}/portrait/{new_id(runtime.get().clock.now())}"
        await vault.put(name, chunks())
        self._bytes += file.size
        return name

    async def _bytes_of(self, file: File, digest: "hashlib._Hash") -> AsyncIterator[bytes]:
        async for chunk in self._contents.archive.chunks(self._contents.members[file.path]):
            digest.update(chunk)
            self._bytes += len(chunk)
            if self._bytes - self._said >= SIGN_BYTES:
                await self._say()
            yield chunk

    async def _say(self) -> None:
        self._said = self._bytes
        at = runtime.get().clock.now()
        if not await queries.note_progress(self._carnet_id, files=self._files, size=self._bytes, at=at):
            raise _Over
