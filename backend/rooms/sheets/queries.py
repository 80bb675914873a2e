"""The habits' SQL. Each takes the id of a notebook whose door was passed."""

from datetime import datetime
from typing import Any
from uuid import UUID

from backend.kit.database import fetch, fetch_one

Row = dict[str, Any]

_HEAD = "NOT EXISTS (SELECT 1 FROM habit_version_base b WHERE b.base_id = v.id)"


async def lock(carnet_id: UUID, heading: str) -> None:
    """Held until the transaction ends: what is written under one heading comes one by one."""
    await fetch(
        "INSERT INTO habit_heading (carnet_id, heading) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        carnet_id,
        heading,
    )
    await fetch(
        "SELECT 1 FROM habit_heading WHERE carnet_id = $1 AND heading = $2 FOR UPDATE", carnet_id, heading
    )


async def version_anywhere(id: UUID) -> Row | None:
    """For an id made by the phone: is it taken?"""
    return await fetch_one("SELECT * FROM habit_version WHERE id = $1", id)


async def those(carnet_id: UUID, heading: str, ids: list[UUID]) -> list[Row]:
    return await fetch(
        "SELECT * FROM habit_version WHERE carnet_id = $1 AND heading = $2 AND id = ANY($3)",
        carnet_id,
        heading,
        ids,
    )


async def heads(carnet_id: UUID) -> list[Row]:
    """Of every heading, the oldest first."""
    return await fetch(
        f"SELECT v.* FROM habit_version v WHERE v.carnet_id = $1 AND {_HEAD} ORDER BY v.written_at, v.id",  # noqa: S608 - constant
        carnet_id,
    )


async def heads_of(carnet_id: UUID, heading: str) -> list[Row]:
    return await fetch(
        f"SELECT v.* FROM habit_version v WHERE v.carnet_id = $1 AND v.heading = $2 AND {_HEAD}"  # noqa: S608 - constant
        " ORDER BY v.written_at, v.id",
        carnet_id,
        heading,
    )


async def counts(carnet_id: UUID) -> dict[str, int]:
    rows = await fetch(
        "SELECT heading, count(*) AS n FROM habit_version WHERE carnet_id = $1 GROUP BY heading", carnet_id
    )
    return {row["heading"]: row["n"] for row in rows}


async def insert(
    *,
    id: UUID,
    carnet_id: UUID,
    heading: str,
    text: str,
    author_id: UUID,
    author_name: str,
    at: datetime,
    noted_at: datetime | None,
    action: str,
    bases: list[UUID],
) -> None:
    """Writing is confirming. An id taken meanwhile is refused by the table."""
    await fetch(
        """
        INSERT INTO habit_version (id, carnet_id, heading, text, author_id, author_name, written_at, noted_at,
            action, confirmed_by, confirmed_name, confirmed_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $5, $6, $7)
        """,
        id,
        carnet_id,
        heading,
        text,
        author_id,
        author_name,
        at,
        noted_at,
        action,
    )
    await fetch(
        "INSERT INTO habit_version_base (version_id, base_id) SELECT $1, unnest($2::uuid[])", id, bases
    )


async def confirm(carnet_id: UUID, id: UUID, *, by: UUID, name: str, at: datetime) -> None:
    await fetch(
        "UPDATE habit_version SET confirmed_by = $3, confirmed_name = $4, confirmed_at = $5"
        " WHERE carnet_id = $1 AND id = $2",
        carnet_id,
        id,
        by,
        name,
        at,
    )


async def history(
    carnet_id: UUID, heading: str, *, before: tuple[datetime, UUID] | None, limit: int
) -> list[Row]:
    """Newest first, each with `bases`."""
    at, id = before or (None, None)
    return await fetch(
        """
        SELECT v.*, ARRAY(SELECT b.base_id FROM habit_version_base b WHERE b.version_id = v.id) AS bases
        FROM habit_version v
        WHERE v.carnet_id = $1 AND v.heading = $2
            AND ($3::timestamptz IS NULL OR (v.written_at, v.id) < ($3, $4::uuid))
        ORDER BY v.written_at DESC, v.id DESC LIMIT $5
        """,
        carnet_id,
        heading,
        at,
        id,
        limit,
    )
