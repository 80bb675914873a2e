"""Reading a letter: its pages, their words, the original as received, the copy that tells nothing more than is seen.

The right is looked at again for each page and each range; one trace a viewing, and no connection held while bytes leave.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial
from typing import Any, Literal
from uuid import UUID

from msgspec.structs import astuple

from backend.kit import runtime
from backend.kit.errors import NotFound
from backend.kit.transaction import transaction
from backend.rooms.access import papers
from backend.rooms.access import service as access
from backend.rooms.access.categories import Category, Right
from backend.rooms.access.service import Visit
from backend.rooms.audit.tags import Tag
from backend.rooms.carnet import service as carnet
from backend.rooms.documents import file_queries, library, queries
from backend.rooms.documents import words as texts
from backend.rooms.documents.order import is_gone
from backend.rooms.documents.schemas import PageWords, PlacedWord, WordsState
from backend.rooms.uploads import service as uploads
from backend.rooms.uploads.errors import OriginalKept, RepresentativesOnly, Withheld
from backend.rooms.uploads.files import Served, answer, watched
from media import pdf_pages
from media.page_words import PageText
from media.pdf_pages import Picture

FileName = Literal["original", "copy", "play", "poster"]
PDF = "application/pdf"
Still = Callable[[], Awaitable[object]]


async def page(
    visit: Visit, document_id: UUID, number: int, *, file_id: UUID | None = None, headers: dict[str, str]
) -> Served:
    """The picture of one page, from 1: of the letter itself as it is shown now, or of one of its files. Raises NotFound."""
    async with transaction():
        own, file = await _file(visit, document_id, file_id)
        found = await file_queries.one_page(file["id"], number) if 0 < number < 2**31 else None
        if found is None:
            raise NotFound
        await own.trace_viewing(Tag.DOCUMENT_READ, document_id)
    return answer(
        headers,
        name=found["object"].rpartition("/")[2],
        size=found["size"],
        media_type=found["media_type"],
        attached=False,
        read=partial(object_of, visit.carnet_id, found["object"]),
    )


async def words(visit: Visit, document_id: UUID, file_id: UUID | None = None) -> PageWords:
    """For who listens, and to copy from. Opens its own transaction."""
    async with transaction():
        own, file = await _file(visit, document_id, file_id)
        if file["state"] != "ready" or file["kind"] not in ("pdf", "picture"):
            raise NotFound
        await own.trace_viewing(Tag.DOCUMENT_READ, document_id)
    pages = await texts.kept(visit.carnet_id, file)
    return await asyncio.to_thread(_told, file["words_state"], pages)


def _told(state: WordsState, pages: list[PageText]) -> PageWords:
    return PageWords(
        state=state,
        pages=[page.text for page in pages],
        read=[page.read for page in pages],
        placed=[[PlacedWord(*astuple(word)) for line in page.lines for word in line] for page in pages],
    )


async def file(
    visit: Visit, document_id: UUID, name: FileName, *, file_id: UUID | None = None, headers: dict[str, str]
) -> Served:
    """Raises NotFound, RepresentativesOnly, OriginalKept, Withheld."""
    async with transaction():
        own, file = await _file(visit, document_id, file_id)
        if name == "original" and not await library.may_have_original(own, file):
            raise await access.forbidden(
                own, OriginalKept() if own.is_representative else RepresentativesOnly()
            )
        if name == "original" and not await uploads.may_leave(
            file["id"], is_new=file["state"] == "preparing"
        ):
            raise await access.forbidden(own, Withheld())
        pages = await file_queries.pages(file["id"])
        made = await file_queries.copy(file["id"], "poster" if name == "poster" else "play")
        whole = file["state"] == "ready" or (name == "original" and file["state"] == "refused")
        if not whole or (name != "original" and made is None and (name != "copy" or not pages)):
            raise NotFound
        await own.trace_viewing(_TRACED[name], document_id)
    still = partial(_still, visit, document_id, name, file["id"])
    if name == "original":
        return answer(
            headers,
            name=str(file["id"]),
            size=file["size"],
            media_type=PDF if file["media_type"] == PDF else "application/octet-stream",
            attached=True,
            read=watched(partial(uploads.original, visit.carnet_id, file["id"]), still),
        )
    if made is not None:
        return answer(
            headers,
            name=made["object"].rpartition("/")[2],
            size=made["size"],
            media_type=made["media_type"],
            attached=name == "copy",
            read=watched(partial(object_of, visit.carnet_id, made["object"]), still),
        )
    return await copy_of(headers, visit.carnet_id, file, pages, still=still)


_TRACED: dict[FileName, Tag] = {
    "original": Tag.DOCUMENT_ORIGINAL,
    "copy": Tag.DOCUMENT_COPY,
    "play": Tag.DOCUMENT_READ,
    "poster": Tag.DOCUMENTS_LIST,
}


async def copy_of(
    headers: dict[str, str],
    carnet_id: UUID,
    file: dict[str, Any],
    pages: list[dict[str, Any]],
    *,
    still: Still,
) -> Served:
    """A PDF of the pages as they are seen. still: raises when the door has closed meanwhile."""
    laid, size = await _laid(carnet_id, file, pages)
    return answer(
        headers,
        # Other words are other bytes: a download that was cut does not go on with them.
        name=f"{file['id']}-{(file['words'] or '').rpartition('/')[2]}-{file['words_rules']}",
        size=size,
        media_type=PDF,
        attached=True,
        read=watched(partial(_copy, carnet_id, pages, laid), still),
    )


async def _laid(
    carnet_id: UUID, file: dict[str, Any], pages: list[dict[str, Any]]
) -> tuple[list[bytes | int], int]:
    """The copy around its pictures, with the words that are known; and how many bytes it has."""
    written = await texts.kept(carnet_id, file)

    def lay() -> tuple[list[bytes | int], int]:
        said = [[word for line in page.lines for word in line] for page in written]
        pictures = [picture(one) for one in pages]
        laid = pdf_pages.layout(pictures, said)
        return laid, pdf_pages.total(pictures, laid)

    return await asyncio.to_thread(lay)  # 300 pages of words take a while


async def _file(visit: Visit, document_id: UUID, file_id: UUID | None) -> tuple[Visit, dict[str, Any]]:
    """The file, of a letter that is open to this person: the letter itself as it is shown now, when none is named. What was taken back
    is for who may give it back. Raises NotFound."""
    own, row = await library.enter(visit, document_id, Right.READ)
    file = await file_queries.one(document_id, file_id or row["file_id"])
    if file is None:
        raise NotFound
    kept_back = file["taken_back_at"] and file["id"] != row["file_id"]
    if kept_back and (is_gone(file, own.at) or not library.may_change(own, row)):
        raise NotFound
    return own, file


async def signed_paper(
    visit: Visit, habilitation_id: UUID, paper_id: UUID, *, headers: dict[str, str]
) -> Served:
    """The copy of a scan, by the access that it is the consent of: for both its sides, whatever else of the library is open to them; but
    not for whom it is hidden from, nor out of the bin. Raises NotFound."""
    async with transaction():
        file, pages = await _signed(visit, habilitation_id, paper_id)
        await visit.trace_viewing(Tag.PAPER_READ, file["document_id"])
    still = partial(_still_signed, visit, habilitation_id, paper_id)
    return await copy_of(headers, visit.carnet_id, file, pages, still=still)


async def _signed(
    visit: Visit, habilitation_id: UUID, paper_id: UUID
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The version that was there when the paper was kept: one that is sent later was not signed for."""
    document_id, kept_at = await papers.scan_of(visit, habilitation_id, paper_id)
    row = await queries.document(visit.carnet_id, document_id, visit.viewer)
    if row is None or row["deleted_at"] is not None:
        raise NotFound
    file = await file_queries.letter_of(document_id, kept_at)
    pages = await file_queries.pages(file["id"]) if file and file["taken_back_at"] is None else []
    if file is None or not pages:
        raise NotFound
    return file, pages


