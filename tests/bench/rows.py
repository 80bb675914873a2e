"""One line of the table that `just bench` prints."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """`ours` and `peer` are in the unit that `what` names; `ratio` is the median of the rounds' ratios."""

    what: str
    ours: float
    peer: float
    ratio: float
    target: str
    ok: bool
