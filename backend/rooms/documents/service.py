"""What other rooms ask of the library: to take a letter in, as if a phone had sent it; and what is taken from phones."""

from datetime import date
from pathlib import Path
from uuid import UUID

from backend.rooms.access.service import Visit
from backend.rooms.audit.tags import Tag
from backend.rooms.documents import jobs, metadata, queries
from backend.rooms.documents.preparing import KIND
from backend.rooms.documents.reading import whole_copy
from backend.rooms.uploads import service as uploads
from backend.rooms.uploads.metadata import clean_name

__all__ = ["TAKER", "add_from_file", "whole_copy"]


async def add_from_file(
    visit: Visit,
    path: Path,
    *,
    title: str,
    written_by: str,
    written_on: date,
    note: str = "",
    id: UUID | None = None,
) -> UUID:
    """Stores the file and starts its preparing. Opens its own transaction. `visit` has passed the door for adding to the
    letter's category. An `id` that is there already adds nothing."""
    more = metadata.More(
        filename=clean_name(path.name), title=title, written_by=written_by, written_on=written_on, note=note
    )
    said = uploads.Said(carnet_id=visit.carnet_id, item_id=id, kind=KIND, category=visit.category, more=more)
    return await uploads.take_in(visit, path, said)


async def _begin(visit: Visit, document_id: UUID, said: uploads.Said, length: int) -> None:
    more: metadata.More = said.more
    await queries.insert(
        {
            "id": document_id,
            "carnet_id": visit.carnet_id,
            "author_id": visit.person.id,
            "author_name": visit.person.name,
            "category": said.category.value,
            "state": "receiving",
            "filename": more.filename,
            "title": more.title,
            "written_by": more.written_by,
            "written_on": more.written_on,
            "note": more.note,
            "added_at": visit.at,
            "size": length,
        }
    )


async def _whole(visit: Visit, document_id: UUID, kind: str) -> None:
    """Told, and put in the queue."""
    await visit.trace(Tag.DOCUMENT_ADD, document_id)
    await queries.settle(document_id, {"state": "preparing", "progress": 0.0, "settled_at": visit.at})
    await jobs.prepare.defer(lock=str(document_id), document_id=str(document_id))


TAKER = uploads.Taker(
    kinds=frozenset({KIND}),
    folder="documents",
    read=metadata.read,
    begin=_begin,
    whole=_whole,
    known=queries.known,
    masked="document",
    sum_of=queries.sum_of,
    made=queries.made_of,
)
