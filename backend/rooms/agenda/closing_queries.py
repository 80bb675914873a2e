"""The SQL of a notebook that closes: its dates."""

from datetime import datetime
from uuid import UUID

from backend.kit.database import fetch, fetch_one
from backend.kit.masked import Viewer, unmasked


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
    """Reminders that were told to nobody meanwhile are due again, with those that closing took back before anybody saw them: the
    next look gives them as one. One that was seen is not told twice, since it has the same number. Days closed are no days in the bin.
    """
    # sees all: the house’s own job, which shows nothing to anybody
    for table in ("agenda_moment", "agenda_snooze"):
        # What had passed when it was written was told to nobody on purpose.
        await fetch(
            f"""
            UPDATE {table} t SET told_at = NULL FROM agenda_item i
            WHERE i.id = t.item_id AND i.carnet_id = $1 AND t.told_at >= $2::timestamptz - interval '1 hour'
              AND t.told_at IS DISTINCT FROM i.added_at AND t.told_at IS DISTINCT FROM i.changed_at
            """,  # noqa: S608 - constants
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
