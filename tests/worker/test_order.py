"""Who waits for whom in the queue, with the worker as it runs in `cs3 serve`."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest

from backend.kit.queue import JOBS, Job, job
from backend.kit.transaction import transaction
from backend.worker.app import working

Said = asyncio.Queue[str]


@pytest.fixture
def said() -> Said:
    return asyncio.Queue()


@pytest.fixture
def over() -> asyncio.Event:
    return asyncio.Event()


@pytest.fixture
def three(said: Said, over: asyncio.Event) -> Iterator[tuple[Job, Job, Job]]:
    """A house-keeping that lasts, a letter, a film."""

    @job("tests.copy", own_transactions=True)
    async def copy() -> None:
        await said.put("copy")
        await over.wait()

    @job("tests.letter", queue="mail", own_transactions=True)
    async def letter() -> None:
        await said.put("letter")

    @job("tests.film", queue="media", own_transactions=True)
    async def film(name: str) -> None:
        await said.put(name)

    yield copy, letter, film
    for made in (copy, letter, film):
        del JOBS[made.name]


async def heard(said: Said, how_many: int) -> list[str]:
    async with asyncio.timeout(30):
        return [await said.get() for _ in range(how_many)]


async def test_a_letter_leaves_while_several_copies_are_prepared(
    app: Any, database: str, three: tuple[Job, Job, Job], said: Said, over: asyncio.Event
) -> None:
    copy, letter, _ = three
    async with transaction():
        for _ in range(4):
            await copy.defer()
    async with working(database):
        assert await heard(said, 3) == ["copy", "copy", "copy"]
        async with transaction():
            await letter.defer()
        assert await heard(said, 1) == ["letter"]
        over.set()


async def test_what_stands_behind_goes_after_what_came_later(
    app: Any, database: str, three: tuple[Job, Job, Job], said: Said
) -> None:
    film = three[2]
    async with transaction():
        await film.defer(name="imported 1", behind=True)
        await film.defer(name="imported 2", behind=True)
        await film.defer(name="of a phone")
    async with working(database):
        assert await heard(said, 3) == ["of a phone", "imported 1", "imported 2"]
