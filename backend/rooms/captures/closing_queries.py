"""The SQL of a notebook that closes: its photos and films."""

from datetime import datetime
from uuid import UUID

from backend.kit.database import fetch, fetch_one
from backend.kit.masked import Viewer, unmasked


async def count(carnet_id: UUID, viewer: Viewer) -> dict[str, int]:
    row = await fetch_one(
        f"""
        SELECT count(*) FILTER (WHERE kind = 'photo') AS photos, count(*) FILTER (WHERE kind = 'video') AS films,
            count(*) FILTER (WHERE deleted_at IS NOT NULL) AS binned, COALESCE(sum(size), 0) AS bytes
        FROM capture c WHERE carnet_id = $1 AND state <> 'receiving' AND {unmasked("c.id", 2)}
        """,  # noqa: S608 - constant
        carnet_id,
        *viewer,
    )
    assert row is not None
    return {name: int(value) for name, value in row.items()}


async def make_up(carnet_id: UUID, closed_at: datetime, at: datetime) -> list[UUID]:
    """Days closed are no days in the bin, nor of waiting to be prepared. Those that wait for it."""
    # sees all: the house’s own job, which shows nothing to anybody
    await fetch(
        "UPDATE capture SET deleted_at = deleted_at + ($3::timestamptz - $2::timestamptz),"
        " settled_at = settled_at + ($3::timestamptz - $2::timestamptz)"
        " WHERE carnet_id = $1 AND (deleted_at IS NOT NULL OR settled_at IS NOT NULL)",
        carnet_id,
        closed_at,
        at,
    )
    rows = await fetch("SELECT id FROM capture WHERE carnet_id = $1 AND state = 'preparing'", carnet_id)
    return [row["id"] for row in rows]


async def erase(carnet_id: UUID) -> None:
    """Copies go with their capture."""
    await fetch("DELETE FROM capture WHERE carnet_id = $1", carnet_id)
