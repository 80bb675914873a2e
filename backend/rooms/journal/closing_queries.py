"""The SQL of a notebook that closes: its daily sheets."""

from datetime import datetime
from uuid import UUID

from backend.kit.database import fetch, fetch_one
from backend.kit.masked import Viewer


async def count(carnet_id: UUID, viewer: Viewer) -> dict[str, int]:
    row = await fetch_one(
        "SELECT count(*) AS journal_entries, count(*) FILTER (WHERE removed_at IS NOT NULL) AS binned"
        " FROM journal_entry WHERE carnet_id = $1",
        carnet_id,
    )
    assert row is not None
    return {name: int(value) for name, value in row.items()}


async def make_up(carnet_id: UUID, closed_at: datetime, at: datetime) -> None:
    """Days closed are no days taken away; nobody could note anything meanwhile, so that nothing was missing."""
    await fetch(
        "UPDATE journal_entry SET removed_at = removed_at + ($3::timestamptz - $2::timestamptz)"
        " WHERE carnet_id = $1 AND removed_at IS NOT NULL",
        carnet_id,
        closed_at,
        at,
    )
    await fetch("UPDATE journal_alert SET set_at = $2 WHERE carnet_id = $1", carnet_id, at)


async def erase(carnet_id: UUID) -> None:
    """What each said before goes with it."""
    for table in ("journal_entry", "journal_tracking", "journal_alert"):
        await fetch(f"DELETE FROM {table} WHERE carnet_id = $1", carnet_id)  # noqa: S608 - constants
