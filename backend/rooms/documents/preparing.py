"""From the bytes received to pages: in the process's private folder, drawn in a confined child."""

import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from uuid import UUID

from backend.kit import runtime
from backend.kit.transaction import transaction
from backend.rooms.access.closing import is_closed
from backend.rooms.carnet import service as carnet
from backend.rooms.documents import file_queries as queries
from backend.rooms.uploads import service as uploads
from media.limits import Refused
from media.pdfs import Pdf, render_pdf

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
            pdf = await render_pdf(source, made, _progress(file_id))
        except Refused as refused:
            await refuse(file_id, refused.reason.value, sha256=digest)
            return
        pages, words = await _keep(row, pdf, made)
    await _make_ready(row, digest, pages, words)


async def refuse(file_id: UUID, reason: str, **values: Any) -> None:
    """The original stays, for the representatives, until 30 days later it goes to the bin."""
    at = runtime.get().clock.now()
    async with transaction():
        row = await queries.anywhere(file_id)
        if row is not None and row["state"] == "preparing":
            told = {"state": "refused", "reason": reason, "progress": None, "settled_at": at}
            await queries.settle(file_id, told | values)


async def _keep(row: dict[str, Any], pdf: Pdf, made: Path) -> tuple[list[dict[str, Any]], str]:
    """Seals pages and words; answers the rows of the pages, and the words' object."""
    vault = await carnet.vault(row["carnet_id"])
    stem = uploads.stem_of(row["carnet_id"], KIND, row["id"])
    pages: list[dict[str, Any]] = []
    for page in pdf.pages:
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
    words, _ = await uploads.keep(vault, stem, made / "texts.json")
    return pages, words


async def _make_ready(row: dict[str, Any], digest: bytes, pages: list[dict[str, Any]], words: str) -> None:
    async with transaction():
        now = await queries.anywhere(row["id"], lock=True)
        if now is None or now["state"] != "preparing":
            return
        same = await queries.same_content(row["carnet_id"], now["category"], digest, row["document_id"])
        told = {"state": "ready", "progress": None, "reason": None, "sha256": digest, "duplicate_of": same}
        told |= {"kind": "pdf", "media_type": "application/pdf", "words": words}
        await queries.settle(row["id"], told)
        await queries.put_pages(row["id"], pages)


def _progress(file_id: UUID) -> Callable[[float], Awaitable[None]]:
    told = 0.0

    async def tell(done: float) -> None:
        nonlocal told
        if time.monotonic() - told >= PROGRESS_EVERY:
            told = time.monotonic()
            await queries.set_progress(file_id, min(max(done, 0.0), 1.0))

    return tell
