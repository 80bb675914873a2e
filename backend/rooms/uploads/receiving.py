"""Storing what one request brings, part after part: each is one sealed object, and stands from its commit on.

One writer counts at a time: each request takes a new `generation` of the upload, and a part written under an older one is
thrown away. Whoever comes back while an old connection hangs makes it hand over what it has: at once in this process, within
a second in another, which looks each second whether it is asked to. A process that was killed gives no sign of life, and is
waited for no longer than SIGN.
"""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from uuid import UUID

import asyncpg  # pyright: ignore[reportMissingTypeStubs]

from backend.kit import runtime
from backend.kit.errors import NotFound, TooLarge
from backend.kit.ids import new_id
from backend.kit.transaction import transaction
from backend.rooms.access import service as access
from backend.rooms.access.service import Visit
from backend.rooms.carnet import service as carnet
from backend.rooms.uploads import queries, takers, turn_queries, tus
from backend.rooms.uploads.body import Body, Receive
from backend.rooms.uploads.errors import ChecksumMismatch, WrongOffset
from backend.rooms.uploads.parts import Parts

logger = logging.getLogger("cs3.uploads")

WAITS = timedelta(days=7)
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
        self.ended = False
        """The database knows already that it writes no more."""


_writing: dict[UUID, _Writing] = {}
_looking: asyncio.Task[None] | None = None


async def receive(
    visit: Visit,
    item_id: UUID,
    *,
    offset: int,
    source: Receive,
    checksum: tus.Checksum | None = None,
    announced: int = 0,
) -> tus.State:
    """Where it then stands. What arrived before a cut is kept.

    announced: the bytes that the request says it brings; too many are refused before one is taken. Raises WrongOffset, ChecksumMismatch, TooLarge, and NotFound when the right was withdrawn meanwhile.
    """
    row, generation = await _turn(visit, item_id, offset, announced)
    if row is None:
        return await _whole(item_id, offset)
    length = row["length"]
    vault = await carnet.vault(visit.carnet_id)
    stem = stem_of(visit.carnet_id, row["kind"], item_id)
    kept = False
    body = Body(source, most=length - offset, checksum=checksum)
    async with _as_writer(item_id, generation, body) as writing, body:

        async def keep(name: str, size: int, *, last: Callable[[], bool]) -> None:
            nonlocal offset, kept
            if body.too_much:
                raise TooLarge(limit=f"{length} octets")
            if not body.matches:
                raise ChecksumMismatch
            await _keep(visit, item_id, writing, offset=offset, size=size, name=name, last=last)
            offset, kept = offset + size, True

        def new_name() -> str:
            return f"{stem}/{new_id(runtime.get().clock.now())}"

        await Parts(body, vault, new_name=new_name, keep=keep, whole=checksum is not None).all()
    if body.too_much:
        raise TooLarge(limit=f"{length} octets")
    if not kept and body.handed_over:
        raise WrongOffset
    if not kept and not body.matches:
        raise ChecksumMismatch
    ends = runtime.get().clock.now() + WAITS if offset < length else None
    return tus.State(offset, length, ends, row["metadata"] if ends else "")


async def _turn(visit: Visit, item_id: UUID, offset: int, announced: int) -> tuple[queries.Row | None, int]:
    """The upload, and the generation under which its next bytes are written; None for one that is whole. Raises WrongOffset, TooLarge."""
    expires_at = visit.at + WAITS
    asked = item_id in _writing
    if asked:
        await take_over(item_id)
    elif row := await turn_queries.turn(item_id, offset=offset, announced=announced, expires_at=expires_at):
        return row, row["generation"]  # as nearly always
    while True:
        async with transaction():
            await turn_queries.lock(item_id)
            row = await queries.upload(item_id)
            if row is None:
                return None, 0
            if row["written_at"] is None or asked:
                if row["received"] != offset:
                    raise WrongOffset
                if announced > row["length"] - offset:
                    raise TooLarge(limit=f"{row['length']} octets")
                return row, await turn_queries.begin_writing(item_id, expires_at=expires_at)
        # Somebody writes, or died writing: asked once, outside the transaction, since they commit meanwhile.
        await take_over(item_id)
        asked = True


