"""The SQL of what is hidden. What asks whether an item may be seen is in kit/masked.py, inside each room's own statements."""

from datetime import datetime
from typing import Any
from uuid import UUID

from backend.kit.database import fetch, fetch_one

Row = dict[str, Any]


async def add(
    *,
    id: UUID,
    carnet_id: UUID,
    kind: str,
    item_id: UUID,
    author_id: UUID,
    scope: str,
    person_id: UUID | None,
    named: list[UUID],
    family: bool,
    reason: str,
    at: datetime,
    by: UUID,
    name: str,
    ground: str = "",
) -> bool:
    """False when it is hidden in that way already."""
    row = await fetch_one(
        """
        INSERT INTO mask (id, carnet_id, kind, item_id, author_id, scope, person_id, named, family, reason, made_at, made_by, made_name, ground)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
        ON CONFLICT (item_id, scope, COALESCE(person_id, item_id)) WHERE lifted_at IS NULL DO NOTHING RETURNING id
        """,
        id, carnet_id, kind, item_id, author_id, scope, person_id, named, family, reason, at, by, name, ground,
    )  # fmt: skip
    return row is not None


async def of_item(carnet_id: UUID, item_id: UUID) -> list[Row]:
    """What hides it now, oldest first."""
    return await fetch(
        "SELECT * FROM mask WHERE carnet_id = $1 AND item_id = $2 AND lifted_at IS NULL ORDER BY made_at, id",
        carnet_id,
        item_id,
    )


async def was_ever(carnet_id: UUID, item_id: UUID, scope: str) -> bool:
    """Whether it is hidden in this way, or was once."""
    row = await fetch_one(
        "SELECT 1 FROM mask WHERE carnet_id = $1 AND item_id = $2 AND scope = $3 LIMIT 1",
        carnet_id,
        item_id,
        scope,
    )
    return row is not None


async def of_items(item_ids: list[UUID]) -> list[Row]:
    """What hides any of them now. For jobs, which then look for whom."""
    return await fetch("SELECT * FROM mask WHERE item_id = ANY($1) AND lifted_at IS NULL", item_ids)


async def of_carnet(carnet_id: UUID) -> list[Row]:
    """What was taken away too, oldest first."""
    return await fetch("SELECT * FROM mask WHERE carnet_id = $1 ORDER BY made_at, id", carnet_id)


async def one(carnet_id: UUID, id: UUID) -> Row | None:
    """Held until the transaction ends."""
    return await fetch_one(
        "SELECT * FROM mask WHERE carnet_id = $1 AND id = $2 AND lifted_at IS NULL FOR UPDATE", carnet_id, id
    )


async def lift(id: UUID, *, at: datetime, by: UUID, name: str) -> None:
    await fetch(
        "UPDATE mask SET lifted_at = $2, lifted_by = $3, lifted_name = $4 WHERE id = $1", id, at, by, name
    )
