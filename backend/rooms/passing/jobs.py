"""The house-keeping of what people show to each other."""

from backend.kit.queue import job
from backend.rooms.passing import service


@job("passing.forget_old", cron="53 3 * * *")
async def forget_old(timestamp: int) -> None:
    """After 30 days; that it was shown stays in the trace."""
    await service.forget_old()
