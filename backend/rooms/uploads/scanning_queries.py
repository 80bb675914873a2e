"""The SQL of what the virus scanner found."""

# sees all: the house’s own job, and behind the door of the item that was received
from typing import Any
from uuid import UUID

from backend.kit.database import fetch, fetch_one


async def found(item_id: UUID) -> str | None:
    row = await fetch_one("SELECT scan FROM received r WHERE r.id = $1", item_id)
    return row["scan"] if row else None


async def found_in(carnet_id: UUID) -> dict[UUID, str]:
    """Of each item of a notebook that was shown to a scanner, what it found."""
    rows = await fetch(
        "SELECT id, scan FROM received r WHERE r.carnet_id = $1 AND scan IS NOT NULL", carnet_id
    )
    return {row["id"]: row["scan"] for row in rows}


async def say(item_id: UUID, scan: str | None) -> None:
    await fetch("UPDATE received SET scan = $2 WHERE id = $1", item_id, scan)


async def summary() -> dict[str, int]:
    """How many were found to be what; those that were never shown to a scanner have none."""
    rows: list[dict[str, Any]] = await fetch(
        "SELECT scan, count(*)::int AS n FROM received r WHERE scan IS NOT NULL AND NOT carnet_is_closed(r.carnet_id) GROUP BY scan"
    )
    return {row["scan"]: row["n"] for row in rows}