async def _still_signed(visit: Visit, habilitation_id: UUID, paper_id: UUID) -> None:
    at = runtime.get().clock.now()
    again = await access.enter(visit.person, visit.carnet_id, Category.IDENTITY, Right.READ, at=at)
    await _signed(again, habilitation_id, paper_id)


async def _still(visit: Visit, document_id: UUID, name: FileName, file_id: UUID) -> None:
    """Raises NotFound, OriginalKept when it is not open to this person any more."""
    at = runtime.get().clock.now()
    again = await access.enter_by(visit.person, visit.carnet_id, library.DOORS, at=at)
    own, file = await _file(again, document_id, file_id)
    if name == "original" and not await library.may_have_original(own, file):
        raise OriginalKept


def picture(page: dict[str, Any]) -> Picture:
    return Picture(**{name: page[name] for name in Picture.__dataclass_fields__})


async def whole_copy(carnet_id: UUID, file_id: UUID) -> tuple[AsyncIterator[bytes], str] | None:
    """For an export, which has passed the door: its bytes and media type. None of what could not be read, or is given as it came only."""
    played = await file_queries.copy(file_id, "play")
    if played is not None:
        return (await carnet.vault(carnet_id)).open(played["object"]), played["media_type"]
    file, pages = await file_queries.anywhere(file_id), await file_queries.pages(file_id)
    if file is None or not pages:
        return None
    laid, size = await _laid(carnet_id, file, pages)
    return _copy(carnet_id, pages, laid, 0, size), PDF


async def object_of(carnet_id: UUID, name: str, start: int, stop: int) -> AsyncIterator[bytes]:
    vault = await carnet.vault(carnet_id)
    async for chunk in vault.open(name, start, stop):
        yield chunk


async def _copy(
    carnet_id: UUID, pages: list[dict[str, Any]], laid: list[bytes | int], start: int, stop: int
) -> AsyncIterator[bytes]:
    """The bytes of the copy from `start` to before `stop`: only the pictures that lie there are opened."""
    at = 0
    for part in laid:
        first, last = (0, len(part)) if isinstance(part, bytes) else picture(pages[part]).taken
        low, high = max(start - at, 0), min(stop - at, last - first)
        at += last - first
        if low >= high:
            continue
        if isinstance(part, bytes):
            yield part[low:high]
        else:
            async for chunk in object_of(carnet_id, pages[part]["object"], first + low, first + high):
                yield chunk
