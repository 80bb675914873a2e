"""What the rooms above keep for a notebook, for when it closes: each says what it has, and lets go of it.

They are handed in when the house is put together (`backend/house.py`); none is imported here.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from backend.kit.masked import Viewer


@dataclass(frozen=True, kw_only=True)
class Part:
    """One room's part of closing, all in the caller's transaction.

    count: how many of what it holds and this person may know of, by the names of `schemas.Goes`.
    come_back: the notebook was closed from the one moment to the other; what has a time of its own makes up for it.
    erase: every row of this notebook. Its files go by their names, which begin with the notebook's id.
    """

    count: Callable[[UUID, Viewer], Awaitable[dict[str, int]]]
    come_back: Callable[[UUID, datetime, datetime], Awaitable[None]]
    erase: Callable[[UUID], Awaitable[None]]


_parts: list[Part] = []


def closes_with(*parts: Part) -> None:
    """In an order in which their rows may be erased."""
    _parts[:] = parts


def all_parts() -> tuple[Part, ...]:
    return tuple(_parts)


async def nothing_to_make_up(carnet_id: UUID, closed_at: datetime, at: datetime) -> None:
    """For a room that comes back as it was."""
