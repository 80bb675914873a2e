"""The bytes that are shown: through the same door for each range, and no connection held while they leave."""

from collections.abc import AsyncIterator
from functools import partial
from typing import Any
from uuid import UUID

from backend.kit import runtime
from backend.kit.errors import NotFound
from backend.kit.transaction import transaction
from backend.rooms.access import details
from backend.rooms.access import service as access
from backend.rooms.access.categories import Right
from backend.rooms.access.service import Visit
from backend.rooms.audit.tags import Tag
from backend.rooms.captures import jobs, queries, timeline
from backend.rooms.captures.errors import CannotClean
from backend.rooms.carnet import service as carnet
from backend.rooms.uploads import service as uploads
from backend.rooms.uploads.errors import OriginalKept, RepresentativesOnly, Withheld
from backend.rooms.uploads.files import Served, answer, watched
from media.sniff import HEAD, film_type

ONCE_MORE = {"medium": "medium-avif", "large": "large-avif"}
"""Copies that are there once more in fewer bytes, for a phone that says it takes them."""
NAMES = ("small", "medium", "large", "poster", "play", "clean", "original")


def is_early(row: dict[str, Any]) -> bool:
    """A film that has arrived, whose copies are being made: who may have its original, or that one cleaned, may watch it already."""
    return row["kind"] == "video" and row["state"] == "preparing"


async def serve(visit: Visit, capture_id: UUID, name: str, *, headers: dict[str, str]) -> Served:
    """Raises NotFound, RepresentativesOnly, OriginalKept, Withheld, CannotClean. The trace is one for a viewing, whatever its ranges."""
    early = await _early_type(visit, capture_id) if name == "original" else None
    async with transaction():
        row = await _enter(visit, capture_id, name)
        copy = await _copy(row, name, headers.get("accept", ""), early)
        if copy is None and name == "clean" and row["clean_reason"]:
            raise CannotClean
        if copy is None and name == "clean" and (row["state"] == "ready" or is_early(row)):
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
    return _answer(visit, row, copy, name, headers)


async def _enter(visit: Visit, capture_id: UUID, name: str) -> dict[str, Any]:
    row = await timeline.enter(visit, capture_id, Right.READ)
    if name == "original" and not visit.is_representative:
        raise await access.forbidden(visit, RepresentativesOnly())
    if name == "original" and not await details.may_have_original(visit, row["author_id"]):
        raise await access.forbidden(visit, OriginalKept())
    if name in {"original", "clean"} and not await uploads.may_leave(
        capture_id, is_new=row["state"] == "preparing"
    ):
        raise await access.forbidden(visit, Withheld())
    return row


async def _early_type(visit: Visit, capture_id: UUID) -> str | None:
    """Of an original that is being prepared, what its first bytes say; the storage is asked while no connection is held."""
    async with transaction():
        row = await _enter(visit, capture_id, "original")
    if not is_early(row):
        return None
    head = b"".join([chunk async for chunk in uploads.original(row["carnet_id"], row["id"], 0, HEAD)])
    return film_type(head)


async def _still(visit: Visit, capture_id: UUID, name: str) -> None:
    """Raises NotFound, OriginalKept when it is not open to this person any more."""
    again = await access.enter_by(visit.person, visit.carnet_id, timeline.DOORS, at=runtime.get().clock.now())
    row = await timeline.enter(again, capture_id, Right.READ)
    if name == "original" and not await details.may_have_original(again, row["author_id"]):
        raise OriginalKept


def _tag(row: dict[str, Any], name: str) -> Tag:
    if name in {"original", "clean"}:
        return Tag.ORIGINAL_READ
    return Tag.VIDEO_READ if row["kind"] == "video" else Tag.PHOTO_READ


async def _copy(row: dict[str, Any], name: str, accept: str, early: str | None) -> dict[str, Any] | None:
    if name not in NAMES:
        return None
    if name == "original":
        return _original(row, early)
    if row["state"] == "refused":
        return None  # the cleaned one may have been made before it was
    packed = ONCE_MORE.get(name)
    if packed is not None and packed in row["renditions"] and "image/avif" in accept:
        return await queries.rendition(row["id"], packed)
    return await queries.rendition(row["id"], name)


def _original(row: dict[str, Any], early: str | None) -> dict[str, Any] | None:
    """early: what its first bytes say, while it is being prepared."""
    if row["state"] in {"ready", "refused"}:
        return {"object": None, "size": row["size"], "media_type": row["media_type"]}
    return {"object": None, "size": row["size"], "media_type": early} if is_early(row) and early else None


def _answer(
    visit: Visit, row: dict[str, Any], copy: dict[str, Any], name: str, asked: dict[str, str]
) -> Served:
    served = answer(
        asked,
        name=(copy["object"] or str(row["id"])).rpartition("/")[2],
        size=copy["size"],
        media_type=copy["media_type"] or "application/octet-stream",
        attached=name in {"original", "clean"},
        read=watched(partial(_bytes, row, copy), partial(_still, visit, row["id"], name)),
    )
    if name in ONCE_MORE:
        served.headers["Vary"] = "Accept"
    return served


async def _bytes(row: dict[str, Any], copy: dict[str, Any], start: int, stop: int) -> AsyncIterator[bytes]:
    if copy["object"] is None:
        async for chunk in uploads.original(row["carnet_id"], row["id"], start, stop):
            yield chunk
        return
    vault = await carnet.vault(row["carnet_id"])
    async for chunk in vault.open(copy["object"], start, stop):
        yield chunk
