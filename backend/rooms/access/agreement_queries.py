"""The SQL of contested acts and of recorded decisions. What takes a carnet's id is called behind that notebook's door."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from backend.kit.database import fetch, fetch_one, insert_row

Row = dict[str, Any]


async def open_acts(carnet_id: UUID, at: datetime) -> list[Row]:
    return await fetch(
        "SELECT * FROM contested_act WHERE carnet_id = $1 AND ended_at IS NULL AND ends_at > $2 ORDER BY asked_at, id",
        carnet_id,
        at,
    )


async def insert_act(values: Row) -> None:
    await insert_row("contested_act", values)


async def agree(id: UUID, person_id: UUID) -> Row | None:
    return await fetch_one(
        "UPDATE contested_act SET agreed_by = array_append(array_remove(agreed_by, $2), $2) WHERE id = $1 RETURNING *",
        id,
        person_id,
    )


async def end_act(id: UUID, how: str, *, by: UUID | None, at: datetime) -> None:
    await fetch(
        "UPDATE contested_act SET ended_at = $2, ended_how = $3, ended_by = $4 WHERE id = $1 AND ended_at IS NULL",
        id,
        at,
        how,
        by,
    )


async def end_expired(carnet_id: UUID, at: datetime) -> None:
    await fetch(
        "UPDATE contested_act SET ended_at = ends_at, ended_how = 'expired'"
        " WHERE carnet_id = $1 AND ended_at IS NULL AND ends_at <= $2",
        carnet_id,
        at,
    )


async def facts(carnet_id: UUID) -> list[Row]:
    return await fetch(
        "SELECT * FROM authority_fact WHERE carnet_id = $1 ORDER BY recorded_at, id", carnet_id
    )


async def insert_fact(values: Row) -> None:
    await insert_row("authority_fact", values)


async def contest(carnet_id: UUID, id: UUID, *, by: UUID) -> None:
    await fetch(
        "UPDATE authority_fact SET contested_by = array_append(array_remove(contested_by, $3), $3)"
        " WHERE carnet_id = $1 AND id = $2",
        carnet_id,
        id,
        by,
    )


async def take_back_objection(carnet_id: UUID, id: UUID, *, by: UUID, at: datetime) -> Row | None:
    """What then stands: with nobody left who objects, it is recorded from now."""
    return await fetch_one(
        "UPDATE authority_fact SET contested_by = array_remove(contested_by, $3),"
        " recorded_at = CASE WHEN array_remove(contested_by, $3) = '{}' THEN $4 ELSE recorded_at END"
        " WHERE carnet_id = $1 AND id = $2 RETURNING *",
        carnet_id,
        id,
        by,
        at,
    )


async def drop_objections(carnet_id: UUID, *, by: UUID, at: datetime) -> list[Row]:
    """Of who left. Those that nobody contests any more are recorded from now, and are what it answers."""
    rows = await fetch(
        "UPDATE authority_fact SET contested_by = array_remove(contested_by, $2),"
        " recorded_at = CASE WHEN array_remove(contested_by, $2) = '{}' THEN $3 ELSE recorded_at END"
        " WHERE carnet_id = $1 AND $2 = ANY(contested_by) RETURNING *",
        carnet_id,
        by,
        at,
    )
    return [row for row in rows if not row["contested_by"]]


async def spare(carnet_id: UUID, ids: list[UUID], *, person: UUID) -> None:
    await fetch(
        "UPDATE authority_fact SET spares = array_append(array_remove(spares, $3), $3)"
        " WHERE carnet_id = $1 AND id = ANY($2)",
        carnet_id,
        ids,
        person,
    )


async def count_anew(carnet_id: UUID, id: UUID, *, at: datetime) -> None:
    """As if it were recorded now."""
    await fetch(
        "UPDATE authority_fact SET recorded_at = $3 WHERE carnet_id = $1 AND id = $2", carnet_id, id, at
    )


async def stood_still(carnet_id: UUID, since: datetime, at: datetime, *, waits: timedelta) -> None:
    """What was still to be waited for when the notebook was closed, is to be waited for now."""
    await fetch(
        "UPDATE authority_fact SET recorded_at = recorded_at + ($3::timestamptz - $2::timestamptz)"
        " WHERE carnet_id = $1 AND recorded_at > $2::timestamptz - $4::interval",
        carnet_id,
        since,
        at,
        waits,
    )


async def drop_fact(carnet_id: UUID, id: UUID) -> None:
    await fetch("DELETE FROM authority_fact WHERE carnet_id = $1 AND id = $2", carnet_id, id)
