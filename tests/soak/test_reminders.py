"""Reminders while everything dies: the worker between any two steps, the phone before or after it showed, its network, the clock.

None is lost: each is shown on a phone or written. None is shown twice, nor written when a phone showed it and could say so.
"""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from backend.rooms.agenda import reminding
from backend.rooms.identity import pushing
from tests.conftest import MovingClock
from tests.family import Family
from tests.push.push_service import PushService, Taken
from tests.rooms.agenda.test_agenda import EYES, added
from tests.rooms.identity.pushes import service, settings, show, subscribe
from tests.soak.counts import SEED, dice, times

__all__ = ["service", "settings"]


class Phone:
    """What pwa/src/sw does: shows a number once, then says so."""

    def __init__(self) -> None:
        self.shown: list[str] = []
        self.said: set[str] = set()
        self.waiting: list[Taken] = []

    async def wake(self, family: Family, die: Any) -> None:
        """Messages come in any order, some twice; it may die before it shows, or before it says so."""
        for taken in die.sample(self.waiting, len(self.waiting)):
            id = taken.json["id"]
            if die.random() < 0.15:
                continue  # died before: the push service gives it again, or its time is over
            if id not in self.shown:
                self.shown.append(id)
            if die.random() < 0.85:
                assert await show(family.mother, taken) in {204, 410}
                self.said.add(id)
            self.waiting.remove(taken)


async def _killed_somewhere(work: Any, die: Any) -> bool:
    """The process dies at a moment that nobody chose: whatever was not committed is undone, what was sent is sent."""
    task = asyncio.ensure_future(work())
    for _ in range(die.randrange(1, 60)):
        await asyncio.sleep(0)
        if task.done():
            break
    if die.random() < 0.5:
        await asyncio.sleep(die.random() * 0.03)
    died = not task.done()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    return died


@pytest.mark.slow
@pytest.mark.timeout(7200)
async def test_over_kills_none_is_lost_and_none_is_shown_twice(
    family: Family, service: PushService, clock: MovingClock, query: Any
) -> None:
    die = dice("reminders")
    wanted = times(12, 100)
    phone, kills, round_ = Phone(), 0, 0
    await subscribe(family.mother, service.phone("anne"))
    while kills < wanted:
        round_ += 1
        said = f"seed {SEED}, round {round_}, {kills} kills"
        service.taken.clear()
        starts = clock.now() + timedelta(hours=2, minutes=2)
        wall = (starts + timedelta(hours=1)).replace(second=0)
        await added(family, {**EYES, "starts": wall.strftime("%Y-%m-%dT%H:%M:%S"), "reminders": ["PT2H"]})
        before = len(phone.shown)
        for _ in range(18):
            clock.advance(minutes=1)
            # What a dead process held is given up after a minute of the database's clock, which no test moves.
            await query(
                "UPDATE notification SET held_at = held_at - interval '61 seconds' WHERE held_at IS NOT NULL"
            )
            for step in (reminding.tell_due, pushing.push_waiting, pushing.follow_up):
                if kills < wanted and die.random() < 0.5:
                    kills += await _killed_somewhere(step, die)
            if die.random() < 0.02:
                clock.advance(hours=die.choice([1, -1]))
            phone.waiting += [
                one for one in service.taken if one not in phone.waiting and one.json["id"] not in phone.said
            ]
            service.taken.clear()
            if die.random() < 0.6:
                await phone.wake(family, die)
        for _ in range(80):  # the server is back for good
            clock.advance(minutes=1)
            await query(
                "UPDATE notification SET held_at = held_at - interval '61 seconds' WHERE held_at IS NOT NULL"
            )
            for step in (reminding.tell_due, pushing.push_waiting, pushing.follow_up):
                await step()
        rows = await query(
            "SELECT n.id::text, n.state FROM notification n JOIN person p ON p.id = n.person_id WHERE p.email = $1",
            family.mother.email,
        )
        assert len(rows) == round_, said
        states = {row["id"]: row["state"] for row in rows}
        assert set(states.values()) <= {"shown", "mailed"}, said
        for id, state in states.items():
            assert state == "mailed" or id in phone.shown, f"{id} was lost: {said}"
        assert len(phone.shown) == len(set(phone.shown)), said
        mails = await query("SELECT id::text FROM mail")
        assert {row["id"] for row in mails} >= {id for id, state in states.items() if state == "mailed"}, said
        assert before <= len(phone.shown) <= round_, said
        # Each is written once at most, and never when the phone had said in time that it showed it.
        jobs = await query(
            "SELECT args->>'mail_id' AS id FROM procrastinate_jobs WHERE task_name = 'identity.send_mail'"
        )
        letters = [job["id"] for job in jobs if job["id"] in states]
        assert sorted(letters) == sorted(id for id, state in states.items() if state == "mailed"), said
        phone.waiting.clear()
        clock.advance(days=1)
    assert kills >= wanted
