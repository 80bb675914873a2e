"""Making a letter's words known after its pages are there: those of before today's rules again, then those of pictures of paper, a few
pages at a time, so that nothing that waits behind waits long."""

import asyncio
from pathlib import Path
from uuid import UUID

from backend.kit import runtime
from backend.kit.ids import new_id
from backend.kit.transaction import transaction
from backend.rooms.carnet import service as carnet
from backend.rooms.documents import file_queries as queries
from backend.rooms.documents import words, words_queries
from backend.rooms.uploads import service as uploads
from media.limits import Refused
from media.ocr import Absence, Tesseract, beside, find_tesseract, recognise
from media.page_words import PageText, bounded
from media.pdfs import words_of_pdf

PAGES_AT_ONCE = 6
POINTS_AN_INCH = 72


async def reader() -> Tesseract | Absence:
    """The machine's Tesseract, or why there is none."""
    with uploads.work_folder(f"looking-for-tesseract-{new_id(runtime.get().clock.now())}") as (_, folder):
        return await find_tesseract(runtime.get().settings.tesseract, folder)


async def read_words(file_id: UUID) -> bool:
    """Goes on with one file; whether more of it is left to do. Run again after a death, it goes on where it was."""
    row = await queries.anywhere(file_id)
    if row is None or not await words_queries.is_there(file_id):
        return False
    by = await reader()
    with uploads.work_folder(f"words-{file_id}") as (source, made):
        if row["words_rules"] < words.RULES:
            pages = await _typed(row, source, made)
        elif row["unread"] and isinstance(by, Tesseract):
            pages = await _recognised(row, by, source, made)
        else:
            if row["words_state"] == "waiting":
                await queries.settle(file_id, {"words_state": "unknown"})
            return False
    more = isinstance(by, Tesseract) and any(page.read == "unread" for page in pages)
    await _settle(row, pages, more=more)
    return more


async def _typed(row: queries.Row, source: Path, made: Path) -> list[PageText]:
    if row["kind"] == "pdf":
        await uploads.fetch_original(row["carnet_id"], row["id"], source)
        try:
            return await words_of_pdf(source, made)
        except Refused:  # it was drawn once: what was drawn can still be recognised
            pass
    return [PageText("unread", []) for _ in await queries.pages(row["id"])]


async def _recognised(row: queries.Row, by: Tesseract, picture: Path, folder: Path) -> list[PageText]:
    """The pictures are those that everybody is shown: nothing is read that is not seen."""
    pages = await words.kept(row["carnet_id"], row)
    unread = [number for number, page in enumerate(pages) if page.read == "unread"]
    vault = await carnet.vault(row["carnet_id"])
    for number in unread[:PAGES_AT_ONCE]:
        shown = await queries.one_page(row["id"], number + 1)
        if shown is None:
            pages[number].read = "failed"
            continue
        picture.write_bytes(b"".join([chunk async for chunk in vault.open(shown["object"])]))
        dots = POINTS_AN_INCH * shown["width"] / shown["points_width"]
        try:
            found = await recognise(picture, folder, by, dots=dots)
        except Refused:
            pages[number].read = "failed"
        else:
            both = await asyncio.to_thread(beside, pages[number].lines, found)
            pages[number] = PageText("recognised", both)
    return bounded(pages)


async def _settle(row: queries.Row, pages: list[PageText], *, more: bool) -> None:
    name = await words.keep(row, pages)
    async with transaction():
        now = await queries.anywhere(row["id"], lock=True)
        if now is None or now["words"] != row["words"]:
            await uploads.forget([name])
            return
        told = words.told(pages, name, more_to_come=more)
        await queries.settle(row["id"], told | {"words_tries": 0})
        await words.make_findable(row, pages)
        if row["words"]:
            await uploads.forget([row["words"]])
