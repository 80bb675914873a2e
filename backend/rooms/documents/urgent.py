"""Documents marked for emergencies: who marks them, and what is given of them to a carer who holds the code.

A code opens no more than every representative of the notebook may have: what is kept from the parents (a minor's secret, child
protection) is not behind it, even when somebody marked it; nor is a file as it came while a parent keeps their address from another.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any, ClassVar, Literal
from uuid import UUID

from backend.kit.errors import Conflict, NotFound
from backend.kit.masked import CODE
from backend.kit.transaction import one_by_one
from backend.rooms.access import details
from backend.rooms.access import service as access
from backend.rooms.access.categories import Right
from backend.rooms.access.service import Visit
from backend.rooms.audit.tags import Tag
from backend.rooms.documents import file_queries, library, reading, urgent_queries
from backend.rooms.documents.order import shown_of
from backend.rooms.uploads import service as uploads
from backend.rooms.uploads.files import Served, answer, watched

MOST = 40
Row = dict[str, Any]
FileKind = Literal["copy", "play", "poster", "original"]
Still = Callable[[], Awaitable[object]]


class TooManyMarked(Conflict):
    code = "too_many_for_emergencies"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Quarante documents sont déjà pour les urgences\u202f: personne n’en lit plus à la hâte. Retirez-en un d’abord.",
        "en": "Forty documents are for emergencies already: nobody reads more in a hurry. Take one off first.",
    }


@dataclass(frozen=True, kw_only=True)
class UrgentFile:
    """place: 1, the letter itself; 2 and more, what comes with it. pages: numbers of its pages, where it has some."""

    id: UUID
    place: int
    title: str
    kind: str
    media_type: str
    seconds: float | None
    pages: tuple[int, ...]
    size: int
    given: bool
    """False: nothing of it is given by a code."""


@dataclass(frozen=True, kw_only=True)
class UrgentDocument:
    id: UUID
    category: str
    title: str
    written_by: str
    structure: str
    written_on: date
    files: tuple[UrgentFile, ...] = ()


async def mark(visit: Visit, document_id: UUID, *, marked: bool) -> None:
    """visit: of who manages the urgent sheet. Whoever marks it reads it; twice is once. Raises NotFound, TooManyMarked."""
    await one_by_one(f"documents for emergencies of {visit.carnet_id}")
    own, row = await library.enter(visit, document_id, Right.READ, lock=True)
    if row["deleted_at"] is not None:
        raise NotFound
    if row["emergency"] == marked:
        await own.trace_viewing(Tag.DOCUMENTS_LIST)
        return
    if marked and await urgent_queries.how_many(visit.carnet_id) >= MOST:
        raise TooManyMarked
    await urgent_queries.mark(document_id, marked=marked)
    await own.trace(Tag.DOCUMENT_URGENT if marked else Tag.DOCUMENT_NOT_URGENT, document_id)


async def marked(visit: Visit) -> list[Row]:
    """Those that this person may read, with `ready`."""
    open_ = library.open_to(visit, Right.READ)
    return await urgent_queries.marked(visit.carnet_id, visit.viewer, open_)


async def any_given(carnet_id: UUID) -> bool:
    return await urgent_queries.any_shown(carnet_id, CODE)


async def given_ids(carnet_id: UUID) -> set[UUID]:
    """The documents of which `given` has something, without their files."""
    return {row["id"] for row in await urgent_queries.shown(carnet_id, CODE)}


async def given(carnet_id: UUID, *, at: datetime, document_id: UUID | None = None) -> list[UrgentDocument]:
    """What a carer is given, with its files; of one document when it is named. As many statements for forty as for one."""
    rows = await urgent_queries.shown(carnet_id, CODE, document_id)
    ids = [row["id"] for row in rows]
    pages: dict[UUID, list[int]] = {}
    for page in await file_queries.pages_of_documents(ids):
        pages.setdefault(page["file_id"], []).append(page["number"])
    versions: dict[UUID, list[Row]] = {id: [] for id in ids}
    for file in await file_queries.files_of_documents(ids):
        versions[file["document_id"]].append(file)
    shown = {
        id: [(place, file) for place, file in sorted(shown_of(files).items()) if _readable(file)]
        for id, files in versions.items()
    }
    anything = any(file["kind"] == "other" for files in shown.values() for _, file in files)
    as_it_came = anything and await _as_it_came(carnet_id, at)
    found: list[UrgentDocument] = []
    for row in rows:
        files = tuple(
            UrgentFile(
                id=file["id"],
                place=place,
                title=file["title"],
                kind=file["kind"],
                media_type=file["media_type"] or "",
                seconds=file["seconds"],
                pages=tuple(pages.get(file["id"], ())),
                size=file["size"],
                given=file["kind"] != "other" or as_it_came,
            )
            for place, file in shown[row["id"]]
        )
        if files:
            found.append(UrgentDocument(**row, files=files))
    return found


def _readable(file: Row) -> bool:
    return file["state"] == "ready" and file["taken_back_at"] is None


async def _as_it_came(carnet_id: UUID, at: datetime) -> bool:
    """Whether a file may leave as it was received: not while one representative keeps their address from another."""
    people = await access.family(carnet_id, at=at)
    return not any([await details.address_is_kept(carnet_id, person) for person in people])


async def page(carnet_id: UUID, file: UrgentFile, number: int, *, headers: dict[str, str]) -> Served:
    """The picture of one page of a file that is given now. Raises NotFound."""
    found = await file_queries.one_page(file.id, number) if number in file.pages else None
    if found is None:
        raise NotFound
    return answer(
        headers,
        name=found["object"].rpartition("/")[2],
        size=found["size"],
        media_type=found["media_type"],
        attached=False,
        read=partial(reading.object_of, carnet_id, found["object"]),
    )


async def part(
    carnet_id: UUID, file: UrgentFile, name: FileKind, *, headers: dict[str, str], still: Still
) -> Served:
    """The copy of a file that is given now; a film or a sound to be played; a text or a table as it came. still: raises once it is over.
    Raises NotFound."""
    if (name == "original") != (file.kind == "other") or not file.given:
        raise NotFound
    if name == "original":
        if not await uploads.may_leave(file.id, is_new=False):
            raise NotFound
        return answer(
            headers,
            name=str(file.id),
            size=file.size,
            media_type="application/octet-stream",
            attached=True,
            read=watched(partial(uploads.original, carnet_id, file.id), still),
        )
    made = await file_queries.copy(file.id, "poster" if name == "poster" else "play")
    if made is not None:
        return answer(
            headers,
            name=made["object"].rpartition("/")[2],
            size=made["size"],
            media_type=made["media_type"],
            attached=name == "copy",
            read=watched(partial(reading.object_of, carnet_id, made["object"]), still),
        )
    row, pages = await file_queries.anywhere(file.id), await file_queries.pages(file.id)
    if name != "copy" or row is None or not pages:
        raise NotFound
    return await reading.copy_of(headers, carnet_id, row, pages, still=still)


async def begun(chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """The same bytes, the first of which have come: what is not there says so before an answer begins. Raises what reading raises."""
    first = await anext(chunks, b"")

    async def all_of_it() -> AsyncIterator[bytes]:
        yield first
        async for chunk in chunks:
            yield chunk

    return all_of_it()
