"""The SQL of what leaves the database: the newest root to the object storage, and lines whose time is over."""
# sees all: what the house seals, keeps and ends; shown to nobody

from datetime import datetime
from typing import Any
from uuid import UUID

from backend.kit.database import fetch, fetch_one


async def house() -> UUID:
    row = await fetch_one("SELECT id FROM house")
    assert row
    return row["id"]


async def last_copied() -> dict[str, Any] | None:
    return await fetch_one("SELECT * FROM seal_root WHERE copied_at IS NOT NULL ORDER BY number DESC LIMIT 1")


async def note_copied(number: int, at: datetime) -> None:
    await fetch("UPDATE seal_root SET copied_at = $2 WHERE number = $1", number, at)


async def carnets_with_lines_before(moment: datetime) -> list[UUID]:
    rows = await fetch("SELECT DISTINCT carnet_id FROM trace WHERE at < $1", moment)
    return [row["carnet_id"] for row in rows]


async def sealed_before(carnet_id: UUID, moment: datetime) -> int:
    """How many lines the notebook's tree had at the last root that was signed before that moment."""
    row = await fetch_one(
        """
        SELECT size FROM seal_head WHERE carnet_id = $1 AND number <
            (SELECT size FROM seal_root WHERE at < $2 ORDER BY at DESC, number DESC LIMIT 1)
        ORDER BY number DESC LIMIT 1
        """,
        carnet_id,
        moment,
    )
    return row["size"] if row else 0


async def end_lines(carnet_id: UUID, *, below: int, before: datetime) -> int:
    """Takes the lines of these numbers away; their leaves stay. The trigger lets nobody else delete, nor this any younger line."""
    await fetch("SELECT set_config('cs3.traces_before', $1, true)", before.isoformat())
    rows = await fetch(
        """
        WITH over AS (
            SELECT l.number, t.id, t.at FROM seal_leaf l JOIN trace t ON t.id = l.trace_id AND t.carnet_id = l.carnet_id
            WHERE l.carnet_id = $1 AND l.number < $2 AND l.trace_id IS NOT NULL AND t.at < $3
        ), gone AS (
            DELETE FROM trace t USING over WHERE t.id = over.id AND t.at = over.at RETURNING over.number
        )
        UPDATE seal_leaf l SET trace_id = NULL FROM gone WHERE l.carnet_id = $1 AND l.number = gone.number RETURNING 1
        """,
        carnet_id,
        below,
        before,
    )
    await fetch("SELECT set_config('cs3.traces_before', '', true)")
    return len(rows)
