"""The SQL of looking at everything that was sealed, page by page."""
# sees all: `cs3 audit`, run by who runs the house

from typing import Any
from uuid import UUID

from backend.kit.database import fetch, fetch_one


async def roots(*, after: int, limit: int) -> list[dict[str, Any]]:
    return await fetch("SELECT * FROM seal_root WHERE number > $1 ORDER BY number LIMIT $2", after, limit)


async def heads(*, start: int, limit: int) -> list[dict[str, Any]]:
    return await fetch("SELECT * FROM seal_head WHERE number >= $1 ORDER BY number LIMIT $2", start, limit)


async def head_count() -> int:
    return await _count("SELECT count(*) AS n FROM seal_head")


async def heads_of(carnet_id: UUID, *, start: int, limit: int) -> list[dict[str, Any]]:
    return await fetch(
        "SELECT number, size, hash FROM seal_head WHERE carnet_id = $1 AND number >= $2 ORDER BY number LIMIT $3",
        carnet_id, start, limit,
    )  # fmt: skip


async def carnets() -> list[UUID]:
    """Whatever table speaks of them."""
    rows = await fetch(
        "SELECT carnet_id FROM seal_tree UNION SELECT carnet_id FROM seal_head UNION SELECT carnet_id FROM seal_leaf"
    )
    return sorted(row["carnet_id"] for row in rows)


async def lines_nobody_sealed() -> int:
    """Neither sealed nor waiting to be."""
    return await _count(
        "SELECT count(*) AS n FROM trace t WHERE NOT EXISTS (SELECT FROM seal_leaf l WHERE l.trace_id = t.id)"
        " AND NOT EXISTS (SELECT FROM trace_unsealed w WHERE w.id = t.id AND w.at = t.at)"
    )


async def waiting_for_nothing() -> int:
    return await _count(
        "SELECT count(*) AS n FROM trace_unsealed w WHERE NOT EXISTS (SELECT FROM trace t WHERE t.id = w.id AND t.at = w.at)"
    )


async def _count(sql: str) -> int:
    row = await fetch_one(sql)
    return int(row["n"]) if row else 0
