"""The SQL of a notebook that closes: what is on its way to it."""

from datetime import datetime
from uuid import UUID

from backend.kit.database import fetch, fetch_one
from backend.kit.masked import Viewer, unmasked


async def count(carnet_id: UUID, viewer: Viewer) -> dict[str, int]:
    row = await fetch_one(
        f"""
        SELECT count(*) AS sending FROM upload u JOIN received r ON r.id = u.item_id WHERE r.carnet_id = $1
            AND {unmasked("r.id", 2)}
        """,  # noqa: S608 - constant
        carnet_id,
        *viewer,
    )
    assert row is not None
    return {name: int(value) for name, value in row.items()}


async def make_up(carnet_id: UUID, closed_at: datetime, at: datetime) -> None:
    """What had begun to arrive has as long as it had."""
    # sees all: the house’s own job, which shows nothing to anybody
    await fetch(
        "UPDATE upload u SET expires_at = u.expires_at + ($3::timestamptz - $2::timestamptz) FROM received r"
        " WHERE r.id = u.item_id AND r.carnet_id = $1",
        carnet_id,
        closed_at,
        at,
    )


async def erase(carnet_id: UUID) -> None:
    """Parts and waiting uploads go with what was received."""
    await fetch("DELETE FROM received WHERE carnet_id = $1", carnet_id)
