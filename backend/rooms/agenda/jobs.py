"""The agenda's house-keeping."""

from backend.kit import runtime
from backend.kit.queue import job
from backend.rooms.agenda import reminding, service


@job("agenda.empty_bins", cron="41 3 * * *")
async def empty_bins(timestamp: int) -> None:
    """What has been in the bin for 30 days goes."""
    await service.empty_bins(at=runtime.get().clock.now())


@job("agenda.tell_due", queue="mail", retries=0, own_transactions=True, cron="* * * * *")
async def tell_due(timestamp: int) -> None:
    """Each minute. What a stopped server missed is told when it is back, several as one."""
    await reminding.tell_due()
