"""Lines whose time is over: twelve months, or as many as the house says for a reason that the families read. Their seal stays.

A root says first until when lines may have ended; only lines that were sealed before that moment go. So a file whose old lines are gone
can be told from one from which somebody took some.
"""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from backend.kit.days import months_before
from backend.kit.transaction import transaction
from backend.rooms.audit import copying_queries as queries
from backend.rooms.audit import month_queries, sealing
from backend.rooms.audit.keys import SealKeys


async def end(keys: Callable[[], SealKeys], *, at: datetime, months: int) -> int:
    """How many lines went. Run again, it goes on where it was. keys: asked for when something is over; a house that is new has none."""
    before = months_before(at, months)
    async with transaction():
        carnets = await queries.carnets_with_lines_before(before)
    count = await _end(keys(), at, before, carnets) if carnets else 0
    await _drop_empty(before)
    return count


async def _end(keys: SealKeys, at: datetime, before: datetime, carnets: list[UUID]) -> int:
    if await sealing.sign(keys, at=at, ended_before=before) is None:
        return 0  # another server is sealing: the next night
    count = 0
    for carnet in carnets:
        async with transaction():
            count += await queries.end_lines(
                carnet, below=await queries.sealed_before(carnet, before), before=before
            )
    return count


async def _drop_empty(before: datetime) -> None:
    """Partitions that are over. One that is read at this moment goes another night."""
    async with transaction():
        months = await month_queries.months()
    for name, month in months:
        if (month.year, month.month) < (before.year, before.month):
            try:
                async with transaction():
                    await month_queries.drop_if_empty(name)
            except month_queries.Busy:
                continue
