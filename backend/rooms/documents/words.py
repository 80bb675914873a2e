"""What is written on a letter's pages: sealed beside them with its places, and, for finding, sealed in a row."""

import asyncio
import zlib
from uuid import UUID

import msgspec

from backend.kit import runtime
from backend.kit.findable import Said
from backend.kit.ids import new_id
from backend.kit.words import words_in
from backend.rooms.carnet import service as carnet
from backend.rooms.documents import words_queries
from backend.rooms.documents.schemas import WordsState
from backend.rooms.documents.words_queries import Row
from backend.rooms.uploads import service as uploads
from media.page_words import PageText, packed, unpacked

RULES = 2
"""Whoever changes which words are taken from a page counts on, and has a migration set `words_state` to « waiting »: the house then makes those
of every letter again, little by little, and until then shows and finds none of them."""
NONE: Row = {"words": None, "words_state": "unknown", "unread": 0}
"""Of what has no pages."""
MOST_FOUND = 30_000
"""Different words of a letter that can be looked for."""


async def keep(row: Row, pages: list[PageText]) -> str:
    """Seals them as an object: its name."""
    stem = uploads.stem_of(row["carnet_id"], "document", row["id"])
    name = f"{stem}/{new_id(runtime.get().clock.now())}"
    vault = await carnet.vault(row["carnet_id"])
    written = await asyncio.to_thread(packed, pages)  # a long letter has megabytes of them

    async def pieces():
        yield written

    await vault.put(name, pieces())
    return name


async def kept(carnet_id: UUID, row: Row) -> list[PageText]:
    """Of each page; none while they are not made by the rules of now."""
    if row["words"] is None or row["words_rules"] < RULES:
        return []
    vault = await carnet.vault(carnet_id)
    return await asyncio.to_thread(unpacked, b"".join([chunk async for chunk in vault.open(row["words"])]))


def told(pages: list[PageText], name: str, *, more_to_come: bool) -> Row:
    """What the letter's row says of them."""
    unread = sum(page.read == "unread" for page in pages)
    state: WordsState = "known"
    if unread and more_to_come:
        state = "waiting"
    elif unread or any(page.read == "failed" for page in pages):
        state = "unknown"
    elif any(page.read == "recognised" for page in pages):
        state = "recognised"
    return {"words": name, "words_rules": RULES, "words_state": state, "unread": unread}


async def make_findable(row: Row, pages: list[PageText]) -> None:
    """In the caller's transaction."""
    cipher = await carnet.row_cipher(row["carnet_id"])
    found = await words_queries.fold(await asyncio.to_thread(_different, pages))

    def seal() -> tuple[bytes, bytes]:
        said = msgspec.json.encode([(page.text, page.read == "recognised") for page in pages])
        return (
            cipher.seal(_context("found", row["id"]), zlib.compress(found.encode())),
            cipher.seal(_context("pages", row["id"]), zlib.compress(said)),
        )

    sealed_found, sealed_pages = await asyncio.to_thread(seal)
    await words_queries.put(row["id"], found=sealed_found, pages=sealed_pages)


def _different(pages: list[PageText]) -> str:
    """Each word once, as many as can be looked for. Pure."""
    words: dict[str, None] = {}
    for page in pages:
        text = page.text
        words.update(dict.fromkeys(text[start:end].lower() for start, end, _ in words_in(text)))
        if len(words) >= MOST_FOUND:
            break
    return " ".join(list(words)[:MOST_FOUND])


async def unread() -> int:
    """Files with pages whose words are not known, or that are still to be read."""
    return await words_queries.left(rules=RULES)


async def findable(carnet_id: UUID, rows: list[Row]) -> dict[UUID, str]:
    """The words of documents, as finding keeps them, by `words_queries.inside`."""
    cipher = await carnet.row_cipher(carnet_id)

    def open_all() -> dict[UUID, str]:
        opened: dict[UUID, str] = {}
        for row in rows:
            if row["found"]:
                words = zlib.decompress(cipher.unseal(_context("found", row["id"]), row["found"])).decode()
                before = opened.get(row["document_id"])
                opened[row["document_id"]] = f"{before} {words}" if before else words
        return opened

    return await asyncio.to_thread(open_all)  # a notebook of ten years has megabytes of them


async def said(carnet_id: UUID, document_ids: list[UUID]) -> dict[UUID, list[Said]]:
    """What is written on each page of these documents, which the caller has been shown; the letter's own pages first."""
    rows = await words_queries.said(document_ids, rules=RULES)
    cipher = await carnet.row_cipher(carnet_id)

    def open_all() -> dict[UUID, list[Said]]:
        opened: dict[UUID, list[Said]] = {}
        for row in rows:
            if row["pages"]:
                packed_pages = zlib.decompress(cipher.unseal(_context("pages", row["id"]), row["pages"]))
                pages = msgspec.json.decode(packed_pages, type=list[tuple[str, bool]])
                opened.setdefault(row["document_id"], []).extend(
                    Said(text, recognised, number if row["place"] == 1 else None)
                    for number, (text, recognised) in enumerate(pages, start=1)
                )
        return opened

    return await asyncio.to_thread(open_all)


def _context(column: str, file_id: UUID) -> bytes:
    return f"document_words {column} {file_id}".encode()
