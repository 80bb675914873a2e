"""The album: by month, one image, its note, the bin."""

from base64 import b64encode
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from msgspec import UNSET

from backend.kit.cleaning import tidy
from backend.kit.errors import Invalid, NotFound
from backend.kit.pages import cursor
from backend.rooms.access import details, masks
from backend.rooms.access import service as access
from backend.rooms.access.categories import Category, Right
from backend.rooms.access.service import Visit
from backend.rooms.audit.tags import Tag
from backend.rooms.captures import metadata, queries
from backend.rooms.captures.errors import reason_sentence
from backend.rooms.captures.schemas import (
    Author,
    CaptureChange,
    CapturePage,
    CaptureView,
    ConfirmedRate,
    Month,
    OpenCapture,
)
from backend.rooms.uploads import service as uploads
from backend.rooms.uploads.metadata import is_plausible
from backend.rooms.uploads.schemas import Same

ALBUMS = (Category.PHOTOS, Category.GAIT)
SHOWN = ("small", "medium", "large", "poster", "play")
DOORS = tuple((category, right) for right in (Right.READ, Right.ADD) for category in ALBUMS)
"""Any of them lets into the album; each image is then looked at by itself."""


def albums(visit: Visit, right: Right) -> list[str]:
    return [c.value for c in ALBUMS if visit.habilitation.may(c, right)]


async def enter(visit: Visit, capture_id: UUID, right: Right, *, lock: bool = False) -> dict[str, Any]:
    """The capture, if it is open to this person: by its category, or because they added it. Raises NotFound.

    What is hidden from them is not there at all: no refusal is traced, which would say that it is.
    Authors read and change what they added; only who manages the category changes what others added. What is in the bin is
    for who manages the category, and for the author who put it there.
    """
    row = await queries.capture(visit.carnet_id, capture_id, visit.viewer, lock=lock)
    if row is None:
        raise NotFound
    category = Category(row["category"])
    own = row["author_id"] == visit.person.id and visit.habilitation.may(category, Right.ADD)
    if row["deleted_at"] is not None:
        right, own = Right.MANAGE, own and row["deleted_by"] == visit.person.id
    if not own and not visit.habilitation.may(category, right):
        raise await access.refuse(visit)
    return row


async def copied(visit: Visit, capture_id: UUID) -> UUID | None:
    """The one that a copy was made of, if this person sees it; None otherwise: a copy is taken whatever it says of itself."""
    row = await queries.capture(visit.carnet_id, capture_id, visit.viewer)
    if row is None or row["deleted_at"] is not None:
        return None
    own = row["author_id"] == visit.person.id and visit.habilitation.may(Category(row["category"]), Right.ADD)
    return capture_id if own or row["category"] in albums(visit, Right.READ) else None


async def to_mask(visit: Visit, capture_id: UUID) -> masks.Item:
    """For who decides who sees it."""
    row = await enter(visit, capture_id, Right.READ)
    own = replace(visit, category=Category(row["category"]), right=Right.READ)
    return masks.Item(visit=own, author_id=row["author_id"], author_name=row["author_name"])


async def page(
    visit: Visit,
    *,
    before: tuple[datetime, UUID] | None,
    limit: int,
    kind: str | None,
    language: str,
) -> CapturePage:
    """Newest taken first. Someone who may only add sees what they added."""
    rows = await queries.page(
        visit.carnet_id,
        categories=albums(visit, Right.READ),
        adds=albums(visit, Right.ADD),
        viewer=visit.viewer,
        before=before,
        limit=limit + 1,
        kind=kind,
    )
    await visit.trace_viewing(Tag.CAPTURES_LIST)
    shown = rows[:limit]
    more = cursor(shown[-1]["taken_at"], shown[-1]["id"]) if len(rows) > limit else None
    return CapturePage([view(row, visit, language) for row in shown], more)


async def films(visit: Visit, category: Category, *, limit: int, language: str) -> list[CaptureView]:
    """Of one album that this person reads, newest taken first. Not traced: whoever shows them does it."""
    rows = await queries.page(
        visit.carnet_id,
        categories=[category.value],
        adds=[],
        viewer=visit.viewer,
        before=None,
        limit=limit,
        kind="video",
    )
    return [view(row, visit, language) for row in rows]


async def months(visit: Visit) -> list[Month]:
    rows = await queries.months(
        visit.carnet_id,
        categories=albums(visit, Right.READ),
        adds=albums(visit, Right.ADD),
        viewer=visit.viewer,
    )
    await visit.trace_viewing(Tag.CAPTURES_LIST)
    return [Month(row["month"], row["count"]) for row in rows]


async def same(visit: Visit, sums: list[str]) -> list[Same]:
    """Which files that a phone is about to send the album shows to this person already. Nothing of them is shown: no trace."""
    rows = await queries.shown_with(
        visit.carnet_id,
        [bytes.fromhex(one) for one in sums],
        categories=albums(visit, Right.READ),
        adds=albums(visit, Right.ADD),
        viewer=visit.viewer,
    )
    return [Same(row["sha256"].hex(), row["id"]) for row in rows]


async def read(visit: Visit, capture_id: UUID, language: str) -> OpenCapture:
    row = await enter(visit, capture_id, Right.READ)
    await visit.trace_viewing(Tag.CAPTURES_LIST)  # its note and tags, as the list shows them
    original = row["reason"] not in uploads.WITHHELD_REASONS and await details.may_have_original(
        visit, row["author_id"]
    )
    return OpenCapture(**msgspec.structs.asdict(view(row, visit, language)), original=original)


