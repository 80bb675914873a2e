"""Who goes first, and who waits for nobody, when much is to be pushed at once."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any, Literal
from uuid import UUID, uuid4

import pytest

from backend.kit import calm
from backend.kit.transaction import transaction
from backend.rooms.identity import pushing
from backend.rooms.identity import service as identity
from backend.settings import Settings
from push import services
from tests.conftest import MovingClock
from tests.family import Family, Member
from tests.push.push_service import PushService, Taken, push_service
from tests.rooms.identity.pushes import service, subscribe

__all__ = ["service"]


@pytest.fixture
async def other() -> AsyncIterator[PushService]:
    async with push_service() as made:
        yield made


@pytest.fixture
def settings(settings: Settings, service: PushService, other: PushService) -> Settings:
    return replace(settings, push_hosts=(service.host, other.host))


async def _tell(member: Member, clock: MovingClock, kind: Literal["reminder", "opening"], count: int) -> None:
    me = UUID((await member.client.get("/api/me")).json()["id"])
    several = [
        identity.Told(id=uuid4(), person_id=me, kind=kind, path="/c/x", letter=None) for _ in range(count)
    ]
    async with transaction():
        await identity.tell_phones(several, at=clock.now())


async def _until(true: Any) -> None:
    async with asyncio.timeout(10):
        while not true():  # noqa: ASYNC110 - what is waited for says nothing
            await asyncio.sleep(0.005)


async def test_a_sheet_that_is_read_is_told_before_the_reminders_that_waited_longer(
    family: Family, service: PushService, clock: MovingClock
) -> None:
    await subscribe(family.mother, service.phone("anne"))
    await _tell(family.mother, clock, "reminder", 300)
    told: list[asyncio.Task[None]] = []

    async def opened(_: Taken) -> None:
        if not told:
            told.append(asyncio.create_task(_open()))

    async def _open() -> None:
        await _tell(family.mother, clock, "opening", 1)
        await pushing.push_waiting()  # as its job does, while the reminders are leaving
        assert pushing._at_it, "it waits for nobody"  # pyright: ignore[reportPrivateUsage]

    service.when_taken = opened
    await pushing.push_waiting()
    await told[0]
    titles = [taken.json["title"] for taken in service.taken]
    assert len(titles) == 301
    place = next(n for n, title in enumerate(titles) if "urgence" in title)
    assert place < 200, "not behind those that had not left yet"


async def test_a_service_that_says_nothing_keeps_nobody_else_waiting(
    family: Family,
    service: PushService,
    other: PushService,
    clock: MovingClock,
    query: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It never answers: what is for the others has left long before anybody gives up on it, and it is tried again later."""
    monkeypatch.setattr(services, "PATIENCE", 0.3)
    monkeypatch.setattr("push.webpush.SECONDS", 8)
    await subscribe(family.mother, other.phone("anne"))
    await subscribe(family.father, service.phone("marc"))
    hangs = asyncio.Event()

    async def wait(_: Taken) -> None:
        await hangs.wait()

    other.when_taken = wait
    hers, his = 2 * services.MOST, 30
    await _tell(family.mother, clock, "reminder", hers)
    clock.advance(seconds=1)
    await _tell(family.father, clock, "reminder", his)
    pushed = asyncio.create_task(pushing.push_waiting())
    began = asyncio.get_running_loop().time()
    await _until(lambda: len(service.taken) == his)
    assert asyncio.get_running_loop().time() - began < 8, "before the first of hers was given up"
    assert not pushed.done()
    assert len(other.asked) <= services.MOST
    await pushed
    assert [
        row["count"] for row in await query("SELECT count(*) FROM notification WHERE state = 'pushed'")
    ] == [his]
    hangs.set()
    other.when_taken = None
    other.taken.clear()
    monkeypatch.setattr(services, "PATIENCE", 20)
    for _ in range(5):  # what a slow machine made late is tried at the turn after
        clock.advance(seconds=31)
        await pushing.push_waiting()
    assert len({taken.json["id"] for taken in other.taken}) == hers, "none is lost"


async def test_a_reminder_leaves_at_once_when_little_waits(
    family: Family, service: PushService, clock: MovingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pushing, "PAUSE", 15)
    await subscribe(family.mother, service.phone("anne"))
    await _tell(family.mother, clock, "reminder", 1)
    began = asyncio.get_running_loop().time()
    await pushing.push_waiting()
    assert len(service.taken) == 1
    assert asyncio.get_running_loop().time() - began < pushing.PAUSE


async def test_work_lets_a_read_by_but_waits_for_no_film() -> None:
    clock = asyncio.get_running_loop().time
    with calm.answering():
        began = clock()
        await calm.let_by()
        assert clock() - began >= calm.LONGEST * 0.9
        await asyncio.sleep(calm.READ)
        spun = 0
        while spun < 4000:  # twenty seconds, were each let by
            await calm.let_by()
            spun += 1
        assert clock() - began < 15
