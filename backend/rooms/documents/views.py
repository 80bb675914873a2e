"""A row of the library as it is told. Pure."""

from typing import Any

from backend.rooms.access import masks
from backend.rooms.access.categories import Category, Right
from backend.rooms.access.service import Visit
from backend.rooms.documents.errors import reason_sentence
from backend.rooms.documents.schemas import AddedBy, DocumentView, FileView, OpenDocument, PageSize


def _values(row: dict[str, Any], visit: Visit, language: str) -> dict[str, Any]:
    names = ("id", "category", "state", "reason", "progress", "title", "written_by", "structure", "written_on", "note", "tags",
             "added_at", "kind", "pages", "files", "size", "version", "emergency", "deleted_at")  # fmt: skip
    return {
        **{name: row[name] for name in names},
        "reason_sentence": reason_sentence(row["reason"], language),
        "added_by": AddedBy(row["author_id"], row["author_name"]),
        "duplicate_of": row["duplicate_of"] if _reads(visit, row["duplicate_in"]) else None,
        "mine": row["author_id"] == visit.person.id,
        "masks": masks.told(visit, row["author_id"], row["masks"]),
    }


def _reads(visit: Visit, category: str | None) -> bool:
    return category is not None and visit.habilitation.may(Category(category), Right.READ)


def view(row: dict[str, Any], visit: Visit, language: str) -> DocumentView:
    return DocumentView(**_values(row, visit, language))


def opened(row: dict[str, Any], parts: list[FileView], visit: Visit, language: str) -> OpenDocument:
    itself = next(part for part in parts if part.place == 1 and part.shown)
    return OpenDocument(
        **_values(row, visit, language),
        page_sizes=itself.page_sizes,
        words=row["words_state"],
        original=itself.original,
        parts=parts,
    )


def part(
    file: dict[str, Any], pages: list[dict[str, Any]], language: str, *, shown: bool, original: bool
) -> FileView:
    """pages: its own."""
    names = ("id", "place", "number", "title", "kind", "media_type", "state", "reason", "progress", "size", "seconds", "added_at",
             "taken_back_at")  # fmt: skip
    return FileView(
        **{name: file[name] for name in names},
        shown=shown,
        reason_sentence=reason_sentence(file["reason"], language),
        added_by=AddedBy(file["author_id"], file["author_name"]),
        page_sizes=[PageSize(page["number"], page["width"], page["height"]) for page in pages],
        original=original,
    )
