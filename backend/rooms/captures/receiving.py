"""Storing what one request brings, part after part: each is one sealed object, and stands from its commit on.

One writer counts at a time: each request takes a new `generation` of the upload, and a part written under an older one is
thrown away. Whoever comes back while an old connection hangs makes it hand over what it has: at once in this process, within
a second in another, which looks each second whether it is asked to. A process that was killed gives no sign of life, and is
waited for no longer than SIGN.
"""

import asyncio
import contextlib
import logging
import math
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from uuid import UUID

from backend.kit import runtime
from backend.kit.errors import CS3Error, NotFound, TooLarge
from backend.kit.ids import new_id
from backend.kit.transaction import transaction
from backend.rooms.access import service as access
from backend.rooms.access.service import Visit
from backend.rooms.audit.tags import Tag
from backend.rooms.captures import jobs, tus, upload_queries
from backend.rooms.captures.body import Body, Receive
from backend.rooms.captures.errors import ChecksumMismatch, WrongOffset
from backend.rooms.carnet import service as carnet
from media.storage import Vault

logger = logging.getLogger("cs3.uploads")

WAITS = timedelta(days=7)
PART_BYTES = 16 * 1024 * 1024
PART_SECONDS = 20.0
"""What a killed process loses at most of a request under way."""
LOOK_EVERY = 1.0
SIGN = 4.0
"""Seconds without a sign of life after which a writer counts as dead."""
HAND_OVER = 10.0
ASK_EVERY = 0.1


class _Writing:
    """A request that brings bytes, in this process."""

    def __init__(self, generation: int, body: Body) -> None:
        self.generation, self.body = generation, body
        self.over = asyncio.Event()


_writing: dict[UUID, _Writing] = {}
_looking: asyncio.Task[None] | None = None


async def receive(
    visit: Visit,
    capture_id: UUID,
    *,
    offset: int,
    source: Receive,
    checksum: tus.Checksum | None = None,
    announced: int = 0,
) -> tus.State:
    """Where it then stands. What arrived before a cut is kept.

    announced: the bytes that the request says it brings; too many are refused before one is taken. Raises WrongOffset, ChecksumMismatch, TooLarge, and NotFound when the right was withdrawn meanwhile.
    """
    await take_over(capture_id)
    async with transaction():
        row = await upload_queries.upload(capture_id, lock=True)
        if row is None:
            return await _whole(capture_id, offset)
        if row["received"] != offset:
            raise WrongOffset
        length = row["length"]
        if announced > length - offset:
            raise TooLarge(limit=f"{length} octets")
        generation = await upload_queries.begin_writing(capture_id, expires_at=visit.at + WAITS)
    vault = await carnet.vault(visit.carnet_id)
    kept = False
    body = Body(source, most=length - offset, checksum=checksum)
    async with _as_writer(capture_id, generation, body), body:
        while await body.more():
            name, size = await _store(vault, visit.carnet_id, capture_id, body, whole=checksum is not None)
            try:
                if body.too_much:
                    raise TooLarge(limit=f"{length} octets")
                if not body.matches:
                    raise ChecksumMismatch
                await _keep(visit, capture_id, generation, offset=offset, size=size, name=name)
            except CS3Error:
                await vault.delete(name)  # nothing of ours names it: the transaction was undone
                raise
            offset, kept = offset + size, True
    if body.too_much:
        raise TooLarge(limit=f"{length} octets")
    if not kept and body.handed_over:
        raise WrongOffset
    if not kept and not body.matches:
        raise ChecksumMismatch
    ends = runtime.get().clock.now() + WAITS if offset < length else None
    return tus.State(offset, length, ends, row["metadata"] if ends else "")


async def _whole(capture_id: UUID, offset: int) -> tus.State:
    """An upload that is complete takes no bytes; asked at its end, it says so."""
    size = await upload_queries.size_when_whole(capture_id)
    if size is None or size != offset:
        raise WrongOffset
    return tus.State(size, size)


async def _store(
    vault: Vault, carnet_id: UUID, capture_id: UUID, body: Body, *, whole: bool
) -> tuple[str, int]:
    name = f"{carnet_id}/captures/{capture_id}/{new_id(runtime.get().clock.now())}"
    most, seconds = (math.inf, math.inf) if whole else (PART_BYTES, PART_SECONDS)
    return name, await vault.put(name, body.part(most, seconds))


async def _keep(
    visit: Visit, capture_id: UUID, generation: int, *, offset: int, size: int, name: str
) -> None:
    """The part stands from this commit on; the last one starts the preparing in the same transaction."""
    at = runtime.get().clock.now()
    async with transaction():
        row = await upload_queries.upload(capture_id, lock=True)
        if row is None:
            raise NotFound  # given up, or expired, meanwhile
        if row["generation"] != generation or row["received"] != offset:
            raise WrongOffset  # somebody else goes on with it
        await access.enter(visit.person, visit.carnet_id, visit.category, visit.right, at=at)
        await upload_queries.add_part(capture_id, start=offset, size=size, name=name)
        if offset + size == row["length"]:
            await complete(visit, capture_id, row["kind"], at)
        else:
            await upload_queries.wait_until(capture_id, at + WAITS)


async def complete(visit: Visit, capture_id: UUID, kind: str, at: datetime) -> None:
    """All bytes stand: told, and put in the queue, in the caller's transaction."""
    await visit.trace(Tag.VIDEO_ADD if kind == "video" else Tag.PHOTO_ADD, capture_id)
    await upload_queries.end(capture_id, at)
    await jobs.prepare.defer(lock=str(capture_id), capture_id=str(capture_id))


async def take_over(capture_id: UUID) -> None:
    """Makes whoever still writes hand over what arrived. Not inside a transaction: the other one commits meanwhile."""
    writing = _writing.get(capture_id)
    if writing is not None:
        writing.body.hand_over()
        with contextlib.suppress(
            TimeoutError
        ):  # its generation will be old: what it still writes does not count
            async with asyncio.timeout(HAND_OVER):
                await writing.over.wait()
        return
    for _ in range(round(HAND_OVER / ASK_EVERY)):
        if not await upload_queries.ask_back(capture_id, SIGN):
            return
        await asyncio.sleep(ASK_EVERY)


@contextlib.asynccontextmanager
async def _as_writer(capture_id: UUID, generation: int, body: Body) -> AsyncIterator[None]:
    global _looking
    before = _writing.get(capture_id)
    if before is not None:
        before.body.hand_over()
    writing = _writing[capture_id] = _Writing(generation, body)
    if _looking is None or _looking.done():
        _looking = asyncio.create_task(_look())
    try:
        yield
    finally:
        writing.over.set()
        if _writing.get(capture_id) is writing:
            del _writing[capture_id]
        await upload_queries.end_writing(capture_id, generation)


async def _look() -> None:
    """While somebody writes here: gives signs of life, and passes on who is asked back or was overtaken."""
    while True:
        await asyncio.sleep(LOOK_EVERY)
        if not _writing:
            return
        known = {id: writing.generation for id, writing in _writing.items()}
        try:
            ours = await upload_queries.sign_of_life(known)
        except Exception as error:
            logger.warning("no sign of life from the uploads", extra={"reason": type(error).__name__})
            continue
        for id, generation in known.items():
            writing = _writing.get(id)
            if writing is not None and writing.generation == generation and id not in ours:
                writing.body.hand_over()
