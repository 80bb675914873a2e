"""From the bytes received to what is read or played: in the process's private folder, made in confined children."""

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from backend.kit import runtime
from backend.kit.transaction import transaction
from backend.rooms.access.closing import is_closed
from backend.rooms.carnet import service as carnet
from backend.rooms.documents import file_queries as queries
from backend.rooms.documents import word_jobs, words
from backend.rooms.documents.making import Made, make
from backend.rooms.uploads import service as uploads
from media.clamd import ScannerAway
from media.limits import Refused
from media.refused import Reason

KIND = "document"
PROGRESS_EVERY = 2.0


async def prepare(file_id: UUID) -> None:
    """Makes a file ready, or refused with its reason. Run again after a death, it begins again."""
    row = await queries.anywhere(file_id)
    if row is None or row["state"] != "preparing" or await is_closed(row["carnet_id"]):
        return
    with uploads.work_folder(f"letter-{file_id}") as (source, made):
        digest = await uploads.fetch_original(row["carnet_id"], file_id, source)
        try:
            await uploads.scan(file_id, source)
            if row["reason"]:
                await queries.settle(file_id, {"reason": None})  # it waited for the scanner
            result = await make(source, made, name=row["filename"], progress=_progress(file_id))
        except Refused as refused:
            await refuse(file_id, refused.reason.value, sha256=digest)
            return
        except ScannerAway:
            await queries.settle(file_id, {"reason": "awaiting_scan"})
            raise
        kept = await _keep(row, result)
    await _make_ready(row, digest, result, kept)


async def refuse(file_id: UUID, reason: str, **values: Any) -> None:
    """The original stays, for the representatives, until 30 days later it goes to the bin."""
    at = runtime.get().clock.now()
    async with transaction():
        row = await queries.anywhere(file_id)
        if row is not None and row["state"] == "preparing":
            told = {"state": "refused", "reason": reason, "progress": None, "settled_at": at}
            await queries.settle(file_id, told | values)
            if reason == Reason.INFECTED.value:
                await uploads.tell_infected(row, row["document_id"])


@dataclass(frozen=True, kw_only=True)
class _Kept:
    """pages, copies: their rows. words: the object that holds those of the pages, if it has any."""

    pages: list[dict[str, Any]]
    copies: list[tuple[str, str, int, str]]
    words: str | None


async def _keep(row: dict[str, Any], made: Made) -> _Kept:
    """Seals what was made."""
    vault = await carnet.vault(row["carnet_id"])
    stem = uploads.stem_of(row["carnet_id"], KIND, row["id"])
    pages: list[dict[str, Any]] = []
    for page in made.pages:
        object, size = await uploads.keep(vault, stem, page.path)
        pages.append(
            {
                "object": object,
                "media_type": page.media_type,
                "size": size,
                "width": page.width,
                "height": page.height,
                "points_width": page.points_width,
                "points_height": page.points_height,
                "is_grey": page.is_grey,
            }
        )
    copies = [
        (name, *(await uploads.keep(vault, stem, path)), media_type)
        for name, (path, media_type) in made.copies.items()
    ]
    kept_words = await words.keep(row, made.words) if made.words else None
    return _Kept(pages=pages, copies=copies, words=kept_words)


async def _make_ready(row: dict[str, Any], digest: bytes, made: Made, kept: _Kept) -> None:
    async with transaction():
        now = await queries.anywhere(row["id"], lock=True)
        if now is None or now["state"] != "preparing":
            return
        same = await queries.same_content(row["carnet_id"], now["category"], digest, row["document_id"])
        told = {
            "state": "ready",
            "progress": None,
            "reason": made.reason and made.reason.value,
            "sha256": digest,
            "duplicate_of": same,
        }
        told |= {"kind": made.kind, "media_type": made.media_type, "seconds": made.seconds}
        told |= words.told(made.words, kept.words, more_to_come=True) if kept.words else words.NONE
        await queries.settle(row["id"], told)
        await queries.put_pages(row["id"], kept.pages)
        for copy in kept.copies:
            await queries.put_copy(row["id"], *copy)
        if kept.words:
            await words.make_findable(row, made.words)
        if any(page.read == "unread" for page in made.words):
            await word_jobs.later(row["id"])


def _progress(file_id: UUID) -> Callable[[float], Awaitable[None]]:
    told = 0.0

    async def tell(done: float) -> None:
        nonlocal told
        if time.monotonic() - told >= PROGRESS_EVERY:
            told = time.monotonic()
            await queries.set_progress(file_id, min(max(done, 0.0), 1.0))

    return tell
