"""The SQL of a notebook that closes: its treatments, and its films' measures."""

from datetime import datetime
from uuid import UUID

from backend.kit.database import fetch, fetch_one
from backend.kit.masked import Viewer, unmasked


async def count(carnet_id: UUID, viewer: Viewer) -> dict[str, int]:
    row = await fetch_one(
        f"""
        SELECT t.treatments, m.measures, t.binned + m.binned AS binned FROM (
            SELECT count(*) AS treatments, count(*) FILTER (WHERE deleted_at IS NOT NULL) AS binned
            FROM gait_treatment WHERE carnet_id = $1
        ) t, (
            SELECT count(*) AS measures, count(*) FILTER (WHERE m.deleted_at IS NOT NULL) AS binned
            FROM gait_measure m JOIN capture c ON c.id = m.capture_id WHERE m.carnet_id = $1 AND {unmasked("c.id", 2)}
        ) m
        """,  # noqa: S608 - constant
        carnet_id,
        *viewer,
    )
    assert row is not None
    return {name: int(value) for name, value in row.items()}


async def make_up(carnet_id: UUID, closed_at: datetime, at: datetime) -> None:
    """Days closed are no days in the bin."""
    for table in ("gait_treatment", "gait_measure"):
        await fetch(
            f"UPDATE {table} SET deleted_at = deleted_at + ($3::timestamptz - $2::timestamptz)"  # noqa: S608 - constants
            " WHERE carnet_id = $1 AND deleted_at IS NOT NULL",
            carnet_id,
            closed_at,
            at,
        )


async def erase(carnet_id: UUID) -> None:
    """Before the films: a measure is of one."""
    for table in ("gait_measure", "gait_treatment"):
        await fetch(f"DELETE FROM {table} WHERE carnet_id = $1", carnet_id)  # noqa: S608 - constants
