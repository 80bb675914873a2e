"""A weight that an archive of before has on its urgent sheet alone."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from backend.kit.arriving import Arrival
from backend.rooms.measurements import arriving_queries, queries
from backend.rooms.measurements.content import cleaned, decode, encode, number
from backend.rooms.measurements.schemas import MeasureSaid


async def take_in(
    arrival: Arrival,
    id: UUID,
    *,
    kg: float,
    on: date,
    written: tuple[UUID, str, datetime],
    removed_at: datetime | None,
) -> None:
    """Not twice: the same on the same day stands once."""
    value = round(Decimal(repr(kg)), 3).normalize()
    content = cleaned(MeasureSaid(kind="weight", value=format(value, "f"), on=on))
    there = [decode(row["content"]) for row in await queries.standing(arrival.carnet_id, "weight")]
    if any(one.on == on and number(one) == value for one in there):
        return
    by, name, at = written
    await arriving_queries.insert(
        arrival.carnet_id,
        id,
        content=encode(content),
        measured_on=on,
        author_id=by,
        author_name=name,
        added_at=at,
        noted_at=None,
        deleted_at=removed_at,
        version=2 if removed_at else 1,
    )
    for version, action, moment in ((1, "add", at), (2, "remove", removed_at)):
        if moment:
            await arriving_queries.insert_version(
                id,
                version=version,
                at=moment,
                person_id=by,
                person_name=name,
                action=action,
                content=encode(content),
            )
