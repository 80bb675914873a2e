"""The SQL of the relay sheet: its addresses, and who read it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from backend.kit.database import fetch, fetch_one
from backend.kit.transaction import one_by_one

Row = dict[str, Any]

_COUNTED = """
    SELECT l.*, r.readings, r.last_read_at FROM relay_link l
    CROSS JOIN LATERAL (
        SELECT count(*) AS readings, max(at) AS last_read_at FROM relay_reading WHERE link_id = l.id
    ) r
"""


async def hold(carnet_id: UUID) -> None:
    """Until the transaction ends: addresses of one notebook are made one by one."""
    await one_by_one(f"relay {carnet_id}")


async def insert(values: Row) -> None:
    await fetch(
        "INSERT INTO relay_link (id, carnet_id, digest, name, parts, created_by, created_name, created_at, ends_at)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        values["id"],
        values["carnet_id"],
        values["digest"],
        values["name"],
        values["parts"],
        values["created_by"],
        values["created_name"],
        values["created_at"],
        values["ends_at"],
    )


async def links(carnet_id: UUID, *, since: datetime) -> list[Row]:
    """Newest first, with `readings` and `last_read_at`; of those that are over, what ended after `since`."""
    return await fetch(
        f"{_COUNTED} WHERE l.carnet_id = $1 AND least(l.ends_at, l.closed_at) > $2 ORDER BY l.created_at DESC, l.id",
        carnet_id,
        since,
    )


async def link(carnet_id: UUID, id: UUID) -> Row | None:
    return await fetch_one(f"{_COUNTED} WHERE l.carnet_id = $1 AND l.id = $2", carnet_id, id)


async def by_id(id: UUID) -> Row | None:
    return await fetch_one("SELECT * FROM relay_link WHERE id = $1", id)


async def by_digest(digest: bytes) -> Row | None:
    return await fetch_one("SELECT * FROM relay_link WHERE digest = $1", digest)


async def how_many(carnet_id: UUID, at: datetime) -> int:
    """Those that open now."""
    row = await fetch_one(
        "SELECT count(*) AS n FROM relay_link WHERE carnet_id = $1 AND closed_at IS NULL AND ends_at > $2",
        carnet_id,
        at,
    )
    assert row is not None
    return int(row["n"])


async def close(id: UUID, at: datetime) -> bool:
    """False when it was closed before."""
    row = await fetch_one(
        "UPDATE relay_link SET closed_at = $2 WHERE id = $1 AND closed_at IS NULL RETURNING id", id, at
    )
    return row is not None


async def last_read(
    carnet_id: UUID, *, person_id: UUID | None, link_id: UUID | None, before: datetime
) -> datetime | None:
    """By this person, or through this address."""
    row = await fetch_one(
        "SELECT max(at) AS at FROM relay_reading WHERE carnet_id = $1 AND at <= $4"
        " AND person_id IS NOT DISTINCT FROM $2 AND link_id IS NOT DISTINCT FROM $3",
        carnet_id,
        person_id,
        link_id,
        before,
    )
    return row["at"] if row else None


async def read(values: Row) -> None:
    await fetch(
        "INSERT INTO relay_reading (id, carnet_id, person_id, link_id, name, device, at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        values["id"],
        values["carnet_id"],
        values["person_id"],
        values["link_id"],
        values["name"],
        values["device"],
        values["at"],
    )


async def readings(carnet_id: UUID, limit: int) -> list[Row]:
    """Newest first."""
    return await fetch(
        "SELECT * FROM relay_reading WHERE carnet_id = $1 ORDER BY at DESC, id DESC LIMIT $2",
        carnet_id,
        limit,
    )


async def drop_old(*, before: datetime) -> None:
    """Of addresses too: once it is over, who read through it has been told."""
    await fetch("DELETE FROM relay_reading WHERE at <= $1 AND NOT carnet_is_closed(carnet_id)", before)
    await fetch(
        "DELETE FROM relay_link l WHERE ends_at <= $1 AND NOT carnet_is_closed(carnet_id)"
        " AND NOT EXISTS (SELECT 1 FROM relay_reading WHERE link_id = l.id)",
        before,
    )


async def erase(carnet_id: UUID) -> None:
    for table in ("relay_reading", "relay_link"):
        await fetch(f"DELETE FROM {table} WHERE carnet_id = $1", carnet_id)  # noqa: S608 - constants
