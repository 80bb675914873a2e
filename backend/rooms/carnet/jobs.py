"""Keeping the storage as the notebook says it is."""

from backend.kit import runtime
from backend.kit.erasing import AGAIN, erasing
from backend.kit.queue import job
from backend.rooms.carnet.erasing import erase_due
from backend.rooms.carnet.majority_telling import announce


@job("carnet.forget_portrait", retries=9, own_transactions=True)
async def forget_portrait(name: str) -> None:
    async with erasing() as may:
        if may:
            await runtime.get().storage.delete(name)
    if not may:
        await forget_portrait.defer(name=name, at=runtime.get().clock.now() + AGAIN)


@job("carnet.erase_closed", retries=0, own_transactions=True, cron="19 * * * *")
async def erase_closed(timestamp: int) -> None:
    """Each hour: notebooks whose thirty days are over."""
    await erase_due(runtime.get().clock.now())


@job("carnet.announce_majority", queue="mail", retries=0, own_transactions=True, cron="23 7 * * *")
async def announce_majority(timestamp: int) -> None:
    """Each morning: who comes of age in twelve, six or one month, and who does today."""
    await announce(runtime.get().clock.now())
