"""How each push service answers just now: one that has fallen silent must not keep what is for the others."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

MOST = 40
"""Messages that one service is asked to take at once."""
PATIENCE = 3.0
"""Seconds: without an answer to any of them, nothing more is brought; and the longest wait for a place."""


class Silent(Exception):
    """No place with this service just now. Nothing was sent."""


class Service:
    def __init__(self) -> None:
        self._places = asyncio.Semaphore(MOST)
        self._asked = 0
        self._heard = 0.0

    @asynccontextmanager
    async def place(self) -> AsyncGenerator[None]:
        """A place for one message. Raises Silent."""
        now = asyncio.get_running_loop().time()
        if not self._asked:
            self._heard = now  # nothing was asked, so nothing could be heard
        if now - self._heard > PATIENCE:
            raise Silent
        try:
            await asyncio.wait_for(self._places.acquire(), PATIENCE)
        except TimeoutError:
            raise Silent from None
        self._asked += 1
        try:
            yield
        finally:
            self._asked -= 1
            self._places.release()

    def answered(self) -> None:
        """It is there, whatever it said."""
        self._heard = asyncio.get_running_loop().time()
