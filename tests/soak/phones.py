"""Phones as they are: asleep, out of reach, dying half way. Each does what pwa/src/sw does with a push."""

import asyncio
import random
from dataclasses import dataclass, field

import httpx

from tests.conftest import ORIGIN
from tests.push.push_service import Taken
from tests.soak.counts import times

AGAIN = [wait / times(10, 1) for wait in (0, 2, 8, 20)]
"""Seconds between tries to say that it was shown: the application's (pwa/src/sw/push.ts); in the slice, a tenth."""


@dataclass
class Phone:
    """`shown`: the tags on its screen, in order. `said`: those whose acknowledgement the server has taken."""

    die: random.Random
    url: str
    shown: list[str] = field(default_factory=list)
    said: set[str] = field(default_factory=set)
    tasks: set["asyncio.Task[None]"] = field(default_factory=set)

    def wake(self, taken: Taken) -> None:
        """One in four is asleep, and what waits for it is over before it wakes."""
        if self.die.random() < 0.25:
            return
        task = asyncio.ensure_future(self._show(taken, dies=self.die.random() < 0.1))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def _show(self, taken: Taken, *, dies: bool) -> None:
        id = taken.json["id"]
        if id not in self.shown:
            self.shown.append(id)
        if dies:
            return
        async with httpx.AsyncClient(base_url=self.url, headers={"Origin": ORIGIN}, timeout=5) as client:
            for wait in AGAIN:
                await asyncio.sleep(wait)
                try:
                    answer = await client.post("/api/push/shown", json={"token": taken.json["token"]})
                except httpx.HTTPError:
                    continue
                if answer.status_code < 500:
                    assert answer.status_code in {204, 410}, answer.text
                    self.said.add(id)
                    return
