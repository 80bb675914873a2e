"""Letters of an archive, taken in as if a phone had just sent them: what they are is looked at by the same job."""

from backend.kit.arriving import EARLIEST, Arrival, Wrong, known_elsewhere
from backend.kit.cleaning import tidy
from backend.kit.days import day_of
from backend.rooms.documents import jobs, metadata, queries
from backend.rooms.documents.portable import PortableDocument, PortableDocuments
from backend.rooms.documents.preparing import KIND
from backend.rooms.uploads import arriving as uploads
from backend.rooms.uploads.arriving import Kept
from backend.rooms.uploads.metadata import clean_name
from media.bounds import PDF_BYTES


async def take_in(arrival: Arrival, part: PortableDocuments, kept: dict[str, Kept]) -> None:
    """kept: the files that stand, by their paths. What has no file in the archive is left out. Raises Wrong."""
    arrival.number((document.id for document in part.documents), "$.documents")
    here = [(number, document) for number, document in enumerate(part.documents) if document.file]
    # In the order in which they came: the one that was there first is not called the double of the other.
    for number, document in sorted(here, key=lambda pair: (pair[1].added_at, pair[1].id)):
        await _take_in_document(arrival, document, kept, f"$.documents[{number}]")


async def _take_in_document(
    arrival: Arrival, document: PortableDocument, kept: dict[str, Kept], at: str
) -> None:
    id = arrival.id(document.id, f"{at}.id")
    file = kept.get(document.file or "")
    if file is None or file.size > PDF_BYTES:
        raise Wrong(f"{at}.file")
    if not 1 <= document.version < 2**31:
        raise Wrong(f"{at}.version")
    if not EARLIEST.date() <= document.written_on or document.written_on.year > day_of(arrival.at).year + 30:
        raise Wrong(f"{at}.written_on")
    added_at = arrival.moment(document.added_at, f"{at}.added_at")
    author = arrival.someone(document.added_by.id)
    await uploads.take_in(
        id, carnet_id=arrival.carnet_id, author_id=author, kind=KIND, category=document.category,
        added_at=added_at, file=file,
    )  # fmt: skip
    await queries.insert(
        {
            "id": id,
            "carnet_id": arrival.carnet_id,
            "author_id": author,
            "author_name": known_elsewhere(document.added_by.name),
            "category": document.category,
            "state": "preparing",
            "progress": 0.0,
            "settled_at": arrival.at,
            "filename": clean_name(document.filename),
            "title": metadata.title_of(document.title),
            "written_by": metadata.writer_of(document.written_by),
            "written_on": document.written_on,
            "note": tidy(document.note),
            "added_at": added_at,
            "size": file.size,
            "version": document.version,
            "deleted_at": arrival.moment_or_none(document.deleted_at, f"{at}.deleted_at"),
            "deleted_by": arrival.someone(document.deleted_by) if document.deleted_by else None,
        }
    )
    await jobs.prepare.defer(lock=str(id), behind=True, document_id=str(id))
