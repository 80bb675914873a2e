"""How often the family is told that a code was used: whoever holds a card must not be able to fill their letter box."""

from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID

from backend.kit.attempts import Limit, count_attempt
from backend.kit.errors import TooManyAttempts

AT_ONCE = 5
TOLD = Limit("openings told", AT_ONCE, timedelta(hours=1))


async def place(carnet_id: UUID, *, at: datetime) -> int | datetime:
    """Which opening of its hour this is; past the fifth, when it is told together with the others."""
    try:
        return await count_attempt(TOLD, str(carnet_id), at=at)
    except TooManyAttempts as full:
        return at + timedelta(seconds=full.retry_after + 1)


async def go_on(carnet_id: UUID, *, at: datetime) -> None:
    """While openings go on, one message an hour: only an hour without any has the next one told at once again."""
    with suppress(TooManyAttempts):
        for _ in range(AT_ONCE):
            await count_attempt(TOLD, str(carnet_id), at=at)
