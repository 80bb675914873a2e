"""The agenda's house-keeping."""

from backend.kit import runtime
from backend.kit.queue import job
from backend.rooms.agenda import service


@job("agenda.empty_bins", cron="41 3 * * *")
async def empty_bins(timestamp: int) -> None:
    """What has been in the bin for 30 days goes."""
    await service.empty_bins(at=runtime.get().clock.now())
