"""The SQL of a notebook that closes: its measurements."""

from datetime import datetime
from uuid import UUID

from backend.kit.database import fetch, fetch_one
from backend.kit.masked import Viewer


async def count(carnet_id: UUID, viewer: Viewer) -> dict[str, int]:
    row = await fetch_one(
        "SELECT count(*) AS measurements, count(*) FILTER (WHERE deleted_at IS NOT NULL) AS binned"
        " FROM measurement WHERE carnet_id = $1",
        carnet_id,
    )
    assert row is not None
    return {name: int(value) for name, value in row.items()}


async def make_up(carnet_id: UUID, closed_at: datetime, at: datetime) -> None:
    """Days closed are no days in the bin."""
    await fetch(
        "UPDATE measurement SET deleted_at = deleted_at + ($3::timestamptz - $2::timestamptz)"
        " WHERE carnet_id = $1 AND deleted_at IS NOT NULL",
        carnet_id,
        closed_at,
        at,
    )


async def erase(carnet_id: UUID) -> None:
    """Every version goes with its value."""
    await fetch("DELETE FROM measurement WHERE carnet_id = $1", carnet_id)
