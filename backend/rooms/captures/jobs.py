"""Preparing what was received, and emptying the bin."""

from datetime import timedelta
from uuid import UUID

from backend.kit import runtime
from backend.kit.queue import job
from backend.kit.transaction import transaction
from backend.rooms.captures import clips, packing, preparing, queries
from backend.rooms.uploads import service as uploads

BIN = timedelta(days=30)
REFUSED = timedelta(days=30)
STUCK = timedelta(hours=12)
GIVEN_UP = timedelta(days=3)
SETTLED = timedelta(minutes=15)
"""After which somebody who sends a hundred photos does not wait for any of them any more."""
AN_HOUR = 200
"""Photos packed again: ten minutes of one core."""


@job("captures.prepare", queue="media", retries=6, own_transactions=True)
async def prepare(capture_id: str) -> None:
    await clips.bring(UUID(capture_id))
    await preparing.prepare(UUID(capture_id))
    later = runtime.get().clock.now() + SETTLED
    await pack.defer(behind=True, once=f"pack {capture_id}", at=later, capture_id=capture_id)


@job("captures.clean", queue="care", retries=3, own_transactions=True)
async def clean(capture_id: str) -> None:
    """Not in the films' queue: somebody waits for it, and nothing is encoded."""
    await preparing.clean(UUID(capture_id))


@job("captures.pack", queue="media", retries=3, own_transactions=True)
async def pack(capture_id: str) -> None:
    await packing.pack(UUID(capture_id))


@job("captures.pack_older", cron="53 * * * *")
async def pack_older(timestamp: int) -> None:
    """Those that were there before packing was, or whose packing was lost: so many an hour."""
    at = runtime.get().clock.now()
    for id in await queries.unpacked(at - 2 * SETTLED, AN_HOUR):
        await pack.defer(behind=True, once=f"pack {id}", capture_id=str(id))


@job("captures.empty_bins", cron="23 3 * * *", own_transactions=True)
async def empty_bins(timestamp: int) -> None:
    """What has been in the bin for 30 days is erased; what could not be read goes to the bin after 30."""
    at = runtime.get().clock.now()
    for id in await queries.refused_before(at - REFUSED):
        await queries.settle(id, {"deleted_at": at})
    for row in await queries.to_erase(binned_before=at - BIN):
        async with transaction():
            if await queries.lock_due(row["id"], binned_before=at - BIN):
                await uploads.erase(row["id"], made=await queries.copies_of(row["id"]))


@job("captures.unstick", cron="7 * * * *")
async def unstick(timestamp: int) -> None:
    """Preparing that failed until its tries were used up (a storage away for a day) begins again, for three days; what waits for the scanner, for as long as it does."""
    at = runtime.get().clock.now()
    for row in await queries.unprepared(at - STUCK):
        if row["settled_at"] < at - GIVEN_UP and row["reason"] != "awaiting_scan":
            await queries.settle(row["id"], preparing.refused("not_prepared"))
        else:
            await prepare.defer(lock=str(row["id"]), capture_id=str(row["id"]))
