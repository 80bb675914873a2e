"""The album: by month, one image, its note, the bin."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from msgspec import UNSET

from backend.kit.errors import Conflict, NotFound
from backend.kit.pages import cursor
from backend.rooms.access import service as access
from backend.rooms.access.categories import Category, Right
from backend.rooms.access.service import Visit
from backend.rooms.audit.tags import Tag
from backend.rooms.captures import queries
from backend.rooms.captures.errors import reason_sentence
from backend.rooms.captures.preparing import placeholder_text
from backend.rooms.captures.schemas import Author, CaptureChange, CapturePage, CaptureView, Month

ALBUMS = (Category.PHOTOS, Category.GAIT)


def readable(visit: Visit) -> list[str]:
    return [c.value for c in ALBUMS if visit.habilitation.may(c, Right.READ)]


async def enter(visit: Visit, capture_id: UUID, right: Right, *, lock: bool = False) -> dict[str, Any]:
    """The capture, if it is open to this person: by its category, or because they added it. Raises NotFound.

    Authors read and change what they added; only who manages the category changes what others added.
    """
    row = await queries.capture(visit.carnet_id, capture_id, lock=lock)
    if row is None:
        raise NotFound
    category = Category(row["category"])
    own = row["author_id"] == visit.person.id and visit.habilitation.may(category, Right.ADD)
    if not own and not visit.habilitation.may(category, right):
        raise await access.refuse(visit)
    return row


async def page(
    visit: Visit,
    *,
    before: tuple[datetime, UUID] | None,
    limit: int,
    tag: str | None,
    kind: str | None,
    language: str,
) -> CapturePage:
    """Newest taken first. Someone who may only add sees what they added."""
    rows = await queries.page(
        visit.carnet_id,
        categories=readable(visit),
        person_id=visit.person.id,
        before=before,
        limit=limit + 1,
        tag=tag,
        kind=kind,
    )
    if before is None:
        await visit.trace_viewing(Tag.CAPTURES_LIST)
    shown = rows[:limit]
    more = cursor(shown[-1]["taken_at"], shown[-1]["id"]) if len(rows) > limit else None
    return CapturePage([view(row, visit, language) for row in shown], more)


async def months(visit: Visit) -> list[Month]:
    rows = await queries.months(visit.carnet_id, categories=readable(visit), person_id=visit.person.id)
    return [Month(row["month"], row["count"]) for row in rows]


async def read(visit: Visit, capture_id: UUID, language: str) -> CaptureView:
    return view(await enter(visit, capture_id, Right.READ), visit, language)


async def change(visit: Visit, capture_id: UUID, wanted: CaptureChange, language: str) -> CaptureView:
    """Raises Conflict with the capture of now when somebody was faster."""
    row = await enter(visit, capture_id, Right.MANAGE, lock=True)
    if row["version"] != wanted.version:
        raise Conflict(current=msgspec.to_builtins(view(row, visit, language)))
    values = {k: v for k, v in msgspec.structs.asdict(wanted).items() if k != "version" and v is not UNSET}
    if "category" in values and not visit.habilitation.may(Category(values["category"]), Right.ADD):
        raise await access.refuse(visit)
    if values:
        await queries.change(capture_id, values)
        await visit.trace(Tag.CAPTURE_CHANGE, capture_id)
    return view(await enter(visit, capture_id, Right.MANAGE), visit, language)


async def put_in_bin(visit: Visit, capture_id: UUID) -> None:
    """Restorable for 30 days."""
    row = await enter(visit, capture_id, Right.MANAGE, lock=True)
    if row["deleted_at"] is None:
        await queries.change(capture_id, {"deleted_at": visit.at})
        await visit.trace(Tag.CAPTURE_BIN, capture_id)


async def restore(visit: Visit, capture_id: UUID, language: str) -> CaptureView:
    row = await enter(visit, capture_id, Right.MANAGE, lock=True)
    if row["deleted_at"] is not None:
        await queries.change(capture_id, {"deleted_at": None})
        await visit.trace(Tag.CAPTURE_RESTORE, capture_id)
    return view(await enter(visit, capture_id, Right.MANAGE), visit, language)


async def bin_of(visit: Visit, language: str) -> list[CaptureView]:
    rows = await queries.bin_of(visit.carnet_id, categories=readable(visit), person_id=visit.person.id)
    await visit.trace_viewing(Tag.BIN_READ)
    return [view(row, visit, language) for row in rows]


def view(row: dict[str, Any], visit: Visit, language: str) -> CaptureView:
    renditions = [name for name in row["renditions"] if name != "clean"]
    return CaptureView(
        id=row["id"],
        kind=row["kind"],
        category=row["category"],
        state=row["state"],
        reason=row["reason"],
        reason_sentence=reason_sentence(row["reason"], language),
        progress=row["progress"],
        taken_at=row["taken_at"],
        added_at=row["added_at"],
        author=Author(row["author_id"], row["author_name"]),
        note=row["note"],
        tags=list(row["tags"]),
        width=row["width"],
        height=row["height"],
        duration_s=row["duration_s"],
        fps=row["fps"],
        frames=row["frames"],
        size=row["size"],
        placeholder=placeholder_text(row),
        version=row["version"],
        renditions=renditions,
        duplicate_of=row["duplicate_of"],
        deleted_at=row["deleted_at"],
        mine=row["author_id"] == visit.person.id,
    )
