"""The application that shows one-time codes. The server takes each step once, and only forwards: so does this."""

import time

import pyotp

STEP = 30  # seconds

_spent: dict[str, int] = {}


def next_code(secret: str) -> str:
    """The next code that the server has not seen. Two in a row come at once (the drift of one step), then it waits.

    Good for half a minute at least, however slow the machine: the step before this one would also be taken, but only until
    this one ends.
    """
    step = max(_spent.get(secret, 0) + 1, _now())
    while step > _now() + 1:
        time.sleep(0.5)
    _spent[secret] = step
    return pyotp.TOTP(secret).at(step * STEP)


def wrong_code(secret: str) -> str:
    """Six digits that are no code of now, of before or of after."""
    good = {pyotp.TOTP(secret).at((_now() + drift) * STEP) for drift in range(-2, 4)}
    return next(digits for number in range(10) if (digits := f"{number}2{number}4{number}6") not in good)


def _now() -> int:
    return int(time.time()) // STEP
