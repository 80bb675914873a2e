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
    """What hides any of them now, or what its pictures were drawn from: as `of_item`, which of them. For who then looks for whom."""
    return await fetch(
        "SELECT m.*, m.item_id AS of_item FROM mask m WHERE m.item_id = ANY($1) AND m.lifted_at IS NULL"
        " UNION ALL SELECT m.*, d.item_id FROM drawn_from d JOIN mask m ON m.item_id = d.source_id"
        " WHERE d.item_id = ANY($1) AND m.lifted_at IS NULL",
        item_ids,
    )


async def draw_from(carnet_id: UUID, item_id: UUID, kind: str, sources: list[UUID]) -> None:
    """The sources, and what they were drawn from themselves."""
    await fetch(
        """
        INSERT INTO drawn_from (item_id, source_id, carnet_id, kind)
        SELECT $1, source_id, $2, $3 FROM (
            SELECT unnest($4::uuid[]) AS source_id
            UNION SELECT source_id FROM drawn_from WHERE item_id = ANY($4)
        ) s ON CONFLICT DO NOTHING
        """,
        item_id,
        carnet_id,
        kind,
        sources,
    )


async def is_drawn(item_id: UUID) -> bool:
    return bool(await fetch("SELECT 1 FROM drawn_from WHERE item_id = $1 LIMIT 1", item_id))


async def drawn_from_it(item_id: UUID) -> list[Row]:
    """Number and kind of each, of those that were erased or never made too."""
    return await fetch(
        "SELECT item_id, kind FROM drawn_from WHERE source_id = $1 ORDER BY item_id DESC", item_id
    )


async def of_drawn(carnet_id: UUID) -> list[Row]:
    """What hides a clip or a report by what it was drawn from, each as if it hid it itself."""
    return await fetch(
        "SELECT m.*, d.item_id AS of_item, d.kind AS of_kind FROM drawn_from d JOIN mask m ON m.item_id = d.source_id"
        " WHERE d.carnet_id = $1 AND m.lifted_at IS NULL ORDER BY m.made_at, m.id",
        carnet_id,
    )


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
