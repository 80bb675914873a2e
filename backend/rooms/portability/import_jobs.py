"""Reading an archive that has wholly arrived; forgetting what nobody goes on with."""

from datetime import timedelta
from uuid import UUID

from backend.kit import runtime
from backend.kit.erasing import AGAIN, erasing
from backend.kit.queue import job
from backend.kit.transaction import transaction
from backend.rooms.access import arriving as circle
from backend.rooms.carnet import arriving as carnet
from backend.rooms.portability import import_queries as queries
from backend.rooms.portability import refusing, taking_in
from backend.rooms.portability.import_faults import Refused

SIGN = timedelta(minutes=1)
"""Without a sign for as long, whoever read an archive is dead."""
LATER = timedelta(seconds=20)
GIVEN_UP = timedelta(days=3)
WAITS = timedelta(days=7)
"""Without a sign of its person, an import that did not open is forgotten."""


@job("portability.import", retries=8, own_transactions=True)
async def read_archive(carnet_id: str) -> None:
    """One archive at a time in the whole house: mail must not wait behind notebooks of twenty gigabytes."""
    at, id = runtime.get().clock.now(), UUID(carnet_id)
    if await queries.another_is_read(id, at=at, sign=SIGN):
        await read_archive.defer(lock=carnet_id, at=at + LATER, carnet_id=carnet_id)
        return
    await taking_in.take_in(id)


@job("portability.forget_import", retries=9, own_transactions=True)
async def forget_import(carnet_id: str) -> None:
    """Files first, then rows and key: killed between, it begins again."""
    id, at = UUID(carnet_id), runtime.get().clock.now()
    row = await queries.get(id)
    if row is None or row["state"] != "ended":
        return
    still_read = row["read_at"] is not None and at - row["read_at"] < SIGN
    if still_read or not await _erase_files(id):
        await forget_import.defer(carnet_id=carnet_id, at=at + (SIGN if still_read else AGAIN))
        return
    async with transaction():
        await queries.forget(id)
        await carnet.forget(id)


async def _erase_files(carnet_id: UUID) -> bool:
    """False while a backup copies them."""
    storage = runtime.get().storage
    names = [name async for name in storage.names(f"{carnet_id}/")]
    async with erasing() as may:
        if may:
            for name in names:
                await storage.delete(name)
    return may


async def end(carnet_id: UUID) -> None:
    """From here on nothing more is sent to it; what there is goes soon after, once nobody reads it any more."""
    await circle.forget(carnet_id)
    await queries.change(carnet_id, {"state": "ended"})
    await forget_import.defer(once=f"forget import {carnet_id}", carnet_id=str(carnet_id))


@job("portability.forget_imports", cron="53 3 * * *", own_transactions=True)
async def forget_imports(timestamp: int) -> None:
    """Those to which nothing was sent for a week."""
    at = runtime.get().clock.now()
    for id in await queries.left_alone(before=at - WAITS):
        async with transaction():
            row = await queries.get(id, lock=True)
            if row and row["state"] in {"awaiting", "refused"} and row["moved_at"] < at - WAITS:
                await end(id)
    for id in await queries.ended():
        await forget_import.defer(once=f"forget import {id}", carnet_id=str(id))


@job("portability.unstick_imports", cron="19 * * * *")
async def unstick(timestamp: int) -> None:
    """Reading that failed until its tries were used up (a storage away for a day) begins again, for three days."""
    at = runtime.get().clock.now()
    for row in await queries.stuck():
        if row["moved_at"] < at - GIVEN_UP:
            await refusing.refuse(row["carnet_id"], Refused("not_read"), at=at)
        else:
            await read_archive.defer(lock=str(row["carnet_id"]), carnet_id=str(row["carnet_id"]))
