"""After thirty days: rows and key in one transaction, then the files, which nothing opens any more, then word to the family.

What a killed process left is taken up at the next look: each step is either done for good, or done again without harm.
"""

import logging
from datetime import datetime
from uuid import UUID

from backend.kit import runtime
from backend.kit.erasing import erasing
from backend.kit.retention import gone_everywhere
from backend.kit.transaction import transaction
from backend.rooms.access import closing as door
from backend.rooms.access.closing import Closing
from backend.rooms.carnet import closing_letters as letters
from backend.rooms.carnet import queries, vaults
from backend.rooms.carnet.closed_majority import wait_for_adults
from backend.rooms.carnet.closing import SCREEN
from backend.rooms.carnet.parts import all_parts
from backend.rooms.identity import service as identity

logger = logging.getLogger("cs3.closing")

AT_ONCE = 500
"""Files erased before a backup that waits gets its turn."""


async def erase_due(at: datetime) -> None:
    """All whose time is over. One that cannot be finished (storage away, backup under way) does not keep the others."""
    not_yet = await wait_for_adults(at)
    async with transaction():
        due = await door.due(at, but=not_yet)
    for one in due:
        try:
            await _erase(one, at)
        except Exception as problem:
            logger.error("a closed notebook is not erased yet", extra={"reason": type(problem).__name__})


async def _erase(one: Closing, at: datetime) -> None:
    async with transaction():
        if await door.key_stands(one.id):
            await _rows_and_key(one.carnet_id)
            gone_at = gone_everywhere(at, days=runtime.get().settings.backup_days)
            await door.note_key_destroyed(one.id, at=at, gone_at=gone_at)
    vaults.forget_key(one.carnet_id)
    if not await _files(one.carnet_id):
        return
    async with transaction():
        erased = await door.note_erased(one.id, at=at)
        if erased is not None and erased.gone_at is not None:
            address = runtime.get().settings.public_url + SCREEN
            letter = letters.erased(closed_at=one.closed_at, gone_at=erased.gone_at, address=address)
            await identity.tell(await door.people(one.id), letter, at=at)


async def _rows_and_key(carnet_id: UUID) -> None:
    for part in all_parts():
        await part.erase(carnet_id)
    await identity.forget_carnet(carnet_id)
    await door.erase_circle(carnet_id)
    await queries.erase(carnet_id)


async def _files(carnet_id: UUID) -> bool:
    """Every object of this notebook, whatever named it. False when a backup is copying them: again at the next look."""
    storage = runtime.get().storage
    while found := [name async for name in storage.names(f"{carnet_id}/")]:
        for start in range(0, len(found), AT_ONCE):
            async with erasing() as may:
                if not may:
                    return False
                for name in found[start : start + AT_ONCE]:
                    await storage.delete(name)
    return True
