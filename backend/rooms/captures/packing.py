"""The larger copies of a photo once more, as AVIF: later, when nobody waits for it, and kept where it saves."""

from pathlib import Path
from typing import Any
from uuid import UUID

from backend.kit import runtime
from backend.kit.transaction import transaction
from backend.rooms.access.closing import is_closed
from backend.rooms.captures import queries
from backend.rooms.carnet import service as carnet
from backend.rooms.uploads import service as uploads
from media.limits import Refused
from media.photos import pack_photo

LEAST = 1280
"""Pixels of the longest side: what is shown of a smaller photo is light enough."""
WORTH = 0.9
"""Of the WebP's bytes: what saves less is not worth being kept twice."""


async def pack(capture_id: UUID) -> None:
    """Does nothing for what is no photo, not ready, or packed already."""
    row = await queries.capture_anywhere(capture_id)
    if row is None or row["kind"] != "photo" or row["state"] != "ready" or row["packed_at"] is not None:
        return
    if await is_closed(row["carnet_id"]):
        return
    if max(row["width"], row["height"]) <= LEAST:
        await _say(row, [], None)
        return
    with uploads.work_folder(f"pack-{capture_id}") as (source, made):
        await uploads.fetch_original(row["carnet_id"], capture_id, source)
        try:
            packed = await pack_photo(source, made)
        except Refused:
            packed = None
        kept = await _keep(row, dict(packed.copies)) if packed else []
    await _say(row, kept, packed.tints if packed else None)


async def _keep(row: dict[str, Any], copies: dict[str, Path]) -> list[tuple[str, str, int]]:
    before = await queries.sizes_of(row["id"])
    vault = await carnet.vault(row["carnet_id"])
    stem = uploads.stem_of(row["carnet_id"], row["kind"], row["id"])
    return [
        (f"{name}-avif", *await uploads.keep(vault, stem, path))
        for name, path in copies.items()
        if path.stat().st_size <= WORTH * before.get(name, 0)
    ]


async def _say(row: dict[str, Any], kept: list[tuple[str, str, int]], tints: bytes | None) -> None:
    async with transaction():
        now = await queries.capture_anywhere(row["id"], lock=True)
        if now is None or now["state"] != "ready" or now["packed_at"] is not None:
            return  # what was kept is swept: no row names it
        values: dict[str, Any] = {"packed_at": runtime.get().clock.now()}
        if now["tints"] is None and tints:
            values["tints"] = tints
        await queries.settle(row["id"], values)
        for name, object, size in kept:
            await queries.put_rendition(row["id"], name, object, size, "image/avif")
