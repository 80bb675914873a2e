"""What must happen later about who asks for an access."""

from datetime import timedelta
from uuid import UUID

from backend.kit import runtime
from backend.kit.queue import job
from backend.rooms.access import asking_queries, asking_telling

KEPT = timedelta(days=30)
"""How long what has ended is still read by who asked."""


@job("access.tell_asked", queue="mail")
async def tell_asked(asking_id: str) -> None:
    """Whether the address is somebody's is looked at here, where no asker can measure it."""
    await asking_telling.tell(UUID(asking_id), at=runtime.get().clock.now())


@job("access.forget_askings", retries=0, cron="43 3 * * *")
async def forget_askings(timestamp: int) -> None:
    """Each night: what an asker wrote of a child goes a month after it ended."""
    await asking_queries.forget(runtime.get().clock.now(), after=KEPT)
