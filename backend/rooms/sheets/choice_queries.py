"""The SQL of what a family shows on the urgent sheet."""

from datetime import datetime
from uuid import UUID

from backend.kit.database import fetch
from backend.rooms.sheets.queries import Row


async def choices(carnet_id: UUID) -> dict[tuple[str, str], bool]:
    """By sheet and place."""
    rows = await fetch("SELECT sheet, place, shown FROM sheet_choice WHERE carnet_id = $1", carnet_id)
    return {(row["sheet"], row["place"]): row["shown"] for row in rows}


async def every_choice(carnet_id: UUID) -> list[Row]:
    return await fetch("SELECT * FROM sheet_choice WHERE carnet_id = $1 ORDER BY sheet, place", carnet_id)


async def choose(
    carnet_id: UUID, sheet: str, place: str, *, shown: bool, by: UUID, name: str, at: datetime
) -> bool:
    """False when it was so already."""
    rows = await fetch(
        """
        INSERT INTO sheet_choice AS c (carnet_id, sheet, place, shown, chosen_by, chosen_name, chosen_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (carnet_id, sheet, place) DO UPDATE
            SET shown = $4, chosen_by = $5, chosen_name = $6, chosen_at = $7 WHERE c.shown <> $4
        RETURNING shown
        """,
        carnet_id,
        sheet,
        place,
        shown,
        by,
        name,
        at,
    )
    return bool(rows)
