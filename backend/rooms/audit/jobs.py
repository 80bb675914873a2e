"""The trace's house-keeping."""

from backend.kit import runtime
from backend.kit.queue import beat, job
from backend.rooms.audit import copying, ending, keys, months, queries, sealing


@job("audit.drop_viewings", cron="47 3 * * *")
async def drop_viewings(timestamp: int) -> None:
    """What says that a reading was traced already, once it no longer does: each night. The traces themselves stay."""
    await queries.drop_old_viewings(runtime.get().clock.now())


@job("audit.make_months", cron="17 3 * * *", own_transactions=True)
async def make_months(timestamp: int) -> None:
    """The partitions of this month and the next ones."""
    await months.make(runtime.get().clock.now().date())


@beat("audit.seal", every=1.0)
async def seal() -> None:
    """What was written since the last look: sealed within two seconds of its commit."""
    await sealing.seal_house(at=runtime.get().clock.now())


@beat("audit.copy_root", every=5.0)
async def copy_root() -> None:
    """The newest root, to the object storage."""
    await copying.copy_newest(runtime.get().clock.now())


@job("audit.end_lines", cron="27 3 * * *", own_transactions=True)
async def end_lines(timestamp: int) -> None:
    """Lines whose time is over, each night."""
    running = runtime.get()
    await ending.end(keys.of_house, at=running.clock.now(), months=running.settings.trace_months)
