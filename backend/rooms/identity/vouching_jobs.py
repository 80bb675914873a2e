"""Tells everyone when the 72 hours of a vouching have passed."""

from backend.kit import runtime
from backend.kit.queue import job
from backend.rooms.identity import vouching


@job("identity.announce_vouchings", queue="mail", cron="*/10 * * * *")
async def announce_vouchings(timestamp: int) -> None:
    await vouching.announce(at=runtime.get().clock.now())
