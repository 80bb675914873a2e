"""Making an export ready: what is written, then every file read once, then the pages and the manifest.

Each step stands once committed: a process that dies leaves the next one to go on from there. Objects of a step that did not
get so far are swept.
"""

import asyncio
import time
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from backend.kit import runtime
from backend.kit.masked import Viewer
from backend.kit.transaction import transaction
from backend.rooms.access import service as access
from backend.rooms.audit import portable as audit
from backend.rooms.audit.portable import PortableTrace
from backend.rooms.portability import cleaning, ending, finishing, provenance, queries, written
from backend.rooms.portability.format import PARTS
from backend.rooms.portability.gathering import PORTRAIT, gather
from backend.rooms.portability.queries import Row
from backend.rooms.uploads import service as uploads
from media.storage.errors import Damaged, Missing

PROGRESS_EVERY = 1.0
_PIECE = 1024 * 1024
PARTS_AT, PORTRAIT_AT, FILES_AT = 50, 90, 100
"""Places in the archive; the pages and schemas stand before."""


async def prepare(export_id: UUID) -> None:
    """Raises StorageError when the storage is away: the job is tried again."""
    row = await queries.anyone(export_id)
    if row is None or row["state"] != "preparing":
        return
    if not await may_have(row["person_id"], row["carnet_id"]):
        await ending.end(export_id, "withdrawn")
        return
    if row["at"] is None:
        await _begin(row)
    if await _read_files(row):
        await finishing.finish(export_id)


async def may_have(person_id: UUID, carnet_id: UUID) -> bool:
    """Whether this person represents the notebook now, and may decide."""
    now = runtime.get().clock.now()
    habilitation = await access.habilitation_on(person_id, carnet_id, at=now)
    return habilitation is not None and habilitation.decides


async def _begin(row: Row) -> None:
    """What is written, as of one moment, and which files there are to read."""
    carnet_id, export_id = row["carnet_id"], row["id"]
    at = runtime.get().clock.now()
    gathered = await gather(carnet_id, reader=row["person_id"])
    entries: list[Row] = []
    for name, kind in PARTS.items():
        if name == "traces":
            content = _traces(audit.portable(carnet_id, Viewer(row["person_id"], True), until=at))
        elif name == "earlier_traces":
            content = _traces(provenance.portable_traces(carnet_id))
        else:
            content = msgspec.json.format(msgspec.json.encode(gathered.parts[name]), indent=2)
        entries.append(await written.write(carnet_id, export_id, kind.path, content, at=at))
    for place, entry in enumerate(entries, PARTS_AT):
        entry |= {"position": place, "media_type": "application/json"}
    if gathered.portrait:
        entries.append(await _portrait(row, gathered.portrait, at))
    entries += [
        {
            "position": place,
            "path": path,
            "media_type": file.media_type or "application/octet-stream",
            "size": file.size,
            "sha256": None if file.item_id in gathered.cleaned else file.sha256,
            "at": file.at,
            "item_id": file.item_id,
            "cleaned": file.item_id in gathered.cleaned,
        }
        for place, (path, file) in enumerate(gathered.files.items(), FILES_AT)
    ]
    total = sum(file.size for file in gathered.files.values())
    async with transaction():
        now = await queries.anyone(export_id, lock=True)
        if now is None or now["state"] != "preparing" or now["at"] is not None:
            return  # ended meanwhile, or another worker was faster
        await queries.add_entries(export_id, entries)
        told = {"at": at, "files": len(gathered.files), "bytes": total, "apart": gathered.apart}
        await queries.settle(export_id, told)


async def _traces(traces: AsyncIterator[PortableTrace]) -> AsyncIterator[bytes]:
    """A JSON list with one trace a line."""
    between = b"[\n"
    async for trace in traces:
        yield between + msgspec.json.encode(trace)
        between = b",\n"
    yield b"\n]\n" if between == b",\n" else b"[]\n"


async def _portrait(row: Row, object: str, at: datetime) -> Row:
    """A copy of its own: the notebook's may be replaced while the export stands."""
    told: Row = {"position": PORTRAIT_AT, "media_type": "image/webp"}
    try:
        content = await written.read_back(row["carnet_id"], object)
    except (Missing, Damaged) as error:
        problem = "missing" if isinstance(error, Missing) else "damaged"
        return told | {"path": PORTRAIT, "size": 0, "at": at, "problem": problem}
    return told | await written.write(row["carnet_id"], row["id"], PORTRAIT, content, at=at)


async def _read_files(row: Row) -> bool:
    """Whether all were read; False when nobody waits for it any more."""
    export_id = row["id"]
    left = await queries.to_read(export_id)
    now = await queries.anyone(export_id)
    if now is None or now["at"] is None:
        return False
    files = now["files"] - len(left)
    read = now["bytes"] - sum(entry["size"] for entry in left)
    told = 0.0
    for entry in left:
        async for passed in _read_one(row["carnet_id"], export_id, entry):
            if time.monotonic() - told < PROGRESS_EVERY:
                continue
            told = time.monotonic()
            if not await queries.progress(export_id, files=files, read=read + passed):
                return False
        files, read = files + 1, read + entry["size"]
    return await queries.progress(export_id, files=files, read=read)


async def _read_one(carnet_id: UUID, export_id: UUID, entry: Row) -> AsyncIterator[int]:
    """Reads a file once and notes what it is. Gives how many bytes have passed, from time to time."""
    if entry["cleaned"]:
        yield await cleaning.write_cleaned(carnet_id, export_id, entry)
        return
    sums, problem = written.Sums(), None
    held = bytearray()
    try:
        async for chunk in uploads.original(carnet_id, entry["item_id"]):
            held += chunk
            if len(held) >= _PIECE:
                await asyncio.to_thread(sums.add, held)
                held = bytearray()
                yield sums.size
        await asyncio.to_thread(sums.add, held)
        problem = _difference(sums, entry)
    except Missing:
        problem = "missing"
    except Damaged:
        problem = "damaged"
    there = problem in (None, "differs")
    told: dict[str, Any] = {
        "size": sums.size if there else 0,
        "crc32": sums.crc32 if there else None,
        "sha256": sums.sha256 if there else entry["sha256"],
    }
    await queries.was_read(export_id, entry["position"], problem=problem, **told)


def _difference(sums: written.Sums, entry: Row) -> str | None:
    """Compared with what arrived."""
    if sums.size == 0 and entry["size"]:
        return "missing"
    if sums.size != entry["size"] or (entry["sha256"] and entry["sha256"] != sums.sha256):
        return "differs"
    return None
