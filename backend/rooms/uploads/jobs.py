"""Keeping the storage as the database says it is."""

import logging
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from uuid import UUID

from backend.kit import runtime
from backend.kit.erasing import AGAIN, erasing
from backend.kit.queue import job
from backend.kit.transaction import transaction
from backend.rooms.carnet import service as carnet
from backend.rooms.uploads import integrity, queries, takers
from media.storage import StorageError

logger = logging.getLogger("cs3.uploads")

_SWEEP_BATCH = 500


@job("uploads.forget_objects", retries=9, own_transactions=True)
async def forget_objects(names: str) -> None:
    async with erasing() as may:
        for name in filter(None, names.split("\n") if may else []):
            await runtime.get().storage.delete(name)
    if not may:
        await forget_objects.defer(names=names, at=runtime.get().clock.now() + AGAIN)


async def forget(names: Iterable[str]) -> None:
    """Objects that no row names any more, soon after the caller's transaction."""
    await forget_objects.defer(names="\n".join(names))


async def erase(item_id: UUID, *, made: Iterable[str] = ()) -> None:
    """For good, with the row of the room that took it: rows in the caller's transaction, objects soon after.

    made: objects of copies made from it.
    """
    objects = [row["object"] for row in await queries.parts(item_id)]
    await queries.erase(item_id)
    await forget([*objects, *made])


async def empty(item_id: UUID) -> None:
    """Its bytes, for good: its row stays, and that of the room that took it, which is numbered by it."""
    objects = [row["object"] for row in await queries.parts(item_id)]
    await queries.empty(item_id)
    await forget(objects)


@job("uploads.forget_overdue", cron="17 3 * * *", own_transactions=True)
async def forget_overdue(timestamp: int) -> None:
    """What never wholly arrived in its seven days."""
    at = runtime.get().clock.now()
    for item_id in await queries.overdue(at):
        async with transaction():
            if await queries.lock_overdue(item_id, at):
                await erase(item_id)


@job("uploads.sweep", cron="41 3 * * *", own_transactions=True)
async def sweep(timestamp: int) -> None:
    """Objects that no row names: a writer died between storing and saying so. Those under a day old may still be said.

    Another house's notebooks, in the same bucket or folder, are not ours to judge.
    """
    at = runtime.get().clock.now()
    storage = runtime.get().storage
    folders = {taker.folder for taker in takers.all_swept()}
    waiting: list[str] = []
    async for name in storage.names(""):
        if _folder_of(name) in folders and _made_at(name) < at - timedelta(days=1):
            waiting.append(name)
        if len(waiting) >= _SWEEP_BATCH:
            await _delete_unknown(waiting)
            waiting.clear()
    await _delete_unknown(waiting)
    await storage.sweep(at - timedelta(days=2))


@job("uploads.read_again", cron="*/10 * * * *", retries=0, own_transactions=True)
async def read_again(timestamp: int) -> None:
    """A storage that is away is not a file that is wrong: the next run, ten minutes later, goes on."""
    try:
        await integrity.sweep(runtime.get().clock.now())
    except StorageError as error:
        logger.warning("files could not be read again", extra={"reason": type(error).__name__})


async def _delete_unknown(names: list[str]) -> None:
    if not names:
        return
    async with erasing() as may:
        if may:  # else a backup is being made: tomorrow's sweep meets them again
            await _delete_unnamed(names)


async def _delete_unnamed(names: list[str]) -> None:
    known = await queries.known_parts(names)
    for taker in takers.all_swept():
        known |= await taker.known(names)
    ours = await carnet.which_exist({id for name in names if (id := _carnet_of(name))})
    for name in names:
        if name not in known and _carnet_of(name) in ours:
            try:
                await runtime.get().storage.delete(name)
            except StorageError:
                continue  # tomorrow's sweep meets it again


def _carnet_of(name: str) -> UUID | None:
    try:
        return UUID(name.partition("/")[0])
    except ValueError:
        return None


def _folder_of(name: str) -> str:
    return name.partition("/")[2].partition("/")[0]


def _made_at(name: str) -> datetime:
    """The time that an object's name carries (UUID version 7)."""
    try:
        return datetime.fromtimestamp((UUID(name.rpartition("/")[2]).int >> 80) / 1000, UTC)
    except ValueError:
        return datetime.max.replace(tzinfo=UTC)
