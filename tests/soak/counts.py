"""How long the long runs are: a slice in `./just test`, all of it in `./just soak` (CS3_SOAK=1).

Every run is seeded: CS3_SOAK_SEED=N repeats one, and a failure says which.
"""

import os
import random
from collections.abc import Iterable
from typing import Any

SEED = int(os.environ.get("CS3_SOAK_SEED", "1"))


def times(slice_: int, all_: int) -> int:
    return all_ if os.environ.get("CS3_SOAK") else slice_


def some(*slice_: Any, besides: Iterable[Any]) -> list[Any]:
    """The values with which a test asks the same thing; `besides`: in the long runs only, for which it is marked `slow`."""
    return [*slice_, *(besides if os.environ.get("CS3_SOAK") else ())]


def dice(name: str) -> random.Random:
    return random.Random(f"{name} {SEED}")
