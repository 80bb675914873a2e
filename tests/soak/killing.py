"""Who kills, and when."""

import asyncio
import random

from tests.soak.processes import House, Process


class Killer:
    """Waits for its moment: so long after the work began, or while the n-th push or letter is being taken."""

    def __init__(self, house: House, die: random.Random) -> None:
        self.house, self.die, self.kills = house, die, 0
        self.moment, self.left, self.done = "", 0, asyncio.Event()

    def arm(self) -> None:
        self.moment = self.die.choice(["later", "later", "push", "letter"])
        self.left = self.die.randrange(1, 5)
        self.done.clear()

    async def took(self, what: str) -> None:
        """Who sent is still waiting for the answer."""
        if self.moment == what and not self.done.is_set():
            self.left -= 1
            if self.left == 0:
                self.strike(self.house.processes)

    async def wait(self) -> None:
        seconds = self.die.random() * 0.5 if self.moment == "later" else 4
        try:
            await asyncio.wait_for(self.done.wait(), seconds)
        except TimeoutError:
            some = self.die.choice(self.house.processes)
            self.strike(self.house.processes if self.die.random() < 0.3 else [some])

    def strike(self, victims: list[Process]) -> None:
        self.kills += 1
        self.done.set()
        for one in victims:
            one.kill()
