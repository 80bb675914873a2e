"""Who may vouch for someone who lost every way in: who has represented the same notebook with them for a month.

Being invited takes a minute. Without the month, whoever holds someone's mailbox could open a notebook, have them accept to
represent it, and vouch for them at once; thirty days is long enough for everyone in the circle to have seen a newcomer.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from backend.rooms.identity.limits import VOUCHING_TOGETHER


@dataclass(frozen=True, kw_only=True)
class CoRepresentative:
    """Someone who represents one of the same notebooks; `together_since`: both of them, without a break."""

    person_id: UUID
    carnet_id: UUID
    carnet_given_name: str
    together_since: datetime


CoRepresentatives = Callable[[UUID, datetime], Awaitable[list[CoRepresentative]]]


async def _nobody(_person_id: UUID, _at: datetime) -> list[CoRepresentative]:
    return []


_co_representatives: CoRepresentatives = _nobody


def co_representatives_from(source: CoRepresentatives) -> None:
    """Who represents what is known by rooms above this one: one of them says so here, once, when it is imported."""
    global _co_representatives
    _co_representatives = source


async def may_vouch(person_id: UUID, *, at: datetime) -> list[CoRepresentative]:
    """For each notebook they share."""
    return [
        other
        for other in await _co_representatives(person_id, at)
        if other.person_id != person_id and other.together_since <= at - VOUCHING_TOGETHER
    ]


async def may_be_asked(person_id: UUID, *, at: datetime) -> list[CoRepresentative]:
    """The same, each person once."""
    return list({other.person_id: other for other in reversed(await may_vouch(person_id, at=at))}.values())


async def first_from(person_id: UUID, *, at: datetime) -> datetime | None:
    """When somebody may begin to vouch, if nobody may yet and somebody will."""
    days = [
        other.together_since + VOUCHING_TOGETHER
        for other in await _co_representatives(person_id, at)
        if other.person_id != person_id
    ]
    return min(days) if days and min(days) > at else None