async def _whole(item_id: UUID, offset: int) -> tus.State:
    """An upload that is complete takes no bytes; asked at its end, it says so."""
    row = await queries.received(item_id)
    if row is None or row["size"] != offset:
        raise WrongOffset
    return tus.State(offset, offset)


def stem_of(carnet_id: UUID, kind: str, item_id: UUID) -> str:
    """How the names of an item's objects begin. Raises LookupError for a kind that nobody takes."""
    taker = takers.taker_of(kind)
    if taker is None:
        raise LookupError(kind)
    return f"{carnet_id}/{taker.folder}/{item_id}"


async def _keep(
    visit: Visit,
    item_id: UUID,
    writing: _Writing,
    *,
    offset: int,
    size: int,
    name: str,
    last: Callable[[], bool],
) -> None:
    """The part stands from this commit on; the last one starts the preparing in the same transaction."""
    at = runtime.get().clock.now()
    async with transaction():
        row = await queries.upload(item_id, lock=True)
        if row is None:
            raise NotFound  # given up, or expired, meanwhile
        if row["generation"] != writing.generation or row["received"] != offset:
            raise WrongOffset  # somebody else goes on with it
        await access.enter(
            visit.person,
            visit.carnet_id,
            visit.category,
            visit.right,
            at=at,
            under=visit.habilitation.acting_for,
        )
        whole = offset + size == row["length"]
        ended = last() and writing.body.over  # both of now: while it waited for its turn, more may have come
        try:
            if whole:
                await queries.add_part(item_id, start=offset, size=size, name=name)
            else:
                await queries.keep_part(
                    item_id, start=offset, size=size, name=name, expires_at=at + WAITS, ended=ended
                )
        except asyncpg.UniqueViolationError:
            raise WrongOffset from None  # another writer of this generation: see turn_queries.py
        if whole:
            await complete(visit, item_id, row["kind"])
    writing.ended = ended


async def complete(visit: Visit, item_id: UUID, kind: str) -> None:
    """All bytes stand: whoever takes this kind goes on, in the caller's transaction."""
    await queries.end(item_id)
    taker = takers.taker_of(kind)
    assert taker is not None
    await taker.whole(visit, item_id, kind)


async def take_over(item_id: UUID) -> None:
    """Makes whoever still writes hand over what arrived. Not inside a transaction: the other one commits meanwhile."""
    writing = _writing.get(item_id)
    if writing is not None:
        writing.body.hand_over()
        with contextlib.suppress(
            TimeoutError
        ):  # its generation will be old: what it still writes does not count
            async with asyncio.timeout(HAND_OVER):
                await writing.over.wait()
        return
    for _ in range(round(HAND_OVER / ASK_EVERY)):
        if not await turn_queries.ask_back(item_id, SIGN):
            return
        await asyncio.sleep(ASK_EVERY)


@contextlib.asynccontextmanager
async def _as_writer(item_id: UUID, generation: int, body: Body) -> AsyncIterator[_Writing]:
    global _looking
    before = _writing.get(item_id)
    if before is not None:
        before.body.hand_over()
    writing = _writing[item_id] = _Writing(generation, body)
    if _looking is None or _looking.done():
        _looking = asyncio.create_task(_look())
    try:
        yield writing
    finally:
        writing.over.set()
        if _writing.get(item_id) is writing:
            del _writing[item_id]
        if not writing.ended:
            await turn_queries.end_writing(item_id, generation)


async def _look() -> None:
    """While somebody writes here: gives signs of life, and passes on who is asked back or was overtaken."""
    while True:
        await asyncio.sleep(LOOK_EVERY)
        if not _writing:
            return
        known = {id: writing.generation for id, writing in _writing.items()}
        try:
            ours = await turn_queries.sign_of_life(known)
        except Exception as error:
            logger.warning("no sign of life from the uploads", extra={"reason": type(error).__name__})
            continue
        for id, generation in known.items():
            writing = _writing.get(id)
            if writing is not None and writing.generation == generation and id not in ours:
                writing.body.hand_over()
