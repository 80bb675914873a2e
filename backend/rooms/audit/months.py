"""The months of the trace: made ahead, and at need for what came before one was there."""

import asyncio
from datetime import date

from backend.kit.transaction import transaction
from backend.rooms.audit import month_queries as queries

AHEAD = 2
"""Months. A line of a month that is not there yet waits in the default partition: writing one never fails for that."""
TRIES, PAUSE = 20, 0.5


def ahead(today: date) -> list[date]:
    """The first days of this month and of the next ones."""
    number = today.year * 12 + today.month - 1
    return [date(n // 12, n % 12 + 1, 1) for n in range(number, number + AHEAD + 1)]


async def make(today: date) -> int:
    """How many were made, each in a transaction of its own, those to come first. Raises Busy when one cannot be made now; the next night makes it."""
    async with transaction():
        coming = ahead(today)
        wanted = [*reversed(coming), *(m for m in await queries.homeless() if m not in coming)]
    return sum([await _make(month) for month in wanted])


async def _make(month: date) -> bool:
    """Raises Busy once it has waited for long."""
    for attempt in range(TRIES):
        try:
            async with transaction():
                return await queries.make_month(month)
        except queries.TooLarge:
            return False
        except queries.Busy:
            if attempt + 1 == TRIES:
                raise
            await asyncio.sleep(PAUSE)
    return False
