"""Reminders while real processes are killed (SIGKILL), on a real PostgreSQL, with a push service that opens what it gets and a mail server.

No reminder is lost; none is told under two numbers; what a phone said that it showed is not written.
The clock's own jumps are in test_reminders.py, where it is handed in.
"""

import asyncio
import email
import random
from collections import Counter
from collections.abc import Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from push.webpush import topic_of
from tests.conftest import ORIGIN
from tests.push.push_service import PushService, Taken, push_service
from tests.push.smtp_server import MailServer, mail_server
from tests.rooms.agenda.test_agenda import EYES
from tests.soak.counts import SEED, dice, some, times
from tests.soak.houses import family_in, house_of, one_that_does_all, two_on_one_database
from tests.soak.killing import Killer
from tests.soak.phones import Phone
from tests.soak.processes import House


@pytest.mark.slow
@pytest.mark.timeout(7200)
@pytest.mark.parametrize(
    "shape",
    some(
        pytest.param(two_on_one_database, id="two"),
        besides=[pytest.param(one_that_does_all, id="alone")],
    ),
)
async def test_over_real_kills_none_is_lost_and_none_is_told_twice(
    shape: Callable[..., Any],
    tmp_path: Path,
    postgres: str,
    template: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    die = dice(f"killed {shape.__name__}")
    async with AsyncExitStack() as stack:
        service = await stack.enter_async_context(push_service())
        post = await stack.enter_async_context(mail_server())
        dsn, verbs, more = await stack.enter_async_context(shape(tmp_path, postgres, template))
        cookies, agenda = await family_in(tmp_path, dsn, service)
        house = house_of(tmp_path, verbs, more, service, post)
        house.dsn = dsn
        for one in house.processes:
            stack.callback(one.end)
        anne = await stack.enter_async_context(
            httpx.AsyncClient(base_url=house.url, cookies=cookies, headers={"Origin": ORIGIN}, timeout=30)
        )
        killer = Killer(house, die)
        phones = {name: Phone(die, house.url) for name in ("anne", "tablet")}
        service.when_taken = lambda taken: _taken(taken, phones, killer)
        post.when_taken = lambda _: killer.took("letter")

        items = await _kill_and_kill(house, killer, anne, agenda, wanted=times(2, 100), die=die)
        await _back_for_good(house, phones)
        said = set().union(*(phone.said for phone in phones.values()))
        await _ten_minutes_pass(house)
        told = _compare(await house.query("SELECT * FROM notification"), items, service, post, phones, said)
    with capsys.disabled():
        print(f"\n{shape.__name__}, seed {SEED}: {killer.kills} kills, {told}", flush=True)


async def _taken(taken: Taken, phones: dict[str, Phone], killer: Killer) -> None:
    phones[taken.name].wake(taken)
    await killer.took("push")


async def _kill_and_kill(
    house: House, killer: Killer, anne: httpx.AsyncClient, agenda: str, *, wanted: int, die: random.Random
) -> set[str]:
    """The items that were added, each due while somebody is killed."""
    items: set[str] = set()
    while killer.kills < wanted:
        await house.start()
        for _ in range(die.randrange(1, 4)):
            wall = (datetime.now(UTC) + timedelta(hours=2, minutes=10)).strftime("%Y-%m-%dT%H:%M:%S")
            content = {**EYES, "starts": wall, "zone": "UTC", "reminders": ["PT2H"]}
            added = await anne.post(agenda, json={"content": content})
            assert added.status_code == 201, added.text
            items.add(added.json()["id"])
        killer.arm()
        await house.query(
            "UPDATE agenda_moment SET due_at = due_at - interval '11 minutes' WHERE due_at > now()"
        )
        await house.run("agenda.tell_due")
        await killer.wait()
        await house.a_minute_passes()
    return items


async def _back_for_good(house: House, phones: dict[str, Phone]) -> None:
    """What the dead held is found again within a minute."""
    await house.start()
    await house.a_minute_passes()
    for _ in range(3):
        await house.run("agenda.tell_due")
        await house.run("identity.follow_up")
        if await house.settled(45):
            break
        await house.a_minute_passes()
    else:
        left = await house.query(
            "SELECT task_name, status, attempts FROM procrastinate_jobs WHERE status <> 'succeeded'"
        )
        raise AssertionError(f"seed {SEED}: work is left: {[dict(row) for row in left]}")
    for phone in phones.values():
        await asyncio.gather(*phone.tasks)


async def _ten_minutes_pass(house: House) -> None:
    await house.query(
        "UPDATE notification SET created_at = created_at - interval '11 minutes', mail_at = mail_at - interval '11 minutes'"
    )
    for _ in range(2):
        await house.run("identity.follow_up")
        assert await house.settled(60), f"seed {SEED}"


def _compare(
    rows: list[Any],
    items: set[str],
    service: PushService,
    post: MailServer,
    phones: dict[str, Phone],
    said: set[str],
) -> str:
    """What the families got, against what was due: both parents, once for each item."""
    numbers = {str(row["id"]): str(row["subject_id"]) for row in rows}
    assert sorted(numbers.values()) == sorted([*items, *items]), f"seed {SEED}"
    shown = {id for phone in phones.values() for id in phone.shown}
    letters = Counter(
        str(email.message_from_bytes(one)["Message-ID"])[1:].partition("@")[0] for one in post.taken
    )
    lost = set(numbers) - shown - set(letters)
    assert not lost, f"seed {SEED}: {lost} reached nobody"
    for_anne = {taken.json["id"] for taken in service.taken}
    assert set(letters) | shown <= set(numbers), f"seed {SEED}: a number that nobody made"
    assert len({numbers[id] for id in for_anne}) == len(for_anne), f"seed {SEED}: one item under two numbers"
    for taken in service.taken:
        assert taken.json["path"].endswith(numbers[taken.json["id"]])
        assert taken.headers["topic"] == topic_of(
            next(row["id"] for row in rows if str(row["id"]) == taken.json["id"])
        )
    assert not said & set(letters), f"seed {SEED}: written although a phone had said that it showed it"
    twice = sum(Counter((one.name, one.json["id"]) for one in service.taken).values()) - len(
        {(one.name, one.json["id"]) for one in service.taken}
    )
    return (
        f"{len(items)} items, {len(numbers)} reminders: {len(shown)} shown, {len(letters)} written"
        f" ({len(shown & set(letters))} of them shown by a phone that could not say so), none lost;"
        f" sent again under the same number: {twice} pushes, {sum(letters.values()) - len(letters)} letters"
    )
