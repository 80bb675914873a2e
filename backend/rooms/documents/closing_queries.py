"""The SQL of a notebook that closes: its letters."""

from datetime import datetime
from uuid import UUID

from backend.kit.database import fetch, fetch_one
from backend.kit.masked import Viewer, unmasked


async def count(carnet_id: UUID, viewer: Viewer) -> dict[str, int]:
    row = await fetch_one(
        f"""
        SELECT count(DISTINCT d.id) AS documents, count(DISTINCT d.id) FILTER (WHERE d.deleted_at IS NOT NULL) AS binned,
            COALESCE(sum(f.size), 0) AS bytes
        FROM document d JOIN document_file f ON f.document_id = d.id
        WHERE d.carnet_id = $1 AND f.state <> 'receiving' AND {unmasked("d.id", 2)}
        """,  # noqa: S608 - constant
        carnet_id,
        *viewer,
    )
    assert row is not None
    return {name: int(value) for name, value in row.items()}


async def make_up(carnet_id: UUID, closed_at: datetime, at: datetime) -> list[UUID]:
    """Days closed are no days in the bin, nor of waiting to be prepared. Those that wait for it."""
    # sees all: the house’s own job, which shows nothing to anybody
    await fetch(
        "UPDATE document SET deleted_at = deleted_at + ($3::timestamptz - $2::timestamptz)"
        " WHERE carnet_id = $1 AND deleted_at IS NOT NULL",
        carnet_id, closed_at, at,
    )  # fmt: skip
    await fetch(
        "UPDATE document_file f SET settled_at = f.settled_at + ($3::timestamptz - $2::timestamptz),"
        " taken_back_at = f.taken_back_at + ($3::timestamptz - $2::timestamptz)"
        " FROM document d WHERE d.id = f.document_id AND d.carnet_id = $1",
        carnet_id, closed_at, at,
    )  # fmt: skip
    rows = await fetch(
        "SELECT f.id FROM document_file f JOIN document d ON d.id = f.document_id WHERE d.carnet_id = $1 AND f.state = 'preparing'",
        carnet_id,
    )
    return [row["id"] for row in rows]


async def erase(carnet_id: UUID) -> None:
    """Files and pages go with their document."""
    await fetch("DELETE FROM document WHERE carnet_id = $1", carnet_id)
