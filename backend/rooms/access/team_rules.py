"""Who enters a notebook by a team. Pure: the moment and the day are passed in, and the order of lines says nothing.

What the family decided for one person, even if it is over, stands before any team (`own`): so withdrawing it, or its last day, opens
nothing by another way. docs/decisions/0024-teams.md says why.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from backend.rooms.access.matrix import Matrix

CONFIRMED_FOR = timedelta(days=90)
"""How long a team lives by its referent's word; then nobody enters by it, until somebody answers for it again."""
WARNED_BEFORE = timedelta(days=14)
AWAY = timedelta(days=30)
"""Without anything of the referent's, before their deputy may take their place."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One person's place in one team to which one notebook was opened. `matrix`: what their profession opens there."""

    structure_id: UUID
    matrix: Matrix
    kept_out: bool
    own: bool
    """The family decided something for this person themself, now or before."""
    given: datetime
    withdrawn: datetime | None
    until: date | None
    joined: datetime
    left: datetime | None
    confirmed: datetime
    """When the team's referent last answered for who is in it."""


def awake(confirmed: datetime, at: datetime) -> bool:
    return at < confirmed + CONFIRMED_FOR


def may_take_over(confirmed: datetime, at: datetime) -> bool:
    """The deputy, from the referent."""
    return at >= confirmed + AWAY


def opens(line: Line, *, at: datetime, today: date) -> bool:
    """Leaving and withdrawing count from their very moment, and the end of the referent's word."""
    return (
        bool(line.matrix)
        and not line.own
        and not line.kept_out
        and line.given <= at
        and line.joined <= at
        and (line.withdrawn is None or line.withdrawn > at)
        and (line.left is None or line.left > at)
        and (line.until is None or line.until >= today)
        and awake(line.confirmed, at)
    )


def through(lines: Iterable[Line], acting_for: UUID | None, *, at: datetime, today: date) -> list[Line]:
    """The teams by which one person may enter one notebook now; the first is the one they act for: said, else the oldest structure."""
    able = [line for line in lines if opens(line, at=at, today=today)]
    return sorted(able, key=lambda line: (line.structure_id != acting_for, line.structure_id))
