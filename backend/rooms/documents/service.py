"""What other rooms ask of the library: to take a letter in, as if a phone had sent it; and what is taken from phones."""

from datetime import date
from pathlib import Path
from uuid import UUID

from backend.kit.errors import NotFound
from backend.rooms.access import service as access
from backend.rooms.access.categories import Category, Right
from backend.rooms.access.service import Visit
from backend.rooms.audit.tags import Tag
from backend.rooms.documents import file_queries, files, jobs, metadata, queries, urgent
from backend.rooms.documents.preparing import KIND
from backend.rooms.documents.reading import whole_copy
from backend.rooms.documents.recognising import reader as text_reader
from backend.rooms.documents.words import unread
from backend.rooms.uploads import service as uploads
from backend.rooms.uploads.metadata import clean_name

__all__ = ["TAKER", "add_from_file", "text_reader", "unread", "urgent", "whole_copy"]


async def add_from_file(
    visit: Visit,
    path: Path,
    *,
    title: str,
    written_by: str,
    written_on: date,
    note: str = "",
    structure: str = "",
    tags: tuple[str, ...] = (),
    id: UUID | None = None,
) -> UUID:
    """Stores the file and starts its preparing. Opens its own transaction. `visit` has passed the door for adding to the
    letter's category. An `id` that is there already adds nothing."""
    more = metadata.More(
        filename=clean_name(path.name), title=title, written_by=written_by, written_on=written_on, note=note,
        structure=structure, tags=tags,
    )  # fmt: skip
    said = uploads.Said(carnet_id=visit.carnet_id, item_id=id, kind=KIND, category=visit.category, more=more)
    return await uploads.take_in(visit, path, said)


async def _begin(visit: Visit, file_id: UUID, said: uploads.Said, length: int) -> None:
    more: metadata.More = said.more
    by = {"author_id": visit.person.id, "author_name": visit.person.name, "added_at": visit.at}
    if more.document_id is None:
        document_id, place, number, title = file_id, 1, 1, ""
        await queries.insert(
            {
                "id": file_id,
                "carnet_id": visit.carnet_id,
                "category": said.category.value,
                "title": more.title,
                "written_by": more.written_by,
                "written_on": more.written_on,
                "note": more.note,
                "structure": more.structure,
                "tags": list(more.tags),
                **by,
            }
        )
    else:
        document_id = more.document_id
        place, number, title = await files.room_for(visit, document_id, more.place)
        title = title or ("" if place == 1 else more.title)
    await file_queries.insert(
        {
            "id": file_id,
            "document_id": document_id,
            "place": place,
            "number": number,
            "title": title,
            "state": "receiving",
            "filename": more.filename,
            "size": length,
            **by,
        }
    )


async def _whole(visit: Visit, file_id: UUID, kind: str) -> None:
    """Told, and put in the queue."""
    row = await file_queries.anywhere(file_id)
    assert row is not None
    if row["document_id"] == file_id:
        await visit.trace(Tag.DOCUMENT_ADD, file_id)
    else:
        document = await queries.document(visit.carnet_id, row["document_id"], visit.viewer)
        if document is None or document["deleted_at"] is not None:
            raise NotFound  # hidden from them, or thrown away, while it was being sent
        # Where the document stands now: it may have been moved since the sending began. Raises NotFound where they may not add.
        now = await access.enter(
            visit.person, visit.carnet_id, Category(row["category"]), Right.ADD, at=visit.at,
            under=visit.habilitation.acting_for,
        )  # fmt: skip
        await now.trace(Tag.FILE_ADD, row["document_id"])
    await file_queries.settle(file_id, {"state": "preparing", "progress": 0.0, "settled_at": visit.at})
    await jobs.prepare.defer(lock=str(file_id), document_id=str(file_id))


TAKER = uploads.Taker(
    kinds=frozenset({KIND}),
    folder="documents",
    read=metadata.read,
    begin=_begin,
    whole=_whole,
    known=file_queries.known,
    masked="document",
    sum_of=file_queries.sum_of,
    made=file_queries.made_of,
)
