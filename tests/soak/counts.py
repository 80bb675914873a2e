"""How long the long runs are: a slice in `./just test`, all of it in `./just soak` (CS3_SOAK=1).

Every run is seeded: CS3_SOAK_SEED=N repeats one, and a failure says which.
"""

import os
import random

SEED = int(os.environ.get("CS3_SOAK_SEED", "1"))


def times(slice_: int, all_: int) -> int:
    return all_ if os.environ.get("CS3_SOAK") else slice_


def dice(name: str) -> random.Random:
    return random.Random(f"{name} {SEED}")
