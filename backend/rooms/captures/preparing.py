"""From the bytes received to what is shown: in the process's private folder, each decoding in a confined child."""

import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from backend.kit import runtime
from backend.kit.days import ZONE
from backend.kit.transaction import transaction
from backend.rooms.access.closing import is_closed
from backend.rooms.captures import queries
from backend.rooms.carnet import service as carnet
from backend.rooms.uploads import service as uploads
from media.clamd import ScannerAway
from media.limits import Refused
from media.photos import Photo, clean_photo, render_photo
from media.refused import Reason
from media.sniff import sniff
from media.videos import Video, clean_video, render_video

PROGRESS_EVERY = 2.0
_SHOWN = {"stepping": "play"}
"""What media calls a copy, and the name it has in our addresses, where they differ."""


@dataclass(frozen=True)
class _Copy:
    name: str
    object: str
    size: int
    media_type: str


async def prepare(capture_id: UUID) -> None:
    """Makes a capture ready, or refused with its reason. Run again after a death, it begins again."""
    row = await queries.capture_anywhere(capture_id)
    if row is None or row["state"] != "preparing" or await is_closed(row["carnet_id"]):
        return
    with uploads.work_folder(f"prepare-{capture_id}") as (source, made):
        digest = await uploads.fetch_original(row["carnet_id"], capture_id, source)
        try:
            await uploads.scan(capture_id, source)
            if row["reason"]:
                await queries.settle(capture_id, {"reason": None})  # it waited for the scanner
            kind = sniff(source)
            result = (
                await render_photo(source, made)
                if kind.is_photo
                else await render_video(source, made, _progress(capture_id))
            )
        except Refused as refused:
            await refuse(capture_id, refused.reason.value, sha256=digest)
            return
        except ScannerAway:
            await queries.settle(capture_id, {"reason": "awaiting_scan"})
            raise
        copies = await _store(row, result)
        await _make_ready(row, result, kind.value, digest, copies)


async def refuse(capture_id: UUID, reason: str, **values: Any) -> None:
    """The original stays, for the representatives, until 30 days later it goes to the bin."""
    at = runtime.get().clock.now()
    async with transaction():
        row = await queries.capture_anywhere(capture_id)
        if row is not None and (row["state"] == "preparing" or row["cut_from"] is not None):
            await queries.settle(capture_id, refused(reason) | {"settled_at": at} | values)
            if reason == Reason.INFECTED.value:
                await uploads.tell_infected(row, capture_id)


def refused(reason: str) -> dict[str, Any]:
    return {"state": "refused", "reason": reason, "progress": None, **queries.CUT}


async def clean(capture_id: UUID) -> None:
    """Makes the original without place, device and names. Does nothing when it is there, or cannot be."""
    row = await queries.capture_anywhere(capture_id)
    if row is None or row["state"] not in {"preparing", "ready"} or "clean" in row["renditions"]:
        return
    if await is_closed(row["carnet_id"]):
        return
    with uploads.work_folder(f"clean-{capture_id}") as (source, made):
        await uploads.fetch_original(row["carnet_id"], capture_id, source)
        try:
            path = await (clean_photo if row["kind"] == "photo" else clean_video)(source, made)
        except Refused as refused:
            await queries.not_cleaned(capture_id, refused.reason.value, kind=row["kind"], state=row["state"])
            return
        copy = await _keep(row, "clean", path, sniff(path).value)
        async with transaction():
            await queries.put_rendition(capture_id, copy.name, copy.object, copy.size, copy.media_type)


def _progress(capture_id: UUID) -> Any:
    told = 0.0

    async def tell(done: float) -> None:
        nonlocal told
        if time.monotonic() - told >= PROGRESS_EVERY:
            told = time.monotonic()
            await queries.set_progress(capture_id, min(max(done, 0.0), 1.0))

    return tell


async def _store(row: dict[str, Any], result: Photo | Video) -> list[_Copy]:
    return [
        await _keep(row, _SHOWN.get(name, name), rendition.path, rendition.media_type)
        for name, rendition in result.renditions.items()
    ]


async def _keep(row: dict[str, Any], name: str, path: Path, media_type: str) -> _Copy:
    stem = uploads.stem_of(row["carnet_id"], row["kind"], row["id"])
    object, size = await uploads.keep(await carnet.vault(row["carnet_id"]), stem, path)
    return _Copy(name, object, size, media_type)


async def _make_ready(
    row: dict[str, Any], result: Photo | Video, media_type: str, digest: bytes, copies: list[_Copy]
) -> None:
    at = runtime.get().clock.now()
    values: dict[str, Any] = {
        "state": "ready",
        "progress": None,
        "reason": "cut" if isinstance(result, Photo) and not result.is_whole else None,
        "clean_reason": None,  # of what was asked for before it was known what this is
        "kind": "photo" if isinstance(result, Photo) else "video",
        "media_type": media_type,
        "sha256": digest,
        "width": result.width,
        "height": result.height,
        "tints": result.tints,
        "taken_at": captured(result, at) or row["taken_at"],
    }
    if isinstance(result, Video):
        values |= {"duration_s": result.duration, "fps": result.fps, "frames": result.frames}
    async with transaction():
        now = await queries.capture_anywhere(row["id"], lock=True)
        if now is None or now["state"] != "preparing":
            return
        if now["taken_at"] != now["said_at"]:
            values.pop("taken_at")  # somebody corrected the date meanwhile
        values["duplicate_of"] = await queries.same_content(row["carnet_id"], digest, row["id"])
        await queries.settle(row["id"], values)
        for copy in copies:
            await queries.put_rendition(row["id"], copy.name, copy.object, copy.size, copy.media_type)


def captured(result: Photo | Video, at: datetime) -> datetime | None:
    """When the camera says it was taken; a wall clock without zone is read as the family's. None when it cannot be."""
    moment = result.captured_at
    if moment is None and isinstance(result, Photo) and result.captured_local is not None:
        moment = result.captured_local.replace(tzinfo=ZONE)
    if moment is None:
        return None
    moment = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    return moment if datetime(1990, 1, 1, tzinfo=UTC) <= moment <= at + timedelta(days=1) else None
