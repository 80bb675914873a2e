"""The trace's house-keeping."""

from backend.kit import runtime
from backend.kit.queue import job
from backend.rooms.audit import months, queries


@job("audit.drop_viewings", cron="47 3 * * *")
async def drop_viewings(timestamp: int) -> None:
    """What says that a reading was traced already, once it no longer does: each night. The traces themselves stay."""
    await queries.drop_old_viewings(runtime.get().clock.now())


@job("audit.make_months", cron="17 3 * * *", own_transactions=True)
async def make_months(timestamp: int) -> None:
    """The partitions of this month and the next ones."""
    await months.make(runtime.get().clock.now().date())
