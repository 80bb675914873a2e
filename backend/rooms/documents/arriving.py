"""Letters of an archive, taken in as if a phone had just sent them: what they are is looked at by the same job."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from backend.kit.arriving import EARLIEST, Arrival, Wrong, known_elsewhere
from backend.kit.cleaning import tidy
from backend.kit.days import day_of
from backend.rooms.documents import file_queries, jobs, metadata, queries
from backend.rooms.documents.portable import (
    PortableDocument,
    PortableDocumentFile,
    PortableDocuments,
    files_of,
    most_bytes,
)
from backend.rooms.documents.preparing import KIND
from backend.rooms.uploads import arriving as uploads
from backend.rooms.uploads.arriving import Kept
from backend.rooms.uploads.metadata import clean_name, clean_tags


async def take_in(arrival: Arrival, part: PortableDocuments, kept: dict[str, Kept]) -> None:
    """kept: the files that stand, by their paths. What has no file in the archive is left out. Raises Wrong."""
    arrival.number((file.id for file in files_of(part)), "$.documents")
    here = [
        (number, document) for number, document in enumerate(part.documents)
        if any(file.file for file in (document, *document.more))
    ]  # fmt: skip
    # In the order in which they came: the one that was there first is not called the double of the other.
    for number, document in sorted(here, key=lambda pair: (pair[1].added_at, pair[1].id)):
        await _take_in_document(arrival, document, kept, f"$.documents[{number}]")


async def _take_in_document(
    arrival: Arrival, document: PortableDocument, kept: dict[str, Kept], at: str
) -> None:
    id = arrival.id(document.id, f"{at}.id")
    if not 1 <= document.version < 2**31:
        raise Wrong(f"{at}.version")
    if not EARLIEST.date() <= document.written_on or document.written_on.year > day_of(arrival.at).year + 30:
        raise Wrong(f"{at}.written_on")
    said = [_Said(document, 1, 1, f"{at}.file")]
    said += [
        _Said(file, file.place, file.number, f"{at}.more[{n}].file") for n, file in enumerate(document.more)
    ]
    if len({(one.place, one.number) for one in said}) < len(said):
        raise Wrong(f"{at}.more")
    first, *others = _as_it_came(said)
    received = await _receive(arrival, first, document.category, id, kept)
    await queries.insert(
        {
            "id": id,
            "carnet_id": arrival.carnet_id,
            "author_id": arrival.someone(document.added_by.id),
            "author_name": known_elsewhere(document.added_by.name),
            "category": document.category,
            "title": metadata.title_of(document.title),
            "written_by": metadata.writer_of(document.written_by),
            "structure": metadata.writer_of(document.structure),
            "written_on": document.written_on,
            "note": tidy(document.note),
            "tags": clean_tags(document.tags),
            "added_at": arrival.moment(document.added_at, f"{at}.added_at"),
            "version": document.version,
            "emergency": document.emergency,
            "deleted_at": arrival.moment_or_none(document.deleted_at, f"{at}.deleted_at"),
            "deleted_by": arrival.someone(document.deleted_by) if document.deleted_by else None,
        }
    )
    await _keep(received | {"id": id, "document_id": id, "place": 1, "number": first.number})
    for one in others:
        file_id = arrival.id(one.file.id, one.at)
        received = await _receive(arrival, one, document.category, file_id, kept)
        await _keep(received | {"id": file_id, "document_id": id, "place": one.place, "number": one.number})


@dataclass(frozen=True)
class _Said:
    """at: where the archive names its file."""

    file: PortableDocument | PortableDocumentFile
    place: int
    number: int
    at: str
    taken_back: bool = True
    """As far as the archive says so."""


def _as_it_came(said: list[_Said]) -> list[_Said]:
    """The files that are there; the document is numbered by the first of them, its oldest at place 1. A letter that is missing gives its place
    to what came with it, all versions. And of a letter something is read: its newest, if the archive holds only what was taken back. Pure."""
    here = sorted((one for one in said if one.file.file), key=lambda one: (one.place, one.number))
    first = here[0].place
    here = [replace(one, place=1) if one.place == first else one for one in here]
    letter = [one for one in here if one.place == 1]
    if all(one.file.taken_back_at for one in letter):
        here[len(letter) - 1] = replace(letter[-1], taken_back=False)
    return here


async def _receive(
    arrival: Arrival, said: _Said, category: str, id: UUID, kept: dict[str, Kept]
) -> dict[str, Any]:
    """What the row of the file says. Raises Wrong."""
    file = said.file
    stands = kept.get(file.file or "")
    if stands is None or stands.size > most_bytes(file):
        raise Wrong(said.at)
    author, added_at = arrival.someone(file.added_by.id), arrival.moment(file.added_at, said.at)
    await uploads.take_in(
        id, carnet_id=arrival.carnet_id, author_id=author, kind=KIND, category=category,
        added_at=added_at, file=stands,
    )  # fmt: skip
    more = isinstance(file, PortableDocumentFile)
    return {
        "title": metadata.title_of(file.title) if more and said.place > 1 else "",
        "author_id": author,
        "author_name": known_elsewhere(file.added_by.name),
        "added_at": added_at,
        "state": "preparing",
        "progress": 0.0,
        "settled_at": arrival.at,
        "filename": clean_name(file.filename),
        "size": stands.size,
        "taken_back_at": arrival.moment_or_none(file.taken_back_at, said.at) if said.taken_back else None,
        "taken_back_by": arrival.someone(file.taken_back_by)
        if said.taken_back and more and file.taken_back_by
        else None,
    }


async def _keep(values: dict[str, Any]) -> None:
    await file_queries.insert(values)
    await jobs.prepare.defer(lock=str(values["id"]), behind=True, document_id=str(values["id"]))
