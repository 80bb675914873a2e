"""What every story needs besides the family: other phones, and the letters that arrive."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack

import httpx
import pytest
from litestar import Litestar

from backend.settings import Settings
from tests.conftest import browser
from tests.family import PHONE
from tests.rooms.identity.people import Mailbox

Phones = Callable[[], Awaitable[httpx.AsyncClient]]


@pytest.fixture
async def phone(app: Litestar) -> AsyncIterator[Phones]:
    """One more phone, on which nobody is signed in."""
    async with AsyncExitStack() as stack:

        async def make() -> httpx.AsyncClient:
            return await stack.enter_async_context(browser(app, **{"User-Agent": PHONE}))

        yield make


@pytest.fixture
def letters(settings: Settings, run_jobs: Callable[[], Awaitable[None]]) -> Mailbox:
    async def all_of_them() -> None:
        """Telling is a job, and each e-mail another, which it puts in the queue."""
        await run_jobs()
        await run_jobs()

    return Mailbox(folder=settings.outbox, run_jobs=all_of_them)
