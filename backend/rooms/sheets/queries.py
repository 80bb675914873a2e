"""The habits' SQL. Each takes the id of a notebook whose door was passed."""

from datetime import datetime
from typing import Any
from uuid import UUID

from backend.kit.database import fetch, fetch_one

Row = dict[str, Any]

_HEADS = """
    SELECT v.*, coalesce(c.person_id, v.author_id) AS confirmed_by,
        coalesce(c.person_name, v.author_name) AS confirmed_name, coalesce(c.at, v.written_at) AS confirmed_at
    FROM habit_version v
    LEFT JOIN LATERAL (
        SELECT person_id, person_name, at FROM habit_confirmation
        WHERE version_id = v.id AND taken_back_at IS NULL ORDER BY at DESC LIMIT 1
    ) c ON true
    WHERE v.carnet_id = $1 AND ($2::text IS NULL OR v.heading = $2)
        AND NOT EXISTS (SELECT 1 FROM habit_version_base b WHERE b.base_id = v.id)
    ORDER BY v.written_at, v.id
"""
"""Writing is confirming, until somebody says it again."""


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
    return await fetch(_HEADS, carnet_id, None)


async def heads_of(carnet_id: UUID, heading: str) -> list[Row]:
    return await fetch(_HEADS, carnet_id, heading)


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
) -> bool:
    """False when the id was taken meanwhile, under another heading: nothing is written."""
    written = await fetch(
        """
        INSERT INTO habit_version (id, carnet_id, heading, text, author_id, author_name, written_at, noted_at, action)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO NOTHING RETURNING id
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
    if written:
        await fetch(
            "INSERT INTO habit_version_base (version_id, base_id) SELECT $1, unnest($2::uuid[])", id, bases
        )
    return bool(written)


async def confirmation(id: UUID) -> Row | None:
    """Taken back or not: a confirmation that arrives twice stands once."""
    return await fetch_one("SELECT * FROM habit_confirmation WHERE id = $1", id)


async def confirm(carnet_id: UUID, version: UUID, *, id: UUID, by: UUID, name: str, at: datetime) -> bool:
    """False when the id was taken meanwhile: nothing is written."""
    row = await fetch_one(
        "INSERT INTO habit_confirmation (id, version_id, person_id, person_name, at)"
        " SELECT $3, v.id, $4, $5, $6 FROM habit_version v WHERE v.carnet_id = $1 AND v.id = $2"
        " ON CONFLICT (id) DO NOTHING RETURNING id",
        carnet_id,
        version,
        id,
        by,
        name,
        at,
    )
    return row is not None


async def unconfirm(carnet_id: UUID, heading: str, id: UUID, *, by: UUID, at: datetime) -> UUID | None:
    """The version that it was about; None when this person has no such confirmation that stands."""
    row = await fetch_one(
        "UPDATE habit_confirmation c SET taken_back_at = $5 FROM habit_version v"
        " WHERE c.id = $3 AND c.person_id = $4 AND c.taken_back_at IS NULL"
        " AND v.id = c.version_id AND v.carnet_id = $1 AND v.heading = $2 RETURNING v.id",
        carnet_id,
        heading,
        id,
        by,
        at,
    )
    return row["id"] if row else None


async def history(
    carnet_id: UUID, heading: str, *, before: tuple[datetime, UUID] | None, limit: int
) -> list[Row]:
    """Newest first, each with `bases` and who confirmed it, the oldest first."""
    at, id = before or (None, None)
    return await fetch(
        """
        SELECT v.*, ARRAY(SELECT b.base_id FROM habit_version_base b WHERE b.version_id = v.id) AS bases,
            c.ids AS confirmed_ids, c.names AS confirmed_names, c.times AS confirmed_times
        FROM habit_version v
        CROSS JOIN LATERAL (
            SELECT coalesce(array_agg(person_id ORDER BY at), '{}') AS ids,
                coalesce(array_agg(person_name ORDER BY at), '{}') AS names, coalesce(array_agg(at ORDER BY at), '{}') AS times
            FROM habit_confirmation WHERE version_id = v.id AND taken_back_at IS NULL
        ) c
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


async def every_version(carnet_id: UUID) -> list[Row]:
    """Of every heading, the oldest first, each with `bases`."""
    return await fetch(
        """
        SELECT v.*, ARRAY(SELECT b.base_id FROM habit_version_base b WHERE b.version_id = v.id ORDER BY 1) AS bases
        FROM habit_version v WHERE v.carnet_id = $1 ORDER BY v.written_at, v.id
        """,
        carnet_id,
    )


async def every_confirmation(carnet_id: UUID) -> list[Row]:
    return await fetch(
        "SELECT c.* FROM habit_confirmation c JOIN habit_version v ON v.id = c.version_id"
        " WHERE v.carnet_id = $1 ORDER BY c.at, c.person_id",
        carnet_id,
    )
