"""What is kept is read again, little by little: every object must open under its seal, and the original must have the SHA-256 that
it had on the day it was prepared. What is found is told to who runs the server, by numbers."""

import asyncio
import hashlib
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from backend.kit import runtime
from backend.rooms.carnet import service as carnet
from backend.rooms.uploads import integrity_queries, takers
from backend.rooms.uploads.originals import original
from media.storage.errors import Damaged, Missing

logger = logging.getLogger("cs3.integrity")

AGAIN = timedelta(days=7)
"""What was looked at is left alone for so long."""
RUNS_AN_HOUR = 6
LISTED = 20


@dataclass(frozen=True)
class Looked:
    """How many files were read again, their bytes, and how many of them are wrong."""

    files: int
    size: int
    wrong: int


async def sweep(at: datetime) -> Looked:
    """A sixth of what an hour may read; the last file may go over it. Raises StorageError when the storage is away."""
    pace = runtime.get().settings.check_megabytes * 1_000_000
    left = min(pace // RUNS_AN_HOUR, pace - await integrity_queries.bytes_since(at - timedelta(hours=1)))
    done = await look_at(before=at - AGAIN, at=at, most=left) if left > 0 else Looked(0, 0, 0)
    if done.wrong:
        logger.error("files are not as they were received", extra={"files": done.files, "wrong": done.wrong})
    return done


async def look_at(*, before: datetime, at: datetime, most: float) -> Looked:
    """Those not looked at since `before`, the longest ago first, until about `most` bytes were read."""
    files = size = wrong = 0
    while size < most and (row := await integrity_queries.next_to_look(before)):
        found = await _look(row["carnet_id"], row["id"], row["kind"])
        if found is not None and not await integrity_queries.is_there(row["id"]):
            continue  # erased, or its notebook closed, while it was read
        await integrity_queries.looked(row["id"], at, found)
        files, size, wrong = files + 1, size + max(row["size"], 1), wrong + (found is not None)
    return Looked(files, size, wrong)


async def _look(carnet_id: UUID, item_id: UUID, kind: str) -> str | None:
    """What is wrong with it: missing, damaged or different; None when nothing is."""
    taker = takers.taker_of(kind)
    try:
        digest = hashlib.sha256()
        async for chunk in original(carnet_id, item_id):
            await asyncio.to_thread(digest.update, chunk)
        known = await taker.sum_of(item_id) if taker and taker.sum_of else None
        if known is not None and known != digest.digest():
            return "different"
        vault = await carnet.vault(carnet_id)
        for name in await taker.made(item_id) if taker and taker.made else []:
            async for _ in vault.open(name):
                pass
    except Missing:
        return "missing"
    except Damaged:
        return "damaged"
    return None


async def report() -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """files, size (bytes), looked, oldest, wrong; and the first of those that are wrong."""
    return await integrity_queries.summary(), await integrity_queries.wrong(LISTED)
