"""The count of attempts against a count kept on the fingers, over a clock that also goes back."""

from datetime import timedelta

import pytest

from backend.kit.attempts import Limit, count_attempt, drop_old_attempts, forget_attempts
from backend.kit.errors import TooManyAttempts
from tests.conftest import MovingClock
from tests.soak.counts import SEED, dice, times

LIMIT = Limit("soak", 4, timedelta(minutes=15))


class Fingers:
    """What the rule says, in plain words: a window opens with the first attempt; a clock set back never frees it."""

    def __init__(self) -> None:
        self.count, self.ends = 0, None

    def attempt(self, at) -> int:
        if self.ends is None or self.ends <= at:
            self.count, self.ends = 1, at + LIMIT.period
        else:
            self.count += 1
            self.ends = min(self.ends, at + LIMIT.period)
        return self.count


@pytest.mark.slow
@pytest.mark.timeout(3600)
async def test_the_count_is_the_one_on_the_fingers(app, clock: MovingClock) -> None:
    die = dice("attempts")
    fingers = {key: Fingers() for key in ("anne", "marc", "198.51.100.7")}
    for step in range(times(300, 20_000)):
        key = die.choice(list(fingers))
        what = die.random()
        if what < 0.75:
            expected = fingers[key].attempt(clock.at)
            wait = 0
            try:
                await count_attempt(LIMIT, key, at=clock.at)
            except TooManyAttempts as refused:
                wait = refused.retry_after
            assert (wait > 0) is (expected > LIMIT.count), (SEED, step)
            assert wait <= LIMIT.period.total_seconds(), (SEED, step)
        elif what < 0.9:
            clock.advance(seconds=die.choice([1, 30, 300, 899, 900, 901, 4000]))
        elif what < 0.95:
            clock.advance(seconds=-die.choice([1, 60, 3600]))
        elif what < 0.98:
            await forget_attempts(LIMIT, key)
            fingers[key] = Fingers()
        else:
            await drop_old_attempts(at=clock.at)
            for each in fingers.values():
                if each.ends is not None and each.ends < clock.at:
                    each.count, each.ends = 0, None
