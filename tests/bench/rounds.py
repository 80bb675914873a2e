"""Two things measured in turn, A B A B, so that a machine busy with something else slows both."""

import statistics
from collections.abc import Callable

ROUNDS = 9
STEADY = 1.6


def compare(
    ours: Callable[[], float], peer: Callable[[], float], rounds: int = ROUNDS
) -> tuple[float, float, float]:
    """Medians of ours and of the peer, and the median of the rounds' ratios. Each call answers what it cost.

    Rounds in which the peer took more than 1.6 times its best are left out, while at least seven remain.
    """
    ours(), peer()  # the first call warms up
    pairs: list[tuple[float, float]] = []
    for number in range(rounds):
        if number % 2:
            theirs = peer()
            pairs.append((ours(), theirs))
        else:
            mine = ours()
            pairs.append((mine, peer()))
    pairs.sort(key=lambda pair: pair[1])
    steady = [pair for pair in pairs if pair[1] <= STEADY * pairs[0][1]]
    pairs = steady if len(steady) >= 7 else pairs
    return (
        statistics.median(pair[0] for pair in pairs),
        statistics.median(pair[1] for pair in pairs),
        statistics.median(pair[0] / pair[1] for pair in pairs),
    )
