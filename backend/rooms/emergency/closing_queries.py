"""The SQL of a notebook that closes: its urgent sheet and its codes."""

from datetime import datetime
from uuid import UUID

from backend.kit.database import fetch, fetch_one


async def count(carnet_id: UUID) -> dict[str, int]:
    row = await fetch_one(
        """
        SELECT (SELECT count(*) FROM emergency_line WHERE carnet_id = $1 AND deleted_at IS NULL) AS urgent_lines,
            (SELECT count(*) FROM emergency_note WHERE carnet_id = $1 AND state <> 'dropped') AS carer_notes
        """,
        carnet_id,
    )
    assert row is not None
    return {name: int(value) for name, value in row.items()}


async def make_up(carnet_id: UUID, closed_at: datetime, at: datetime) -> None:
    """Days closed do not count among those in which a line that was removed, or a note set aside, can come back."""
    await fetch(
        "UPDATE emergency_line SET deleted_at = deleted_at + ($3::timestamptz - $2::timestamptz)"
        " WHERE carnet_id = $1 AND deleted_at IS NOT NULL",
        carnet_id,
        closed_at,
        at,
    )
    await fetch(
        "UPDATE emergency_note SET decided_at = decided_at + ($3::timestamptz - $2::timestamptz)"
        " WHERE carnet_id = $1 AND state = 'dropped'",
        carnet_id,
        closed_at,
        at,
    )


async def erase(carnet_id: UUID) -> None:
    for table in (
        "emergency_note",
        "emergency_carer",
        "emergency_change",
        "emergency_answer",
        "emergency_line",
        "emergency_link",
        "emergency_sheet",
    ):
        await fetch(f"DELETE FROM {table} WHERE carnet_id = $1", carnet_id)  # noqa: S608 - constants
