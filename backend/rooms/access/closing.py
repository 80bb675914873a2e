"""Closing a notebook, as the door knows it: from the commit on it exists for nobody, until it comes back or is erased.

What is behind the door is the rooms' own; the notebook's room leads (carnet/closing.py, docs/decisions/0017-closing.md).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from backend.kit.errors import NotFound
from backend.kit.ids import new_id
from backend.rooms.access import agreement_queries, majority
from backend.rooms.access import closing_queries as queries
from backend.rooms.access.effect import WAITS
from backend.rooms.access.errors import TooLateToReopen
from backend.rooms.access.service import Visit
from backend.rooms.identity.service import Person

STAYS = timedelta(days=30)
"""How long its representatives can come back."""
LOOKED = timedelta(minutes=50)
"""A closing is erased at the second hourly look that finds it due."""


@dataclass(frozen=True, kw_only=True)
class Closing:
    id: UUID
    carnet_id: UUID
    closed_at: datetime
    closed_by: UUID
    closed_name: str
    ends_at: datetime
    reopened_at: datetime | None
    erasing_at: datetime | None
    key_destroyed_at: datetime | None
    gone_at: datetime | None
    erased_at: datetime | None

    def state(self, at: datetime) -> Literal["closed", "erasing", "erased"]:
        if self.erased_at is not None:
            return "erased"
        return "closed" if self.erasing_at is None and at < self.ends_at else "erasing"


def erased_from(visit: Visit) -> datetime:
    """When it would be erased, were it closed now."""
    return majority.erased_from(visit.at, stays=STAYS, adult_on=visit.habilitation.adult_on)


async def wait_for_adult(found: Closing, *, adult_on: date, people: list[UUID]) -> datetime:
    """Whose notebook it is has come of age meanwhile: it is erased no sooner than that says, and these may come back too."""
    until = majority.erased_from(found.closed_at, stays=STAYS, adult_on=adult_on)
    await queries.wait_until(found.id, until)
    await queries.add_people(found.id, people)
    return max(found.ends_at, until)


async def begin(visit: Visit, people: list[UUID]) -> tuple[Closing, bool]:
    """Closes it, in this transaction; `people` may come back. False when somebody was faster: it is theirs then."""
    id = new_id(visit.at)
    added = await queries.insert(
        id=id,
        carnet_id=visit.carnet_id,
        by=visit.person.id,
        name=visit.person.name,
        at=visit.at,
        ends_at=erased_from(visit),
    )
    if added:
        await queries.add_people(id, people)
    found = await of_carnet(visit.carnet_id)
    if found is None:  # closed and opened again, both while this request waited
        raise NotFound
    return found, added


async def of_carnet(carnet_id: UUID) -> Closing | None:
    """The closing that holds now."""
    row = await queries.of_carnet(carnet_id)
    return _closing(row) if row else None


async def is_closed(carnet_id: UUID) -> bool:
    return await queries.of_carnet(carnet_id) is not None


async def mine(person: Person, *, at: datetime) -> list[Closing]:
    """Of notebooks that this person represented, until the last backup of their key has ended."""
    return [_closing(row) for row in await queries.of_person(person.id, at)]


async def people(closing_id: UUID) -> list[UUID]:
    """Its representatives."""
    return await queries.people(closing_id)


async def reopen(person: Person, closing_id: UUID, *, at: datetime) -> tuple[Closing, bool]:
    """Everything as it was. False when somebody was faster. While it was closed nobody could contest: the week of what is recorded
    of who may decide goes on from where it was. Raises NotFound, TooLateToReopen."""
    row = await queries.get(closing_id, person.id, lock=True)
    if row is None:
        raise NotFound
    found = _closing(row)
    if found.reopened_at is not None:
        return found, False
    if found.state(at) != "closed":
        raise TooLateToReopen
    await queries.reopen(closing_id, by=person.id, name=person.name, at=at)
    await agreement_queries.stood_still(found.carnet_id, found.closed_at, at, waits=WAITS)
    return found, True


async def due(at: datetime, *, but: Iterable[UUID]) -> list[Closing]:
    """Those to be erased now, and those whose erasing was cut. From here on there is no way back. `but`: carnets that must wait."""
    await queries.look(at, wait=LOOKED, but=list(but))
    await queries.forget_people(at)
    return [_closing(row) for row in await queries.to_erase()]


async def key_stands(closing_id: UUID) -> bool:
    """Nobody else erases its rows until this transaction ends."""
    return await queries.key_stands(closing_id)


async def note_key_destroyed(closing_id: UUID, *, at: datetime, gone_at: datetime) -> None:
    await queries.note_key_destroyed(closing_id, at=at, gone_at=gone_at)


async def note_erased(closing_id: UUID, *, at: datetime) -> Closing | None:
    """The closing, the first time."""
    row = await queries.note_erased(closing_id, at)
    return _closing(row) if row else None


async def erase_circle(carnet_id: UUID) -> None:
    """Rights and invitations, for good."""
    await queries.erase_circle(carnet_id)


def _closing(row: dict[str, Any]) -> Closing:
    return Closing(
        id=row["id"],
        carnet_id=row["carnet_id"],
        closed_at=row["closed_at"],
        closed_by=row["closed_by"],
        closed_name=row["closed_name"],
        ends_at=row["ends_at"],
        reopened_at=row["reopened_at"],
        erasing_at=row["erasing_at"],
        key_destroyed_at=row["key_destroyed_at"],
        gone_at=row["gone_at"],
        erased_at=row["erased_at"],
    )
