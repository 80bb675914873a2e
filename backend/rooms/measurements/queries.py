"""The measurements' SQL. What takes a carnet's id is called behind that notebook's door."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from backend.kit.database import fetch, fetch_one
from backend.kit.transaction import one_by_one
from backend.rooms.measurements.schemas import Kind

Row = dict[str, Any]
_ORDER = "measured_on, content ->> 'time' NULLS FIRST, added_at, id"


async def fill_one_by_one(carnet_id: UUID) -> None:
    """Until this transaction ends, another that writes here waits: each value is compared with all those before it."""
    await one_by_one(f"measurements of {carnet_id}")


async def anywhere(id: UUID) -> Row | None:
    """For an id made by the phone: is it taken?"""
    return await fetch_one("SELECT * FROM measurement WHERE id = $1", id)


async def get(carnet_id: UUID, id: UUID) -> Row | None:
    return await fetch_one(
        "SELECT * FROM measurement WHERE carnet_id = $1 AND id = $2 FOR UPDATE", carnet_id, id
    )


async def standing(carnet_id: UUID, kind: Kind | None = None) -> list[Row]:
    """In the order they were measured. kind: that one alone."""
    return await fetch(
        f"SELECT * FROM measurement WHERE carnet_id = $1 AND deleted_at IS NULL AND ($2::text IS NULL OR content ->> 'kind' = $2)"  # noqa: S608 - constant
        f" ORDER BY {_ORDER}",
        carnet_id, kind,
    )  # fmt: skip


async def how_many(carnet_id: UUID) -> int:
    """Those in the bin too."""
    row = await fetch_one("SELECT count(*) AS n FROM measurement WHERE carnet_id = $1", carnet_id)
    assert row is not None
    return int(row["n"])


async def every(carnet_id: UUID) -> list[Row]:
    """Those in the bin too, in the order they were measured."""
    return await fetch(
        f"SELECT * FROM measurement WHERE carnet_id = $1 ORDER BY {_ORDER}",  # noqa: S608 - constant
        carnet_id,
    )


async def binned(carnet_id: UUID, *, since: datetime) -> list[Row]:
    return await fetch(
        "SELECT * FROM measurement WHERE carnet_id = $1 AND deleted_at > $2 ORDER BY deleted_at DESC, id",
        carnet_id,
        since,
    )


async def insert(
    carnet_id: UUID,
    id: UUID,
    *,
    content: str,
    measured_on: date,
    by: UUID,
    name: str,
    at: datetime,
    noted_at: datetime | None,
) -> bool:
    """False when the id was taken meanwhile: nothing is written."""
    row = await fetch_one(
        "INSERT INTO measurement (id, carnet_id, content, measured_on, author_id, author_name, added_at, noted_at)"
        " VALUES ($1, $2, $3::jsonb, $4, $5, $6, $7, $8) ON CONFLICT (id) DO NOTHING RETURNING id",
        id,
        carnet_id,
        content,
        measured_on,
        by,
        name,
        at,
        noted_at,
    )
    return row is not None


async def change(id: UUID, *, content: str, measured_on: date) -> None:
    await fetch(
        "UPDATE measurement SET content = $2::jsonb, measured_on = $3, version = version + 1 WHERE id = $1",
        id,
        content,
        measured_on,
    )


async def set_deleted(id: UUID, at: datetime | None) -> None:
    await fetch("UPDATE measurement SET deleted_at = $2, version = version + 1 WHERE id = $1", id, at)


async def keep_version(id: UUID, *, by: UUID, name: str, at: datetime, action: str) -> None:
    """As the row stands now."""
    await fetch(
        "INSERT INTO measurement_version (measurement_id, version, at, person_id, person_name, action, content)"
        " SELECT id, version, $2, $3, $4, $5, content FROM measurement WHERE id = $1",
        id,
        at,
        by,
        name,
        action,
    )


async def versions(id: UUID) -> list[Row]:
    """Newest first."""
    return await fetch(
        "SELECT * FROM measurement_version WHERE measurement_id = $1 ORDER BY version DESC", id
    )


async def every_version(carnet_id: UUID) -> list[Row]:
    """The oldest first."""
    return await fetch(
        "SELECT v.* FROM measurement_version v JOIN measurement m ON m.id = v.measurement_id"
        " WHERE m.carnet_id = $1 ORDER BY v.measurement_id, v.version",
        carnet_id,
    )


async def drop_binned(*, before: datetime) -> None:
    await fetch("DELETE FROM measurement WHERE deleted_at <= $1 AND NOT carnet_is_closed(carnet_id)", before)
