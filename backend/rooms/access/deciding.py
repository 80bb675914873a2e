"""Without whom a representative does nothing that is contested: the others, less those whom a recorded decision leaves out.

A decision is recorded by one representative with its proof, the others are told, and whom it concerns may contest it: then it counts for
nothing here, since a program cannot judge (docs/decisions/0022-representatives.md).
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec

from backend.kit.days import day_of
from backend.rooms.access import agreement_queries as queries
from backend.rooms.access import service
from backend.rooms.access.authority import Kind, Standing, comes_of_age
from backend.rooms.access.categories import Profile
from backend.rooms.access.effect import WAITS, Recorded, left_to, over_for, somebody_acts
from backend.rooms.access.errors import FosterCarer, NotGivenBack

OF_ADULTS = frozenset({Kind.GUARDIAN, Kind.CURATOR})
ENDS_ACCESS = frozenset({Kind.WITHDRAWN, Kind.FOSTER})
"""What lets an access be ended for good, after a week without objection. Who decides alone still ends nobody’s reading."""


async def must_agree(
    carnet_id: UUID, asker: UUID, *, born: date, at: datetime, for_good: bool = False
) -> set[UUID]:
    """The other representatives whose agreement is needed now. for_good: the act cannot be undone by whom it concerns."""
    people = await service.representatives(carnet_id, at=at)
    return needed(asker, people, await recorded(carnet_id), born=born, at=at, for_good=for_good)


def needed(
    asker: UUID,
    people: Iterable[UUID],
    facts: Iterable[Recorded],
    *,
    born: date,
    at: datetime,
    for_good: bool,
) -> set[UUID]:
    """Of the representatives. Pure. What can be undone waits for nothing. Parental authority ends with majority: from then on only what is
    recorded of an adult counts."""
    others = [p for p in people if p != asker]
    of_age = comes_of_age(born) <= day_of(at)
    every = [row for row in facts if not of_age or row.kind in OF_ADULTS]
    rows = [row for row in every if not for_good or _ends_access(row, at)]

    def standing(person: UUID) -> Standing:
        return left_to(person, rows, at=at, waits=timedelta(0))

    def decides(person: UUID) -> bool:
        # Given back since: whoever decides here today is asked, before anything that they could not undo.
        return standing(person) >= Standing.REPRESENTS or (
            for_good and left_to(person, every, at=at) >= Standing.REPRESENTS
        )

    own = standing(asker)
    if own is Standing.ALONE:
        return set()
    represent = {p for p in others if decides(p)}
    # Who a decision leaves out decides nothing without those whom it names.
    return represent if own >= Standing.REPRESENTS else represent or set(others)


def _ends_access(row: Recorded, at: datetime) -> bool:
    return row.kind in ENDS_ACCESS and row.recorded_at + WAITS <= at


async def recorded(carnet_id: UUID) -> list[Recorded]:
    return as_recorded(await queries.facts(carnet_id))


def as_recorded(rows: Iterable[dict[str, Any]]) -> list[Recorded]:
    return [msgspec.convert(row, Recorded) for row in rows]


async def family(carnet_id: UUID, *, at: datetime) -> list[UUID]:
    """Everyone let in as a representative, those too whom a recorded fact leaves nothing."""
    circle = await service.individuals(carnet_id, at=at)
    return [h.person_id for h in circle if h.profile is Profile.REPRESENTATIVE]


async def somebody_else_acts(carnet_id: UUID, person: UUID, *, at: datetime) -> bool:
    """Whether the notebook would still have somebody who decides, without this person."""
    people = [p for p in await family(carnet_id, at=at) if p != person]
    return somebody_acts(people, await recorded(carnet_id), at=at)


async def may_represent(carnet_id: UUID, person: UUID, *, at: datetime) -> list[UUID]:
    """For who is invited as a representative: the facts that are over for them once they are let in. Raises FosterCarer, and
    NotGivenBack: let in all the same, they would find no notebook."""
    rows = await recorded(carnet_id)
    if any(_has_at_home(row, person, day_of(at)) for row in rows):
        raise FosterCarer
    over = [row.id for row in rows if over_for(row, person, at=at)]
    if left_to(person, [row for row in rows if row.id not in over], at=at) is Standing.NOTHING:
        raise NotGivenBack
    return over


async def let_in(carnet_id: UUID, person: UUID, *, at: datetime) -> None:
    """As a representative. Raises FosterCarer, NotGivenBack."""
    over = await may_represent(carnet_id, person, at=at)
    await queries.spare(carnet_id, over, person=person)


def _has_at_home(row: Recorded, person: UUID, day: date) -> bool:
    """Whether it is recorded, and not contested, that this person has the child at home by their profession."""
    return (
        row.kind is Kind.FOSTER
        and row.person_id == person
        and not row.contested_by
        and row.since <= day
        and (row.until is None or day <= row.until)
    )
