"""Letters as they leave in an export. Their drawn pages and words are made anew elsewhere."""

from datetime import UTC, date, datetime, time
from typing import Annotated
from uuid import UUID

from msgspec import Meta

from backend.kit.portable import FilePath, Moment, Named, Portable, PortableFile, Sha256
from backend.rooms.access.service import Visit
from backend.rooms.documents import queries
from backend.rooms.documents.queries import Row
from backend.rooms.documents.schemas import LONGEST_NAME, LONGEST_NOTE, LONGEST_TITLE, CategoryName, State

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


class PortableDocument(Portable):
    """`written_by`, `written_on`: who wrote the letter and the day it bears; `added_by`, `added_at`: who put it here, when.

    `file`: None while it was still arriving, or when its bytes could not be read (the manifest says why).
    """

    id: UUID
    file: FilePath | None
    category: CategoryName
    state: State
    reason: str | None
    filename: Annotated[str, Meta(max_length=300)]
    title: Annotated[str, Meta(max_length=LONGEST_TITLE)]
    written_by: Annotated[str, Meta(max_length=LONGEST_NAME)]
    written_on: date
    note: Annotated[str, Meta(max_length=LONGEST_NOTE)]
    added_at: Moment
    added_by: Named
    pages: int
    size: int
    sha256: Sha256 | None
    duplicate_of: UUID | None
    version: int
    deleted_at: Moment | None
    deleted_by: UUID | None


class PortableDocuments(Portable):
    documents: list[PortableDocument]


_SAME = ("id", "category", "state", "reason", "filename", "title", "written_by", "written_on", "note", "added_at",
         "pages", "size", "duplicate_of", "version", "deleted_at", "deleted_by")  # fmt: skip


async def portable(visit: Visit) -> tuple[PortableDocuments, list[PortableFile]]:
    """By the day they bear, what is in the bin too; and the files of those that have wholly arrived. `file` is not said yet."""
    rows = await queries.every(visit.carnet_id)
    documents = [
        PortableDocument(
            **{name: row[name] for name in _SAME},
            file=None,
            added_by=Named(row["author_id"], row["author_name"]),
            sha256=row["sha256"].hex() if row["sha256"] else None,
        )
        for row in rows
    ]
    return PortableDocuments(documents=documents), [_file(row) for row in rows if row["state"] != "receiving"]


def _file(row: Row) -> PortableFile:
    return PortableFile(
        item_id=row["id"],
        folder=f"documents/{FOLDERS[row['category']]}",
        day=row["written_on"],
        title=row["title"] or "document",
        received_name=row["filename"],
        media_type="application/pdf" if row["state"] == "ready" else "",
        size=row["size"],
        sha256=row["sha256"],
        at=datetime.combine(row["written_on"], time(12), UTC),
        binned=row["deleted_at"] is not None,
    )
