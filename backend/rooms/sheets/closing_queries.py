"""The SQL of a notebook that closes: its habits."""

from uuid import UUID

from backend.kit.database import fetch, fetch_one
from backend.kit.masked import Viewer


async def count(carnet_id: UUID, viewer: Viewer) -> dict[str, int]:
    row = await fetch_one(
        """
        SELECT count(DISTINCT place) FILTER (WHERE sheet = 'habits' AND text <> '') AS habits,
            count(DISTINCT (sheet, place)) FILTER (WHERE content IS NOT NULL AND kind NOT IN ('answer', 'order')) AS sheet_lines
        FROM sheet_version v WHERE carnet_id = $1
            AND NOT EXISTS (SELECT FROM sheet_version_base b WHERE b.base_id = v.id)
        """,
        carnet_id,
    )
    assert row is not None
    return {name: int(value) for name, value in row.items()}


async def erase(carnet_id: UUID) -> None:
    """Every version of every heading."""
    for table in ("sheet_confirmation", "sheet_version_base"):
        await fetch(
            f"DELETE FROM {table} t USING sheet_version v WHERE v.id = t.version_id AND v.carnet_id = $1",  # noqa: S608 - constants
            carnet_id,
        )
    await fetch("DELETE FROM sheet_version WHERE carnet_id = $1", carnet_id)
    await fetch("DELETE FROM sheet_place WHERE carnet_id = $1", carnet_id)
    await fetch("DELETE FROM sheet_choice WHERE carnet_id = $1", carnet_id)
