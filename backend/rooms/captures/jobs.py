"""Preparing what was received, and keeping the storage as the database says it is."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from backend.kit import runtime
from backend.kit.queue import job
from backend.kit.transaction import transaction
from backend.rooms.captures import preparing, queries
from backend.rooms.carnet import service as carnet
from media.storage import StorageError

BIN = timedelta(days=30)
REFUSED = timedelta(days=30)
STUCK = timedelta(hours=12)
GIVEN_UP = timedelta(days=3)
_SWEEP_BATCH = 500


@job("captures.prepare", queue="media", retries=6, own_transactions=True)
async def prepare(capture_id: str) -> None:
    await preparing.prepare(UUID(capture_id))


@job("captures.clean", queue="media", retries=3, own_transactions=True)
async def clean(capture_id: str) -> None:
    await preparing.clean(UUID(capture_id))


@job("captures.forget_objects", retries=9, own_transactions=True)
async def forget_objects(names: str) -> None:
    for name in filter(None, names.split("\n")):
        await runtime.get().storage.delete(name)


@job("captures.empty_bins", cron="23 3 * * *", own_transactions=True)
async def empty_bins(timestamp: int) -> None:
    """What has been in the bin for 30 days is erased, and what never wholly arrived in its 7; what could not be read goes
    to the bin after 30."""
    at = runtime.get().clock.now()
    for id in await queries.refused_before(at - REFUSED):
        await queries.settle(id, {"deleted_at": at})
    for row in await queries.to_erase(binned_before=at - BIN, at=at):
        async with transaction():
            objects = await queries.objects_of(row["id"])
            if await queries.erase_if_due(row["id"], binned_before=at - BIN, at=at):
                await forget_objects.defer(names="\n".join(objects))


@job("captures.unstick", cron="7 * * * *")
async def unstick(timestamp: int) -> None:
    """Preparing that failed until its tries were used up (a storage away for a day) begins again, for three days."""
    at = runtime.get().clock.now()
    for row in await queries.unprepared(at - STUCK):
        if row["settled_at"] < at - GIVEN_UP:
            await queries.settle(row["id"], {"state": "refused", "reason": "not_prepared", "progress": None})
        else:
            await prepare.defer(lock=str(row["id"]), capture_id=str(row["id"]))


@job("captures.sweep", cron="41 3 * * *", own_transactions=True)
async def sweep(timestamp: int) -> None:
    """Objects that no row names: a writer died between storing and saying so. Those under a day old may still be said.

    Another house's notebooks, in the same bucket or folder, are not ours to judge.
    """
    at = runtime.get().clock.now()
    storage = runtime.get().storage
    waiting: list[str] = []
    async for name in storage.names(""):
        if "/captures/" in name and _made_at(name) < at - timedelta(days=1):
            waiting.append(name)
        if len(waiting) >= _SWEEP_BATCH:
            await _delete_unknown(waiting)
            waiting.clear()
    await _delete_unknown(waiting)
    await storage.sweep(at - timedelta(days=2))


async def _delete_unknown(names: list[str]) -> None:
    if not names:
        return
    known = await queries.known_objects(names)
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


def _made_at(name: str) -> datetime:
    """The time that an object's name carries (UUID version 7)."""
    try:
        return datetime.fromtimestamp((UUID(name.rpartition("/")[2]).int >> 80) / 1000, UTC)
    except ValueError:
        return datetime.max.replace(tzinfo=UTC)
