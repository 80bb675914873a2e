"""Letters as they leave in an export. Their drawn pages and words are made anew elsewhere."""

from datetime import UTC, date, datetime, time
from typing import Annotated
from uuid import UUID

from msgspec import Meta

from backend.kit.masked import Viewer
from backend.kit.portable import FilePath, Line, Moment, Named, Portable, PortableFile, Sha256, Text, Weight
from backend.rooms.documents import file_queries, queries
from backend.rooms.documents.limits import MOST_BYTES
from backend.rooms.documents.queries import Row
from backend.rooms.documents.schemas import CategoryName, Kind, State

FOLDERS = {
    "documents.medical": "CR médicaux",
    "documents.paramedical": "CR paramédicaux",
    "documents.syntheses": "Synthèses",
    "documents.imaging": "Imagerie médicale",
    "documents.media": "Photos-vidéos",
    "documents.psychology": "CR psychologie clinique, neuropsychologie",
    "documents.school": "CR scolaires, éducatifs",
    "documents.projects": "Projets individualisés et contrats",
    "documents.certificates": "Certificats médicaux, ordonnances",
    "documents.liaison": "Fiches de liaison",
}


class PortableDocumentFile(Portable):
    """`place`: which of the document's files, the letter itself being 1; `number`: which version of it, from 1."""

    id: UUID
    file: FilePath | None
    place: Annotated[int, Meta(ge=1, le=10_000)]
    number: Annotated[int, Meta(ge=1, le=10_000)]
    title: Line
    kind: Kind | None
    state: State
    reason: str | None
    filename: Line
    added_at: Moment
    added_by: Named
    pages: int
    size: int
    sha256: Sha256 | None
    taken_back_at: Moment | None
    taken_back_by: UUID | None


class PortableDocument(Portable):
    """`written_by`, `structure`, `written_on`: who wrote the letter, where, and the day it bears; `added_by`, `added_at`: who put it here, when.

    `file` and what is said of one (`state` to `filename`, `pages` to `duplicate_of`, `kind`): the one that it began with. None while it was
    still arriving. Where its bytes could not be read, the manifest says so. `more`: its other files and versions.
    """

    id: UUID
    file: FilePath | None
    category: CategoryName
    state: State
    reason: str | None
    filename: Line
    title: Line
    written_by: Line
    written_on: date
    note: Text
    added_at: Moment
    added_by: Named
    pages: int
    size: int
    sha256: Sha256 | None
    duplicate_of: UUID | None
    version: int
    deleted_at: Moment | None
    deleted_by: UUID | None
    kind: Kind | None = None
    structure: Line = ""
    tags: list[Line] = []
    taken_back_at: Moment | None = None
    """The file that it began with was not to be read, and another was sent for it."""

    more: list[PortableDocumentFile] = []
    emergency: bool = False
    """For emergencies: given to a carer who holds a code of the urgent sheet, and says who they are."""


class PortableDocuments(Portable):
    documents: list[PortableDocument]


def files_of(part: PortableDocuments) -> list[PortableDocument | PortableDocumentFile]:
    """Whatever of the part has a file: each document stands for the one that it began with."""
    return [file for document in part.documents for file in (document, *document.more)]


def most_bytes(file: PortableDocument | PortableDocumentFile) -> int:
    """Of what could not be read, nobody knows what it is: the most of any."""
    return MOST_BYTES[file.kind] if file.kind else max(MOST_BYTES.values())


_SAME = ("id", "category", "title", "written_by", "structure", "written_on", "note", "tags", "added_at", "version", "deleted_at",
         "deleted_by", "emergency")  # fmt: skip
_OF_A_FILE = ("state", "reason", "filename", "pages", "size", "kind", "taken_back_at")


async def portable(carnet_id: UUID, viewer: Viewer) -> tuple[PortableDocuments, list[PortableFile]]:
    """By the day they bear, what is in the bin too; and the files of those that have wholly arrived. `file` is not said yet."""
    rows = await queries.every(carnet_id, viewer)
    files: dict[UUID, list[Row]] = {row["id"]: [] for row in rows}
    for file in await file_queries.every(carnet_id):
        if file["document_id"] in files:
            files[file["document_id"]].append(file)
    documents = [_document(row, files[row["id"]]) for row in rows]
    laid = [_laid(row, file) for row in rows for file in files[row["id"]] if _is_kept(file)]
    return PortableDocuments(documents=documents), laid


def _is_kept(file: Row) -> bool:
    """Wholly here: of a refused one that was replaced, the row alone is left (`file_queries.to_empty`)."""
    return file["state"] != "receiving" and not (file["taken_back_at"] and file["size"] == 0)


def _document(row: Row, files: list[Row]) -> PortableDocument:
    first = next(file for file in files if file["id"] == row["id"])
    return PortableDocument(
        **{name: row[name] for name in _SAME},
        **{name: first[name] for name in _OF_A_FILE},
        file=None,
        duplicate_of=row["duplicate_of"] if row["duplicate_in"] else None,
        added_by=Named(row["author_id"], row["author_name"]),
        sha256=first["sha256"].hex() if first["sha256"] else None,
        more=[_more(file) for file in files if file is not first],
    )


def _more(file: Row) -> PortableDocumentFile:
    return PortableDocumentFile(
        **{
            name: file[name]
            for name in ("id", "place", "number", "title", "added_at", "taken_back_by", *_OF_A_FILE)
        },
        file=None,
        added_by=Named(file["author_id"], file["author_name"]),
        sha256=file["sha256"].hex() if file["sha256"] else None,
    )


async def weigh(carnet_id: UUID, viewer: Viewer) -> list[Weight]:
    total = await queries.total(carnet_id, viewer)
    return [Weight(kind="document", count=total["count"], size=total["size"])]


def _laid(row: Row, file: Row) -> PortableFile:
    """In its document's folder, under its title; what stands beside it bears its own after that."""
    title = row["title"] or "document"
    if file["place"] > 1:
        title = f"{title[:40]} - {file['title'] or file['place']}"
    return PortableFile(
        item_id=file["id"],
        folder=f"documents/{FOLDERS[row['category']]}",
        day=row["written_on"],
        title=title,
        received_name=file["filename"],
        media_type=file["media_type"] or "",
        size=file["size"],
        sha256=file["sha256"],
        at=datetime.combine(row["written_on"], time(12), UTC),
        binned=row["deleted_at"] is not None,
        author_id=file["author_id"],
    )
