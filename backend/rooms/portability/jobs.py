"""Preparing exports, and ending those whose time has passed."""

from uuid import UUID

from backend.kit import runtime
from backend.kit.queue import job
from backend.rooms.portability import cleaning, ending, preparing, queries


@job("portability.prepare", queue="care", retries=6, own_transactions=True)
async def prepare(export_id: str) -> None:
    await preparing.prepare(UUID(export_id))


@job("portability.end_exports", cron="11 * * * *", own_transactions=True)
async def end_exports(timestamp: int) -> None:
    """Those past their time, those whose person no longer represents the notebook, those that could not be prepared,
    those that by now tell more than their person may know."""
    for export_id in await queries.over(runtime.get().clock.now()):
        await ending.end(export_id, "expired")
    for row in await queries.open_ones():
        if not await preparing.may_have(row["person_id"], row["carnet_id"]):
            await ending.end(row["id"], "withdrawn")
        elif await cleaning.tells(row):
            await ending.end(row["id"], "hidden")
    for export_id in await queries.unprepared():
        await ending.end(export_id, "not_prepared")
