"""Letters as they leave in an export. Their drawn pages and words are made anew elsewhere."""

from datetime import UTC, date, datetime, time
from uuid import UUID

from backend.kit.masked import Viewer
from backend.kit.portable import FilePath, Line, Moment, Named, Portable, PortableFile, Sha256, Text, Weight
from backend.rooms.documents import queries
from backend.rooms.documents.queries import Row
from backend.rooms.documents.schemas import CategoryName, State

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

    `file`: None while it was still arriving. Where its bytes could not be read, the manifest says so.
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


class PortableDocuments(Portable):
    documents: list[PortableDocument]


_SAME = ("id", "category", "state", "reason", "filename", "title", "written_by", "written_on", "note", "added_at",
         "pages", "size", "version", "deleted_at", "deleted_by")  # fmt: skip


async def portable(carnet_id: UUID, viewer: Viewer) -> tuple[PortableDocuments, list[PortableFile]]:
    """By the day they bear, what is in the bin too; and the files of those that have wholly arrived. `file` is not said yet."""
    rows = await queries.every(carnet_id, viewer)
    documents = [
        PortableDocument(
            **{name: row[name] for name in _SAME},
            file=None,
            duplicate_of=row["duplicate_of"] if row["duplicate_in"] else None,
            added_by=Named(row["author_id"], row["author_name"]),
            sha256=row["sha256"].hex() if row["sha256"] else None,
        )
        for row in rows
    ]
    return PortableDocuments(documents=documents), [_file(row) for row in rows if row["state"] != "receiving"]


async def weigh(carnet_id: UUID, viewer: Viewer) -> list[Weight]:
    total = await queries.total(carnet_id, viewer)
    return [Weight(kind="document", count=total["count"], size=total["size"])]


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
        author_id=row["author_id"],
    )
