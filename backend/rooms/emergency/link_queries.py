"""The SQL of emergency links."""

from datetime import datetime
from typing import Any
from uuid import UUID

from backend.kit.database import fetch, fetch_one

Row = dict[str, Any]


async def insert(
    *,
    id: UUID,
    carnet_id: UUID,
    digest: bytes,
    sealed: bytes,
    name: str,
    by: UUID,
    by_name: str,
    at: datetime,
    expires_at: datetime | None,
    passcode: bytes | None,
    tries: int | None,
    left_out: list[str],
    documents: bool,
) -> None:
    await fetch(
        "INSERT INTO emergency_link (id, carnet_id, digest, sealed, name, created_by, created_name, created_at,"
        " expires_at, passcode, tries_left, left_out, documents)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        id,
        carnet_id,
        digest,
        sealed,
        name,
        by,
        by_name,
        at,
        expires_at,
        passcode,
        tries,
        left_out,
        documents,
    )


async def show(id: UUID, left_out: list[str], documents: bool) -> None:
    await fetch(
        "UPDATE emergency_link SET left_out = $2, documents = $3 WHERE id = $1", id, left_out, documents
    )


async def of_carnet(carnet_id: UUID) -> list[Row]:
    return await fetch(
        "SELECT * FROM emergency_link WHERE carnet_id = $1 ORDER BY created_at DESC, id", carnet_id
    )


async def get(carnet_id: UUID, id: UUID, *, lock: bool = False) -> Row | None:
    return await fetch_one(
        f"SELECT * FROM emergency_link WHERE carnet_id = $1 AND id = $2{' FOR UPDATE' if lock else ''}",  # noqa: S608 - constant
        carnet_id,
        id,
    )


async def by_id(id: UUID) -> Row | None:
    return await fetch_one("SELECT * FROM emergency_link WHERE id = $1", id)


async def by_digest(digest: bytes) -> Row | None:
    """A row that counts wrong passcodes is held: those tried at once are looked at one by one."""
    row = await fetch_one("SELECT * FROM emergency_link WHERE digest = $1", digest)
    if row is None or row["tries_left"] is None:
        return row
    return await fetch_one("SELECT * FROM emergency_link WHERE digest = $1 FOR UPDATE", digest)


async def count_wrong(id: UUID) -> int:
    """How many wrong passcodes it still stands, after this one."""
    row = await fetch_one(
        "UPDATE emergency_link SET tries_left = greatest(tries_left - 1, 0) WHERE id = $1 RETURNING tries_left",
        id,
    )
    assert row is not None
    return int(row["tries_left"])


async def how_many(carnet_id: UUID, at: datetime) -> int:
    """The codes in use."""
    row = await fetch_one(
        "SELECT count(*) AS n FROM emergency_link WHERE carnet_id = $1 AND revoked_at IS NULL"
        " AND (expires_at IS NULL OR expires_at > $2) AND coalesce(tries_left, 1) > 0",
        carnet_id,
        at,
    )
    assert row is not None
    return int(row["n"])


async def revoke(id: UUID, *, by: UUID, at: datetime, replaced_by: UUID | None = None) -> None:
    await fetch(
        "UPDATE emergency_link SET revoked_at = $2, revoked_by = $3, replaced_by = $4"
        " WHERE id = $1 AND revoked_at IS NULL",
        id,
        at,
        by,
        replaced_by,
    )


async def mark_used(id: UUID, at: datetime) -> None:
    """GREATEST ignores NULL; a clock set back never makes a use look older."""
    await fetch("UPDATE emergency_link SET last_used_at = GREATEST(last_used_at, $2) WHERE id = $1", id, at)
