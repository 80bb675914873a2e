"""The SQL of a notebook that closes: its dates."""

from datetime import datetime
from uuid import UUID

from backend.kit.database import fetch, fetch_one
from backend.kit.masked import Viewer, unmasked
from backend.rooms.agenda import reminder_queries


async def count(carnet_id: UUID, viewer: Viewer) -> dict[str, int]:
    row = await fetch_one(
        f"""
        SELECT count(*) AS dates, count(*) FILTER (WHERE deleted_at IS NOT NULL) AS binned
        FROM agenda_item i WHERE carnet_id = $1 AND {unmasked("i.id", 2)}
        """,  # noqa: S608 - constant
        carnet_id,
        *viewer,
    )
    assert row is not None
    return {name: int(value) for name, value in row.items()}


async def make_up(carnet_id: UUID, closed_at: datetime, at: datetime) -> None:
    """Reminders told to nobody meanwhile are due again, with those that closing took back. Days closed are no days in the bin."""
    # sees all: the house’s own job, which shows nothing to anybody
    await reminder_queries.due_again(since=closed_at, carnet_id=carnet_id)
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
