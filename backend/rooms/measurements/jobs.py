"""The measurements' house-keeping."""

from backend.kit import runtime
from backend.kit.queue import job
from backend.rooms.measurements import service


@job("measurements.empty_bins", cron="47 3 * * *")
async def empty_bins(timestamp: int) -> None:
    """What was taken away 30 days ago goes."""
    await service.empty_bins(at=runtime.get().clock.now())
