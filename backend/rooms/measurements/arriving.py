"""The measurements of an archive, taken in with every version: each is its author's of then, and nobody's of this house."""

from datetime import date

from backend.kit.arriving import Arrival, Wrong, known_elsewhere
from backend.kit.days import day_of
from backend.kit.errors import Invalid
from backend.rooms.measurements import arriving_queries as queries
from backend.rooms.measurements.content import checked, encode
from backend.rooms.measurements.portable import PortableMeasurement, PortableMeasurements
from backend.rooms.measurements.schemas import MeasureSaid
from backend.rooms.measurements.service import MOST

EARLIEST = date(1900, 1, 1)


async def take_in(arrival: Arrival, part: PortableMeasurements) -> None:
    """Raises Wrong."""
    if len(part.values) > MOST:
        raise Wrong("$.values")
    arrival.number((one.id for one in part.values), "$.values")
    for number, one in enumerate(part.values):
        await _take_in(arrival, one, f"$.values[{number}]")


async def _take_in(arrival: Arrival, one: PortableMeasurement, at: str) -> None:
    numbers = [version.version for version in one.versions]
    if numbers != list(range(1, len(numbers) + 1)) or not numbers:
        raise Wrong(f"{at}.versions")
    if one.versions[-1].content != one.content:
        raise Wrong(f"{at}.content")
    content = _checked(arrival, one.content, f"{at}.content")
    id = arrival.id(one.id, f"{at}.id")
    await queries.insert(
        arrival.carnet_id,
        id,
        content=encode(content),
        measured_on=content.on,
        author_id=arrival.someone(one.author.id),
        author_name=known_elsewhere(one.author.name),
        added_at=arrival.moment(one.added_at, f"{at}.added_at"),
        noted_at=arrival.moment_or_none(one.noted_at, f"{at}.noted_at"),
        deleted_at=arrival.moment_or_none(one.deleted_at, f"{at}.deleted_at"),
        version=len(numbers),
    )
    for place, version in enumerate(one.versions):
        here = f"{at}.versions[{place}]"
        await queries.insert_version(
            id,
            version=version.version,
            at=arrival.moment(version.at, f"{here}.at"),
            person_id=arrival.someone(version.by.id),
            person_name=known_elsewhere(version.by.name),
            action=version.action,
            content=encode(_checked(arrival, version.content, f"{here}.content")),
        )


def _checked(arrival: Arrival, content: MeasureSaid, at: str) -> MeasureSaid:
    """A birth date may have been corrected since it was written: here only a likely year bounds the day."""
    try:
        return checked(content, birth=EARLIEST, today=day_of(arrival.at))
    except Invalid as wrong:
        raise Wrong(f"{at}.{next(iter(wrong.fields), '').removeprefix('content.')}") from None
