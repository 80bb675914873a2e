"""What other rooms ask of the captures: to take a file in, as if a phone had sent it; and what is taken from phones."""

from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from backend.rooms.access.categories import Category
from backend.rooms.access.service import Visit
from backend.rooms.audit.tags import Tag
from backend.rooms.captures import jobs, metadata, preparing, queries, timeline
from backend.rooms.captures.schemas import CategoryName, Kind, SeenFrom, Worn
from backend.rooms.uploads import service as uploads
from backend.rooms.uploads.metadata import clean_name

__all__ = ["TAKER", "add_from_file", "cleaned"]


async def add_from_file(
    visit: Visit,
    path: Path,
    *,
    kind: Kind,
    category: CategoryName,
    taken_at: datetime,
    note: str = "",
    tags: tuple[str, ...] = (),
    seen_from: SeenFrom | None = None,
    worn: tuple[Worn, ...] = (),
    id: UUID | None = None,
) -> UUID:
    """Stores the file and starts its preparing. Opens its own transaction. `visit` has passed the door for adding.

    An `id` that is there already adds nothing.
    """
    more = metadata.More(
        filename=clean_name(path.name),
        note=note,
        tags=list(tags),
        taken_at=taken_at,
        seen_from=seen_from,
        worn=worn,
    )
    said = uploads.Said(
        carnet_id=visit.carnet_id, item_id=id, kind=kind, category=Category(category), more=more
    )
    return await uploads.take_in(visit, path, said)


async def cleaned(capture_id: UUID) -> tuple[str, str] | None:
    """The object of the copy without place, device and names, made now if it is not there, and its media type.

    None when there can be none. For an export, which has passed the door.
    """
    await preparing.clean(capture_id)
    copy = await queries.rendition(capture_id, "clean")
    return (copy["object"], copy["media_type"]) if copy else None


async def belongs_elsewhere(carnet_id: UUID, capture_id: UUID) -> bool:
    """Of another notebook. One that nobody has yet may still be on its way from a phone."""
    row = await queries.capture_anywhere(capture_id)
    return row is not None and row["carnet_id"] != carnet_id


async def _begin(visit: Visit, capture_id: UUID, said: uploads.Said, length: int) -> None:
    more: metadata.More = said.more
    taken_at = more.taken_at or visit.at
    await queries.insert(
        {
            "id": capture_id,
            "carnet_id": visit.carnet_id,
            "author_id": visit.person.id,
            "author_name": visit.person.name,
            "kind": said.kind,
            "category": said.category.value,
            "state": "receiving",
            "filename": more.filename,
            "note": more.note,
            "tags": more.tags,
            "said_at": taken_at,
            "taken_at": taken_at,
            "added_at": visit.at,
            "size": length,
            "seen_from": more.seen_from,
            "worn": list(more.worn),
            "worn_words": more.worn_words,
            "copy_of": await timeline.copied(visit, more.copy_of) if more.copy_of else None,
            **(_cut(more.cut, visit.at) if more.cut else {}),
        }
    )


def _cut(cut: metadata.Cut, at: datetime) -> dict[str, Any]:
    return {
        "cut_from": cut.film_id,
        "cut_first": cut.first,
        "cut_last": cut.last,
        "settled_at": at,
        **cut.rate,
    }


async def _whole(visit: Visit, capture_id: UUID, kind: str) -> None:
    """Told, and put in the queue."""
    await visit.trace(Tag.VIDEO_ADD if kind == "video" else Tag.PHOTO_ADD, capture_id)
    await queries.settle(capture_id, {"state": "preparing", "progress": 0.0, "settled_at": visit.at})
    await jobs.prepare.defer(lock=str(capture_id), capture_id=str(capture_id))


TAKER = uploads.Taker(
    kinds=frozenset({"photo", "video"}),
    folder="captures",
    read=metadata.read,
    begin=_begin,
    whole=_whole,
    known=queries.known_copies,
    masked="capture",
    sum_of=queries.sum_of,
    made=queries.copies_of,
)
