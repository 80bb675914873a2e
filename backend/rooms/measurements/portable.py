"""The measurements as they leave in an export: every value, and every version of it."""

from uuid import UUID

from backend.kit.portable import Moment, Named, Portable
from backend.rooms.measurements import queries
from backend.rooms.measurements.content import decode
from backend.rooms.measurements.schemas import Action, MeasureSaid


class PortableMeasureVersion(Portable):
    version: int
    at: Moment
    by: Named
    action: Action
    content: MeasureSaid


class PortableMeasurement(Portable):
    """`noted_at`: when it was typed, by the phone's clock. `versions`: the oldest first; the last says what `content` says."""

    id: UUID
    content: MeasureSaid
    author: Named
    added_at: Moment
    noted_at: Moment | None
    deleted_at: Moment | None
    versions: list[PortableMeasureVersion]


class PortableMeasurements(Portable):
    values: list[PortableMeasurement]


async def portable(carnet_id: UUID) -> PortableMeasurements:
    """By the day they were measured, what is in the bin too."""
    versions: dict[UUID, list[PortableMeasureVersion]] = {}
    for row in await queries.every_version(carnet_id):
        one = PortableMeasureVersion(
            version=row["version"],
            at=row["at"],
            by=Named(row["person_id"], row["person_name"]),
            action=row["action"],
            content=decode(row["content"]),
        )
        versions.setdefault(row["measurement_id"], []).append(one)
    same = ("id", "added_at", "noted_at", "deleted_at")
    return PortableMeasurements(
        values=[
            PortableMeasurement(
                **{name: row[name] for name in same},
                content=decode(row["content"]),
                author=Named(row["author_id"], row["author_name"]),
                versions=versions.get(row["id"], []),
            )
            for row in await queries.every(carnet_id)
        ]
    )
