"""The SQL of a notebook that closes: its dates."""

from datetime import datetime
from uuid import UUID

from backend.kit.database import fetch, fetch_one


async def count(carnet_id: UUID) -> dict[str, int]:
    row = await fetch_one(
        """
        SELECT count(*) AS dates, count(*) FILTER (WHERE deleted_at IS NOT NULL) AS binned
        FROM agenda_item WHERE carnet_id = $1
        """,
        carnet_id,
    )
    assert row is not None
    return {name: int(value) for name, value in row.items()}


async def make_up(carnet_id: UUID, closed_at: datetime, at: datetime) -> None:
    """Reminders that were told to nobody meanwhile are due again: the next look gives them as one. Days closed are no days in the bin."""
    mine = "SELECT id FROM agenda_item WHERE carnet_id = $1"
    for table in ("agenda_moment", "agenda_snooze"):
        await fetch(
            f"UPDATE {table} SET told_at = NULL WHERE told_at >= $2 AND item_id IN ({mine})",  # noqa: S608 - constants
            carnet_id,
            closed_at,
        )
    await fetch(
        "UPDATE agenda_item SET deleted_at = deleted_at + ($3::timestamptz - $2::timestamptz)"
        " WHERE carnet_id = $1 AND deleted_at IS NOT NULL",
        carnet_id,
        closed_at,
        at,
    )


async def erase(carnet_id: UUID) -> None:
    """Reminders, and what people answered, go with their date."""
    await fetch("DELETE FROM agenda_item WHERE carnet_id = $1", carnet_id)
