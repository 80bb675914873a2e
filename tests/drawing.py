"""What Hypothesis draws at once: drawing is what costs time, not what is tried with what was drawn."""

import math
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from hypothesis import strategies as st

T = TypeVar("T")
LETTERS = st.characters(exclude_categories=["Cs"])
"""Every letter that can be written. st.text() alone means the same, and takes two seconds of each process to work it out."""
_SPREAD = 2_654_435_761
"""A prime. Small numbers are drawn more often: each stands for a combination that is nowhere near the next one's."""


def one_of_each(make: Callable[..., T], *choices: Sequence[Any]) -> st.SearchStrategy[T]:
    """make(a, b, …), with one value of each of `choices`: any combination, drawn as a single number."""
    every = math.prod(map(len, choices))

    def made(number: int) -> T:
        rest, values = number * _SPREAD % every, []
        for several in choices:
            rest, at = divmod(rest, len(several))
            values.append(several[at])
        return make(*values)

    return st.integers(0, every - 1).map(made)
