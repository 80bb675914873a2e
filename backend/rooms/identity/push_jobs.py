"""What the worker does about notifications."""

from backend.kit.queue import job
from backend.rooms.identity import pushing


@job("identity.push_waiting", queue="mail", retries=20, own_transactions=True)
async def push_waiting() -> None:
    """As soon as something is told: the queue hears of it at the commit."""
    await pushing.push_waiting()


@job("identity.follow_up", queue="mail", retries=0, own_transactions=True, cron="* * * * *")
async def follow_up(timestamp: int) -> None:
    """Each minute: what a dead process left, what was asked to wait, and what no phone has shown."""
    try:
        await pushing.push_waiting()
    finally:
        await pushing.follow_up()  # letters leave whatever becomes of the phones' way
