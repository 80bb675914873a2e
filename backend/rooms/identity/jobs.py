"""Sending mail, and forgetting what is dead."""

from uuid import UUID

from backend.kit import runtime
from backend.kit.attempts import drop_old_attempts
from backend.kit.queue import job
from backend.rooms.identity import queries, undelivered
from backend.rooms.identity.delivery import deliver
from backend.rooms.identity.limits import IDLE


@job("identity.send_mail", queue="mail", retries=9, own_transactions=True)
async def send_mail(mail_id: str) -> None:
    await deliver(UUID(mail_id))


@job("identity.drop_dead", cron="17 * * * *")
async def drop_dead(timestamp: int) -> None:
    """Sessions, challenges, links, attempts and messages whose time is over, each hour."""
    at = runtime.get().clock.now()
    await queries.drop_dead(at=at, idle=IDLE)
    await undelivered.give_up_expired(at=at)
    await drop_old_attempts(at=at)