async def change(visit: Visit, capture_id: UUID, wanted: CaptureChange, language: str) -> CaptureView:
    """Raises Conflict with the capture of now when somebody was faster, Invalid for a date that cannot be."""
    row = await enter(visit, capture_id, Right.MANAGE, lock=True)
    if row["version"] != wanted.version:
        raise await access.overtaken(visit, Tag.CAPTURES_LIST, view(row, visit, language))
    values = {k: v for k, v in msgspec.structs.asdict(wanted).items() if v is not UNSET}
    if "category" in values and not visit.habilitation.may(Category(values["category"]), Right.ADD):
        raise await access.refuse(visit)
    if values.get("category", row["category"]) != row["category"]:
        await masks.move_drawn(visit, capture_id)
    if "taken_at" in values and not is_plausible(values["taken_at"], visit.at):
        raise Invalid({"taken_at": {"fr": "Cette date n’est pas possible.", "en": "This date cannot be."}})
    if "note" in values:
        values["note"] = tidy(values["note"])
    if "tags" in values:
        values["tags"] = metadata.clean_tags(values["tags"])
    if "confirmed_fps" in values:
        values |= _confirmed(visit, row, values.pop("confirmed_fps"))
    if "worn" in values:
        values["worn"] = metadata.clean_worn(values["worn"])
    if "worn_words" in values:
        values["worn_words"] = tidy(values["worn_words"])
    if len(values) > 1:
        await queries.change(capture_id, values)
        await visit.trace(Tag.CAPTURE_CHANGE, capture_id)
    else:
        await visit.trace_viewing(Tag.CAPTURES_LIST)
    return await _as_left(visit, capture_id, language)


def _confirmed(visit: Visit, row: dict[str, Any], fps: float | None) -> dict[str, Any]:
    """In the name of who says so, now; None takes it back. Raises Invalid."""
    if row["kind"] != "video":
        raise Invalid({"confirmed_fps": {"fr": "Ce n’est pas un film.", "en": "This is not a film."}})
    said = (visit.person.id, visit.person.name, visit.at) if fps is not None else (None, None, None)
    return dict(
        zip(("true_fps", "true_fps_by", "true_fps_by_name", "true_fps_at"), (fps, *said), strict=True)
    )


async def _as_left(visit: Visit, capture_id: UUID, language: str) -> CaptureView:
    """What they made of it, for who just changed it: in the album where they put it they may read nothing, not even this again."""
    row = await queries.capture(visit.carnet_id, capture_id, visit.viewer)
    assert row is not None
    return view(row, visit, language)


async def put_in_bin(visit: Visit, capture_id: UUID) -> None:
    """Restorable for 30 days. What is still being received is given up instead (its upload's DELETE)."""
    row = await enter(visit, capture_id, Right.MANAGE, lock=True)
    if row["deleted_at"] is None:
        values = {"deleted_at": visit.at, "deleted_by": visit.person.id, "version": row["version"]}
        await queries.change(capture_id, values)
        await visit.trace(Tag.CAPTURE_BIN, capture_id)


async def restore(visit: Visit, capture_id: UUID, language: str) -> CaptureView:
    row = await enter(visit, capture_id, Right.MANAGE, lock=True)
    if row["deleted_at"] is not None:
        values = {"deleted_at": None, "deleted_by": None, "settled_at": visit.at, "version": row["version"]}
        await queries.change(capture_id, values)
        await visit.trace(Tag.CAPTURE_RESTORE, capture_id)
    else:
        await visit.trace_viewing(Tag.CAPTURES_LIST)
    return await _as_left(visit, capture_id, language)


async def bin_of(visit: Visit, language: str) -> list[CaptureView]:
    """All of it for who manages the album; to others, what they put there themselves."""
    managed = albums(visit, Right.MANAGE)
    adds = albums(visit, Right.ADD)
    rows = await queries.bin_of(visit.carnet_id, categories=managed, adds=adds, viewer=visit.viewer)
    await visit.trace_viewing(Tag.BIN_READ)
    return [view(row, visit, language) for row in rows]


def view(row: dict[str, Any], visit: Visit, language: str) -> CaptureView:
    renditions = [name for name in row["renditions"] if name in SHOWN]
    return CaptureView(
        id=row["id"],
        kind=row["kind"],
        category=row["category"],
        # What is to be cut here is on its way from no phone.
        state="preparing" if row["cut_from"] else row["state"],
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
        confirmed_rate=_rate(row),
        size=row["size"],
        tints=b64encode(row["tints"]).decode() if row["tints"] else None,
        version=row["version"],
        renditions=renditions,
        # The one it resembles may be in an album that this person does not read.
        duplicate_of=row["duplicate_of"] if row["duplicate_in"] in albums(visit, Right.READ) else None,
        copy_of=row["copy_of"] if row["copy_in"] in albums(visit, Right.READ) else None,
        deleted_at=row["deleted_at"],
        mine=row["author_id"] == visit.person.id,
        masks=masks.told(visit, row["author_id"], row["masks"]),
        seen_from=row["seen_from"],
        worn=list(row["worn"]),
        worn_words=row["worn_words"],
    )


def _rate(row: dict[str, Any]) -> ConfirmedRate | None:
    if row["true_fps"] is None:
        return None
    return ConfirmedRate(row["true_fps"], row["true_fps_by_name"], row["true_fps_at"])
