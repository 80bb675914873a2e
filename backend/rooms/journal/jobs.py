"""The daily sheet's house-keeping."""

from backend.kit import runtime
from backend.kit.queue import job
from backend.rooms.journal import alerting, standing


@job("journal.drop_removed", cron="47 3 * * *")
async def drop_removed(timestamp: int) -> None:
    """What was taken away 30 days ago goes."""
    await standing.drop_removed(at=runtime.get().clock.now())


@job("journal.look", queue="mail", retries=0, own_transactions=True, cron="*/10 * * * *")
async def look(timestamp: int) -> None:
    """What the family wants to be told may begin as time passes."""
    await alerting.look_all()
