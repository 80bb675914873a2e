"""The SQL of carers who read with a code, and of the notes that they leave."""

from datetime import datetime
from typing import Any
from uuid import UUID

from backend.kit.database import fetch, fetch_one, insert_row

Row = dict[str, Any]


async def insert(values: Row) -> None:
    await insert_row("emergency_carer", values)


async def by_digest(link_id: UUID, digest: bytes) -> Row | None:
    return await fetch_one(
        "SELECT * FROM emergency_carer WHERE link_id = $1 AND digest = $2", link_id, digest
    )


async def same(link_id: UUID, said: Row, *, since: datetime, at: datetime) -> UUID | None:
    """The one who reads now and said the very same then. said: all that they say of themself."""
    row = await fetch_one(
        "SELECT id FROM emergency_carer WHERE link_id = $1 AND asked_at > $2 AND until > $3 AND closed_at IS NULL"
        " AND (name, profession, profession_said, structure, phone, rpps, reason) = ($4, $5, $6, $7, $8, $9, $10)",
        link_id, since, at, *(said[name] for name in
        ("name", "profession", "profession_said", "structure", "phone", "rpps", "reason")),
    )  # fmt: skip
    return row["id"] if row else None


async def get(carnet_id: UUID, id: UUID, *, lock: bool = False) -> Row | None:
    return await fetch_one(
        f"SELECT * FROM emergency_carer WHERE carnet_id = $1 AND id = $2{' FOR UPDATE' if lock else ''}",  # noqa: S608 - constant
        carnet_id, id,
    )  # fmt: skip


async def by_id(id: UUID) -> Row | None:
    return await fetch_one("SELECT * FROM emergency_carer WHERE id = $1", id)


async def of_carnet(carnet_id: UUID) -> list[Row]:
    """Newest first."""
    return await fetch(
        "SELECT * FROM emergency_carer WHERE carnet_id = $1 ORDER BY asked_at DESC, id DESC", carnet_id
    )


async def close(id: UUID, *, by: UUID, by_name: str, at: datetime) -> None:
    await fetch(
        "UPDATE emergency_carer SET closed_at = $2, closed_by = $3, closed_name = $4 WHERE id = $1 AND closed_at IS NULL",
        id, at, by, by_name,
    )  # fmt: skip


async def end(id: UUID, at: datetime) -> None:
    await fetch("UPDATE emergency_carer SET until = $2 WHERE id = $1 AND until > $2", id, at)


async def insert_note(values: Row) -> None:
    await insert_row("emergency_note", values)


async def has_written(carer_id: UUID, text: str, *, since: datetime) -> bool:
    row = await fetch_one(
        "SELECT 1 FROM emergency_note WHERE carer_id = $1 AND text = $2 AND written_at > $3",
        carer_id, text, since,
    )  # fmt: skip
    return row is not None


async def how_many_notes(carer_id: UUID) -> int:
    row = await fetch_one("SELECT count(*) AS n FROM emergency_note WHERE carer_id = $1", carer_id)
    assert row is not None
    return int(row["n"])


async def note(carnet_id: UUID, id: UUID) -> Row | None:
    """Held."""
    return await fetch_one(
        "SELECT * FROM emergency_note WHERE carnet_id = $1 AND id = $2 FOR UPDATE", carnet_id, id
    )


async def note_by_id(id: UUID) -> Row | None:
    return await fetch_one("SELECT * FROM emergency_note WHERE id = $1", id)


async def notes(carnet_id: UUID) -> list[Row]:
    """Newest first."""
    return await fetch(
        "SELECT * FROM emergency_note WHERE carnet_id = $1 ORDER BY written_at DESC, id DESC", carnet_id
    )


async def decide(id: UUID, state: str, *, by: UUID | None, by_name: str, at: datetime | None) -> None:
    await fetch(
        "UPDATE emergency_note SET state = $2, decided_by = $3, decided_name = $4, decided_at = $5 WHERE id = $1",
        id, state, by, by_name, at,
    )  # fmt: skip


async def erase_dropped(before: datetime) -> None:
    await fetch(
        "DELETE FROM emergency_note WHERE state = 'dropped' AND decided_at < $1 AND NOT carnet_is_closed(carnet_id)",
        before,
    )
