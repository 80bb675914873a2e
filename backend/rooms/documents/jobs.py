"""Preparing what was received, and emptying the bin."""

from datetime import datetime, timedelta
from uuid import UUID

from backend.kit import runtime
from backend.kit.queue import job
from backend.kit.transaction import transaction
from backend.rooms.documents import file_queries, preparing, queries
from backend.rooms.documents.order import GIVEN_BACK_FOR
from backend.rooms.uploads import service as uploads

BIN = GIVEN_BACK_FOR
REFUSED = timedelta(days=30)
STUCK = timedelta(hours=12)
GIVEN_UP = timedelta(days=3)


@job("documents.prepare", queue="media", retries=6, own_transactions=True)
async def prepare(document_id: str) -> None:
    """document_id: the file's number, under the name that it has in queues that are older than documents of several files."""
    await preparing.prepare(UUID(document_id))


@job("documents.empty_bins", cron="29 3 * * *", own_transactions=True)
async def empty_bins(timestamp: int) -> None:
    """What has been in the bin for 30 days is erased, as is a file taken back so long ago; what could not be read goes there after 30."""
    at = runtime.get().clock.now()
    for row in await file_queries.refused_before(at - REFUSED):
        async with transaction():
            await _tidy(row["document_id"], row["id"], at)
    for id in await file_queries.to_erase(taken_back_before=at - BIN):
        async with transaction():
            if await file_queries.lock_due(id, taken_back_before=at - BIN):
                await uploads.erase(id, made=await file_queries.made_of(id))
    for id in await file_queries.to_empty(taken_back_before=at - BIN):
        async with transaction():
            if await file_queries.lock_due(id, taken_back_before=at - BIN):
                await uploads.empty(id)
                await file_queries.settle(id, {"size": 0, "sha256": None})
    for id in await queries.to_erase(binned_before=at - BIN):
        async with transaction():
            if await queries.lock_due(id, binned_before=at - BIN):
                # The file that the document is numbered by goes last: the document's row goes with it.
                files = await file_queries.files(id)
                for file in sorted(files, key=lambda file: file["id"] == id):
                    await uploads.erase(file["id"], made=await file_queries.made_of(file["id"]))


async def _tidy(document_id: UUID, refused: UUID, at: datetime) -> None:
    """Looked at again behind the document's lock: a version may have come, or have been given up. A letter that has none to be read stays
    where it is as long as something else of its document is good, or is still arriving."""
    await queries.hold(document_id)
    for row in await file_queries.refused_before(at - REFUSED, refused):
        if row["alone"]:
            await queries.bin_now(document_id, at)
        elif row["replaced"]:
            await file_queries.settle(refused, {"taken_back_at": at})


@job("documents.unstick", cron="11 * * * *")
async def unstick(timestamp: int) -> None:
    """Preparing that failed until its tries were used up (a storage away for a day) begins again, for three days; what waits for the scanner, for as long as it does."""
    at = runtime.get().clock.now()
    for row in await file_queries.unprepared(at - STUCK):
        if row["settled_at"] < at - GIVEN_UP and row["reason"] != "awaiting_scan":
            told = {"state": "refused", "reason": "not_prepared", "progress": None}
            await file_queries.settle(row["id"], told)
        else:
            await prepare.defer(lock=str(row["id"]), document_id=str(row["id"]))
