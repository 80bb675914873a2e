"""The SQL of what is due, and of what people answered. Called by the worker: behind no door, it shows nothing to anybody."""

from datetime import datetime
from typing import Any
from uuid import UUID

from backend.kit.database import fetch, fetch_one
from backend.kit.masked import Viewer, unmasked

Row = dict[str, Any]


async def due_items(*, at: datetime, limit: int) -> list[Row]:
    """Items with reminders to give, nobody else taking them meanwhile; `due`: when the latest of them was."""
    # sees all: a job; reminding.py asks for whom before it tells
    return await fetch(
        """
        WITH held AS (
            SELECT i.* FROM agenda_item i WHERE id IN (
                SELECT item_id FROM agenda_moment WHERE told_at IS NULL AND due_at <= $1 ORDER BY due_at LIMIT $2
            ) FOR UPDATE SKIP LOCKED
        )
        SELECT h.*, (SELECT max(due_at) FROM agenda_moment m
            WHERE m.item_id = h.id AND told_at IS NULL AND due_at <= $1) AS due FROM held h
        """,
        at,
        limit,
    )


async def mark_told(item_ids: list[UUID], *, at: datetime) -> None:
    """Those that were missed go with the latest."""
    await fetch(
        "UPDATE agenda_moment SET told_at = $2 WHERE item_id = ANY($1) AND told_at IS NULL AND due_at <= $2",
        item_ids,
        at,
    )


async def hushed(item_ids: list[UUID]) -> set[tuple[UUID, UUID]]:
    """(item, person) of each who does not want to be reminded of it any more."""
    # sees all: a job; it only makes fewer people told
    rows = await fetch("SELECT item_id, person_id FROM agenda_hush WHERE item_id = ANY($1)", item_ids)
    return {(row["item_id"], row["person_id"]) for row in rows}


async def answers(carnet_id: UUID, viewer: Viewer) -> list[Row]:
    """What one person answered to reminders: « fait » (`again_at` null), or to be told again."""
    return await fetch(
        "SELECT h.item_id, h.at, NULL::timestamptz AS again_at, NULL::timestamptz AS told_at FROM agenda_hush h"  # noqa: S608 - constants
        f" JOIN agenda_item i ON i.id = h.item_id WHERE i.carnet_id = $1 AND h.person_id = $2 AND {unmasked('i.id', 2)}"
        " UNION ALL SELECT s.item_id, NULL, s.due_at, s.told_at FROM agenda_snooze s"
        f" JOIN agenda_item i ON i.id = s.item_id WHERE i.carnet_id = $1 AND s.person_id = $2 AND {unmasked('i.id', 2)} ORDER BY 2, 3",
        carnet_id,
        *viewer,
    )


async def hush(item_id: UUID, person_id: UUID, at: datetime) -> None:
    # sees all: what a person answered to a reminder they were shown
    await fetch(
        "INSERT INTO agenda_hush (item_id, person_id, at) SELECT id, $2, $3 FROM agenda_item WHERE id = $1"
        " ON CONFLICT DO NOTHING",
        item_id,
        person_id,
        at,
    )


async def forget_answers(item_id: UUID) -> None:
    """What people answered was about another day: nobody said « fait » of this one."""
    await fetch("DELETE FROM agenda_hush WHERE item_id = $1", item_id)
    await fetch("DELETE FROM agenda_snooze WHERE item_id = $1 AND told_at IS NULL", item_id)


async def snooze(item_id: UUID, person_id: UUID, due_at: datetime) -> None:
    await fetch(
        "INSERT INTO agenda_snooze (item_id, person_id, due_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        item_id,
        person_id,
        due_at,
    )


async def due_snoozes(*, at: datetime, limit: int) -> list[Row]:
    """Takes them: they are told in this transaction, or not taken."""
    # sees all: a job; reminding.py asks for whom before it tells
    return await fetch(
        """
        WITH due AS (
            UPDATE agenda_snooze SET told_at = $1 WHERE (item_id, person_id, due_at) IN (
                SELECT item_id, person_id, due_at FROM agenda_snooze WHERE told_at IS NULL AND due_at <= $1
                ORDER BY due_at LIMIT $2 FOR UPDATE SKIP LOCKED
            ) RETURNING *
        )
        SELECT i.*, d.person_id, d.due_at AS due FROM due d JOIN agenda_item i ON i.id = d.item_id
        """,
        at,
        limit,
    )


async def item(item_id: UUID) -> Row | None:
    # sees all: what a person answered to a reminder they were shown
    return await fetch_one("SELECT * FROM agenda_item WHERE id = $1", item_id)


async def items(item_ids: list[UUID]) -> list[Row]:
    # sees all: a job; reminding.py asks for whom before it writes
    return await fetch("SELECT * FROM agenda_item WHERE id = ANY($1)", item_ids)


async def due_again(*, since: datetime, item_id: UUID | None = None, carnet_id: UUID | None = None) -> None:
    """Reminders of one date, or of a whole notebook, that were told to nobody since then are due again, with those that nobody may have seen
    when they were put away: the next look gives them as one. One that was seen is not told twice, since it has the same number.
    """
    # sees all: it shows nothing to anybody
    for table in ("agenda_moment", "agenda_snooze"):
        # What had passed when it was written was told to nobody on purpose.
        await fetch(
            f"""
            UPDATE {table} t SET told_at = NULL FROM agenda_item i
            WHERE i.id = t.item_id AND (i.id = $1 OR i.carnet_id = $2) AND t.told_at >= $3::timestamptz - interval '1 hour'
              AND t.told_at IS DISTINCT FROM i.added_at AND t.told_at IS DISTINCT FROM i.changed_at
            """,  # noqa: S608 - constants
            item_id,
            carnet_id,
            since,
        )
