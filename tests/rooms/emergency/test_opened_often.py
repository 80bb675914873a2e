"""Whoever holds a card cannot fill the family's letter box; and no opening is lost, nor the first ones late."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from litestar import Litestar

from backend.kit.transaction import transaction
from backend.rooms.audit import service as audit
from backend.rooms.audit.tags import Tag
from tests.conftest import MovingClock, browser
from tests.family import Family
from tests.push.push_service import PushService
from tests.rooms.identity.people import text
from tests.rooms.identity.pushes import service, settings, subscribe

__all__ = ["service", "settings"]

Scan = Callable[[int], Awaitable[None]]


@pytest.fixture
async def scan(family: Family, app: Litestar, clock: MovingClock) -> Scan:
    """So many openings, each by a browser of another name, a second apart."""
    url = (await family.link())["code"]["url"]
    number = 0

    async def do(count: int) -> None:
        nonlocal number
        # A time that the queue's own clock has not reached: what is put off stays there until a test has it done.
        clock.at = max(clock.at, datetime(2100, 1, 1, 9, 0, tzinfo=UTC))
        for _ in range(count):
            number += 1
            clock.advance(seconds=1)
            async with browser(app, **{"User-Agent": f"Chrome/{number}.0"}) as doctor:
                assert (await doctor.get(url)).status_code == 200
            await family.mailbox.run_jobs()

    return do


async def told(family: Family) -> list[str]:
    """The subjects of Anne's new messages; Marc has as many."""
    new = await family.mailbox.new()
    hers, his = ([one for one in new if one["To"] == f"{name}@example.org"] for name in ("anne", "marc"))
    assert len(hers) == len(his) == len(new) / 2
    return sorted(str(one["Subject"]) for one in hers)


async def an_hour(clock: MovingClock, query: Any) -> None:
    clock.advance(hours=1)
    await query("UPDATE procrastinate_jobs SET scheduled_at = NULL WHERE status = 'todo'")


ONE = "La fiche d’urgence de Théo a été ouverte"


async def test_five_at_once_then_one_message_an_hour_with_their_number(
    family: Family, scan: Scan, clock: MovingClock, query: Any, service: PushService
) -> None:
    await subscribe(family.mother, service.phone("anne"))
    for count in range(1, 6):
        await scan(1)
        assert await told(family) == [ONE], count
    clock.advance(minutes=1)
    await scan(40)
    assert await told(family) == []
    assert len(service.taken) == 5
    await an_hour(clock, query)
    assert await told(family) == [f"{ONE} 40 fois"]
    assert len(service.taken) == 6
    # They go on: the next hour has one message, not five and one.
    await scan(3)
    assert await told(family) == []
    await an_hour(clock, query)
    assert await told(family) == [f"{ONE} 3 fois"]
    # Each is in the trace, told or not.
    (row,) = await query("SELECT count(*) AS n FROM trace WHERE tag = 'emergency:code:open'")
    assert row["n"] == 48
    # An hour without any, and the next one is told at once.
    clock.advance(minutes=61)
    await scan(1)
    assert await told(family) == [ONE]


async def test_the_fifth_says_what_comes_next(family: Family, scan: Scan) -> None:
    await scan(4)
    assert all("ensemble" not in text(one) for one in await family.mailbox.new())
    await scan(1)
    for one in await family.mailbox.new():
        assert "Les suivantes seront dites ensemble" in text(one)
        assert "annulez ce code" in text(one)


async def test_a_representative_s_own_looks_are_not_counted(family: Family, clock: MovingClock) -> None:
    url = (await family.link())["code"]["url"]
    for who, count in ((family.mother.client, 0), (family.physio.client, 1), (family.doctor, 2)):
        assert (await who.get(url)).status_code == 200
        async with transaction():
            assert await audit.how_often(UUID(family.carnet_id), Tag.SHEET_OPENED, since=clock.at) == count
