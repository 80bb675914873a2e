"""The bytes that are shown: through the same door for each range, and no connection held while they leave."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from backend.kit.errors import NotFound
from backend.kit.transaction import transaction
from backend.rooms.access.categories import Right
from backend.rooms.access.service import Visit
from backend.rooms.audit.tags import Tag
from backend.rooms.captures import jobs, preparing, queries, timeline
from backend.rooms.captures.errors import CannotClean, RepresentativesOnly
from backend.rooms.carnet import service as carnet

NAMES = ("small", "medium", "large", "poster", "play", "clean", "original")


@dataclass(frozen=True)
class Served:
    """What to answer. status 200, 206, 202 (being made), 304 or 416; `chunks` gives the bytes of that range."""

    status: int
    headers: dict[str, str]
    media_type: str = "application/octet-stream"
    chunks: AsyncIterator[bytes] | None = None


def read_range(header: str, size: int) -> tuple[int, int] | None:
    """`bytes=a-b` as a half-open range; None for the whole, also when the header is not understood (RFC 9110 § 14.2).

    Raises LookupError when nothing of the file is in it.
    """
    match = re.fullmatch(r"bytes=(\d{0,15})-(\d{0,15})", header.strip())
    if match is None or match.group(1) == match.group(2) == "":
        return None
    first, last = match.groups()
    if first and last and int(last) < int(first):
        return None
    if first == "":
        start, stop = max(size - int(last), 0), size
    else:
        start, stop = int(first), min(int(last) + 1, size) if last else size
    if start >= stop or start >= size:
        raise LookupError
    return start, stop


async def serve(visit: Visit, capture_id: UUID, name: str, *, headers: dict[str, str]) -> Served:
    """Raises NotFound, RepresentativesOnly, CannotClean. The trace is one for a viewing, whatever its ranges."""
    async with transaction():
        row = await timeline.enter(visit, capture_id, Right.READ)
        if name == "original" and not visit.is_representative:
            raise RepresentativesOnly
        copy = await _copy(row, name)
        if copy is None and name == "clean" and row["clean_reason"]:
            raise CannotClean
        if copy is None and name == "clean" and row["state"] == "ready":
            await jobs.clean.defer(once=f"clean {capture_id}", capture_id=str(capture_id))
            return Served(202, {"Retry-After": "3"})
        if copy is None:
            raise NotFound
        if (
            name == "small"
        ):  # what the album's list shows: the same viewing, and one all the same without the list
            await visit.trace_viewing(Tag.CAPTURES_LIST)
        else:
            await visit.trace_viewing(_tag(row, name), capture_id)
    return _answer(row, copy, name, headers)


def _tag(row: dict[str, Any], name: str) -> Tag:
    if name in {"original", "clean"}:
        return Tag.ORIGINAL_READ
    return Tag.VIDEO_READ if row["kind"] == "video" else Tag.PHOTO_READ


async def _copy(row: dict[str, Any], name: str) -> dict[str, Any] | None:
    if name not in NAMES:
        return None
    if name == "original":
        whole = row["state"] in {"ready", "refused"}
        return {"object": None, "size": row["size"], "media_type": row["media_type"]} if whole else None
    return await queries.rendition(row["id"], name)


def _answer(row: dict[str, Any], copy: dict[str, Any], name: str, asked: dict[str, str]) -> Served:
    size = copy["size"]
    # An object is written once under its name, so that its name says whether the bytes are the same.
    etag = f'"{(copy["object"] or str(row["id"])).rpartition("/")[2]}"'
    kept = {
        "ETag": etag,
        "Accept-Ranges": "bytes",
        # Kept by the phone, and asked again each time: a right withdrawn acts at once.
        "Cache-Control": "private, no-cache",
        "Content-Disposition": "attachment" if name in {"original", "clean"} else "inline",
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    if etag in re.findall(r'"[^"]*"', asked.get("if-none-match", "")):
        return Served(304, kept)
    wanted = asked.get("range", "")
    if asked.get("if-range") not in (None, etag):
        wanted = ""
    try:
        found = read_range(wanted, size)
    except LookupError:
        return Served(416, {**kept, "Content-Range": f"bytes */{size}"})
    start, stop = found or (0, size)
    kept["Content-Length"] = str(stop - start)
    if found:
        kept["Content-Range"] = f"bytes {start}-{stop - 1}/{size}"
    return Served(
        206 if found else 200,
        kept,
        copy["media_type"] or "application/octet-stream",
        _bytes(row, copy, start, stop),
    )


async def _bytes(row: dict[str, Any], copy: dict[str, Any], start: int, stop: int) -> AsyncIterator[bytes]:
    if copy["object"] is None:
        async for chunk in preparing.original(row, start, stop):
            yield chunk
        return
    vault = await carnet.vault(row["carnet_id"])
    async for chunk in vault.open(copy["object"], start, stop):
        yield chunk
