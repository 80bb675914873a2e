"""The library: by category and by date, one letter, what is said of it, the bin."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from msgspec import UNSET

from backend.kit.cleaning import tidy
from backend.kit.days import day_of
from backend.kit.errors import Invalid, NotFound
from backend.kit.pages import cursor
from backend.rooms.access import details, masks
from backend.rooms.access import service as access
from backend.rooms.access.categories import Category, Right
from backend.rooms.access.service import Visit
from backend.rooms.audit.tags import Tag
from backend.rooms.documents import file_queries, metadata, queries
from backend.rooms.documents.order import is_gone, shown_of
from backend.rooms.documents.schemas import (
    CategoryCount,
    DocumentChange,
    DocumentPage,
    DocumentView,
    OpenDocument,
)
from backend.rooms.documents.views import opened, part, view
from backend.rooms.uploads import service as uploads
from backend.rooms.uploads.metadata import clean_tags
from backend.rooms.uploads.schemas import Same

EARLIEST = date(1900, 1, 1)
DOORS = tuple((category, right) for right in (Right.READ, Right.ADD) for category in metadata.CATEGORIES)
"""Any of them lets into the library; each letter is then looked at by itself."""


def open_to(visit: Visit, right: Right) -> list[str]:
    return [c.value for c in metadata.CATEGORIES if visit.habilitation.may(c, right)]


async def enter(
    visit: Visit, document_id: UUID, right: Right, *, lock: bool = False
) -> tuple[Visit, dict[str, Any]]:
    """The letter, with the visit of its own category, if it is open to this person: by that category, or because they
    added it. Raises NotFound.

    What is hidden from them is not there at all: no refusal is traced, which would say that it is.
    Who added a letter reads and changes it while they may add there; only who manages the category changes what others added.
    What is in the bin is for who manages the category, and for who added it and put it there.
    """
    row = await queries.document(visit.carnet_id, document_id, visit.viewer, lock=lock)
    if row is None:
        raise NotFound
    category = Category(row["category"])
    own = row["author_id"] == visit.person.id
    if row["deleted_at"] is not None:
        right, own = Right.MANAGE, own and row["deleted_by"] == visit.person.id
    if own and visit.habilitation.may(category, Right.ADD):
        right = Right.ADD
    return await access.enter(visit.person, visit.carnet_id, category, right, at=visit.at), row


async def to_mask(visit: Visit, document_id: UUID) -> masks.Item:
    """For who decides who sees it."""
    own, row = await enter(visit, document_id, Right.READ)
    refused = row["state"] == "refused"
    return masks.Item(visit=own, author_id=row["author_id"], author_name=row["author_name"], refused=refused)


async def page(
    visit: Visit,
    *,
    category: str | None,
    before: tuple[datetime, UUID] | None,
    limit: int,
    language: str,
) -> DocumentPage:
    """Newest letters first. Someone who may only add sees what they added."""
    rows = await queries.page(
        visit.carnet_id,
        reads=open_to(visit, Right.READ),
        adds=open_to(visit, Right.ADD),
        viewer=visit.viewer,
        category=category,
        before=(before[0].date(), before[1]) if before else None,
        limit=limit + 1,
    )
    await visit.trace_viewing(Tag.DOCUMENTS_LIST)
    shown = rows[:limit]
    more = None
    if len(rows) > limit:
        last = shown[-1]["written_on"]
        more = cursor(datetime(last.year, last.month, last.day, tzinfo=UTC), shown[-1]["id"])
    return DocumentPage([view(row, visit, language) for row in shown], more)


async def counts(visit: Visit) -> list[CategoryCount]:
    """Every category that is open to read or to add to, in the order of the ten, empty ones too."""
    reads, adds = open_to(visit, Right.READ), open_to(visit, Right.ADD)
    found = await queries.counts(visit.carnet_id, reads=reads, adds=adds, viewer=visit.viewer)
    await visit.trace_viewing(Tag.DOCUMENTS_LIST)
    return [
        CategoryCount(c.value, found.get(c.value, 0))  # pyright: ignore[reportArgumentType]
        for c in metadata.CATEGORIES
        if c.value in {*reads, *adds}
    ]


async def same(visit: Visit, sums: list[str]) -> list[Same]:
    """Which files that a phone is about to send the library shows to this person already. Nothing of them is shown: no trace."""
    rows = await queries.shown_with(
        visit.carnet_id,
        [bytes.fromhex(one) for one in sums],
        reads=open_to(visit, Right.READ),
        adds=open_to(visit, Right.ADD),
        viewer=visit.viewer,
    )
    return [Same(row["sha256"].hex(), row["id"]) for row in rows]


async def read(visit: Visit, document_id: UUID, language: str) -> OpenDocument:
    own, row = await enter(visit, document_id, Right.READ)
    await own.trace_viewing(Tag.DOCUMENTS_LIST)  # what the list shows; its pages are the reading
    return await told(own, row, language)


async def told(own: Visit, row: dict[str, Any], language: str) -> OpenDocument:
    """A letter that this person entered, with its files: what was taken back, for who may give it back."""
    files = await file_queries.files(row["id"])
    shown = {file["id"] for file in shown_of(files).values()}
    pages = await file_queries.pages_of_all(row["id"])
    changes = may_change(own, row)
    may = {
        author: await details.may_have_original(own, author)
        for author in {file["author_id"] for file in files if own.is_representative}
    }
    parts = [
        part(
            file,
            [page for page in pages if page["file_id"] == file["id"]],
            language,
            shown=file["id"] in shown,
            original=file["reason"] not in uploads.WITHHELD_REASONS
            and may.get(file["author_id"], _is_given_as_it_came(file)),
        )
        for file in files
        if file["id"] in shown or file["taken_back_at"] is None or (changes and not is_gone(file, own.at))
    ]
    return opened(row, parts, own, language)


async def may_have_original(own: Visit, file: dict[str, Any]) -> bool:
    """As it was received: for representatives, as ever; and what has no copy (a text, a table) for whoever reads its category, which the
    screen says. Not where it may tell an address that is kept from them."""
    if own.is_representative:
        return await details.may_have_original(own, file["author_id"])
    return _is_given_as_it_came(file)


def _is_given_as_it_came(file: dict[str, Any]) -> bool:
    return file["kind"] == "other" and file["state"] == "ready"


def may_change(own: Visit, row: dict[str, Any]) -> bool:
    category = Category(row["category"])
    if own.habilitation.may(category, Right.MANAGE):
        return True
    return row["author_id"] == own.person.id and own.habilitation.may(category, Right.ADD)


async def change(visit: Visit, document_id: UUID, wanted: DocumentChange, language: str) -> DocumentView:
    """Raises Conflict with the letter of now when somebody was faster, Invalid for a date that cannot be."""
    own, row = await enter(visit, document_id, Right.MANAGE, lock=True)
    if row["version"] != wanted.version:
        raise await access.overtaken(own, Tag.DOCUMENTS_LIST, view(row, own, language))
    values = {k: v for k, v in msgspec.structs.asdict(wanted).items() if v is not UNSET}
    if "category" in values and not own.habilitation.may(Category(values["category"]), Right.ADD):
        raise await access.refuse(own)
    moved = values.get("category", row["category"]) != row["category"]
    if moved:
        await masks.move_drawn(own, document_id)
    if "written_on" in values and not EARLIEST <= values["written_on"] <= day_of(own.at + timedelta(days=1)):
        raise Invalid({"written_on": {"fr": "Cette date n’est pas possible.", "en": "This date cannot be."}})
    for name, clean in (
        ("title", metadata.title_of),
        ("written_by", metadata.writer_of),
        ("note", tidy),
        ("structure", metadata.writer_of),
        ("tags", clean_tags),
    ):
        if name in values:
            values[name] = clean(values[name])
    if len(values) > 1:
        await queries.change(document_id, values)
        await own.trace(Tag.DOCUMENT_MOVE if moved else Tag.DOCUMENT_CHANGE, document_id)
    else:
        await own.trace_viewing(Tag.DOCUMENTS_LIST)
    return await _as_left(own, document_id, language)


async def _as_left(own: Visit, document_id: UUID, language: str) -> DocumentView:
    """What they made of it, for who just changed it: in the category where they filed it they may read nothing, not even this again."""
    row = await queries.document(own.carnet_id, document_id, own.viewer)
    assert row is not None
    return view(row, own, language)


async def put_in_bin(visit: Visit, document_id: UUID) -> None:
    """Restorable for 30 days. What is still being received is given up instead (its upload's DELETE)."""
    own, row = await enter(visit, document_id, Right.MANAGE, lock=True)
    if row["deleted_at"] is None:
        values = {"deleted_at": own.at, "deleted_by": own.person.id, "version": row["version"]}
        await queries.change(document_id, values)
        await own.trace(Tag.DOCUMENT_BIN, document_id)


async def restore(visit: Visit, document_id: UUID, language: str) -> DocumentView:
    own, row = await enter(visit, document_id, Right.MANAGE, lock=True)
    if row["deleted_at"] is not None:
        values = {"deleted_at": None, "deleted_by": None, "version": row["version"]}
        await queries.change(document_id, values)
        await file_queries.look_again(document_id, own.at)
        await own.trace(Tag.DOCUMENT_RESTORE, document_id)
    else:
        await own.trace_viewing(Tag.DOCUMENTS_LIST)
    return await _as_left(own, document_id, language)


async def bin_of(visit: Visit, language: str) -> list[DocumentView]:
    """All of it for who manages a category; to others, what they added and put there themselves."""
    rows = await queries.bin_of(
        visit.carnet_id,
        categories=open_to(visit, Right.MANAGE),
        adds=open_to(visit, Right.ADD),
        viewer=visit.viewer,
    )
    await visit.trace_viewing(Tag.DOCUMENTS_BIN)
    return [view(row, visit, language) for row in rows]
