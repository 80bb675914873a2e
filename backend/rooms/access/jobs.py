"""What must happen later: about who asks for an access, and about teams for which nobody answers."""

from datetime import timedelta
from uuid import UUID

from backend.kit import runtime
from backend.kit.queue import job
from backend.rooms.access import asking_queries, asking_telling, team_sleep

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


@job("access.tell_sleeping_teams", queue="mail", retries=0, own_transactions=True, cron="37 7 * * *")
async def tell_sleeping_teams(timestamp: int) -> None:
    """Each morning: teams for which nobody has answered for long."""
    await team_sleep.tell(runtime.get().clock.now())
