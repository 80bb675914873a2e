"""The gait room's house-keeping."""

from datetime import timedelta

from backend.kit import runtime
from backend.kit.queue import job
from backend.rooms.gait import queries

BIN = timedelta(days=30)


@job("gait.empty_bins", cron="47 3 * * *")
async def empty_bins(timestamp: int) -> None:
    """What has been in the bin for 30 days goes. A film's measures go with it."""
    await queries.empty_bins(before=runtime.get().clock.now() - BIN)
