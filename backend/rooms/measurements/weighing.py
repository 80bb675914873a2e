"""The weights of a notebook for the rooms above: every one by day, and what is known of the newest."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from backend.rooms.measurements import queries
from backend.rooms.measurements.content import decode, known, number
from backend.rooms.measurements.growth import Taken
from backend.rooms.measurements.jumps import doubt


@dataclass(frozen=True, kw_only=True)
class NewestWeight:
    """`doubtful`: far from the one before (jumps.py), and nobody said that it is so."""

    id: UUID
    version: int
    taken: Taken
    author_id: UUID
    author_name: str
    added_at: datetime
    doubtful: bool


@dataclass(frozen=True, kw_only=True)
class Weighed:
    """`every`: by day, the oldest first."""

    every: list[Taken]
    newest: NewestWeight | None


async def weighed(carnet_id: UUID, *, birth: date) -> Weighed:
    weights = [(row, decode(row["content"])) for row in await queries.standing(carnet_id, "weight")]
    every = [Taken(value=number(one), on=one.on) for _, one in weights]
    if not weights:
        return Weighed(every=every, newest=None)
    row, last = weights[-1]
    found = doubt("weight", known(last), [known(one) for _, one in weights[:-1]], birth=birth)
    newest = NewestWeight(
        id=row["id"],
        version=row["version"],
        taken=every[-1],
        author_id=row["author_id"],
        author_name=row["author_name"],
        added_at=row["added_at"],
        doubtful=found is not None and not last.checked,
    )
    return Weighed(every=every, newest=newest)
