"""The uploads' SQL: what is received, what waits for bytes, and the parts that stand."""

from datetime import datetime
from typing import Any
from uuid import UUID

from backend.kit.database import fetch, fetch_one, insert_row
from backend.kit.transaction import one_by_one

Row = dict[str, Any]

_RECEIVED = "(SELECT COALESCE(sum(size), 0)::bigint FROM part p WHERE p.item_id = u.item_id) AS received"


async def insert_received(values: Row) -> bool:
    """False when something has that id already."""
    return await insert_row("received", values, unless="(id)")


async def insert(
    item_id: UUID, person_id: UUID, length: int, metadata: str, *, expires_at: datetime, structure_id: UUID | None
) -> None:  # fmt: skip
    """structure_id: for which it is begun, by who enters by its team."""
    await fetch(
        "INSERT INTO upload (item_id, person_id, length, metadata, expires_at, structure_id) VALUES ($1, $2, $3, $4, $5, $6)",
        item_id, person_id, length, metadata, expires_at, structure_id,
    )  # fmt: skip


async def upload(item_id: UUID, *, lock: bool = False) -> Row | None:
    """With its notebook, kind and the bytes that stand (`received`).

    lock: at once, for who writes: `received` is then of before the lock, which only who has the row's generation can make greater; were
    there two of them (`turn_queries.py`), the primary key of `part` refuses the second.
    """
    # sees all: behind the door of its upload, which only its sender passes
    return await fetch_one(
        f"SELECT u.*, r.carnet_id, r.kind, {_RECEIVED} FROM upload u JOIN received r ON r.id = u.item_id"  # noqa: S608 - constant
        f" WHERE u.item_id = $1{' FOR UPDATE OF u' if lock else ''}",
        item_id,
    )


async def received(item_id: UUID) -> Row | None:
    """Whose it is, where it goes, and until when it waits (null: it is whole). Its door is passed afterwards."""
    # sees all: beginning.py then lets its sender pass, and nobody else
    return await fetch_one(
        "SELECT r.*, u.expires_at, u.structure_id FROM received r LEFT JOIN upload u ON u.item_id = r.id WHERE r.id = $1",
        item_id,
    )


async def waiting(person_id: UUID, at: datetime) -> list[Row]:
    # sees all: what this person sent themselves
    return await fetch(
        f"""
        SELECT u.*, r.carnet_id, r.category, {_RECEIVED} FROM upload u JOIN received r ON r.id = u.item_id
        WHERE u.person_id = $1 AND u.expires_at > $2 ORDER BY r.added_at
        """,  # noqa: S608 - constant
        person_id, at,
    )  # fmt: skip


async def begin_one_by_one(person_id: UUID) -> None:
    """Until this transaction ends, another request of the same person waits: what it then counts is all there."""
    await one_by_one(f"uploads begun by {person_id}")


async def how_many_wait(person_id: UUID, at: datetime) -> int:
    # sees all: what this person sent themselves
    row = await fetch_one(
        "SELECT count(*) AS n FROM upload WHERE person_id = $1 AND expires_at > $2", person_id, at
    )
    return int(row["n"]) if row else 0


async def begun_since(carnet_id: UUID, person_id: UUID, since: datetime) -> tuple[int, int]:
    """How many files, and of how many bytes in all, those in the bin too."""
    # sees all: what this person sent themselves
    row = await fetch_one(
        "SELECT count(*) AS files, COALESCE(sum(size), 0)::bigint AS size FROM received"
        " WHERE carnet_id = $1 AND author_id = $2 AND added_at >= $3",
        carnet_id, person_id, since,
    )  # fmt: skip
    assert row is not None
    return int(row["files"]), int(row["size"])


async def keep_part(
    item_id: UUID, *, start: int, size: int, name: str, expires_at: datetime, ended: bool
) -> None:
    """One more part, of which the rest is awaited until then. ended: its writer brings no more."""
    await fetch(
        """
        WITH kept AS (INSERT INTO part (item_id, start, size, object) VALUES ($1, $2, $3, $4))
        UPDATE upload SET expires_at = $5, written_at = CASE WHEN $6 THEN NULL ELSE written_at END WHERE item_id = $1
        """,
        item_id, start, size, name, expires_at, ended,
    )  # fmt: skip


async def add_part(item_id: UUID, *, start: int, size: int, name: str) -> None:
    await fetch(
        "INSERT INTO part (item_id, start, size, object) VALUES ($1, $2, $3, $4)",
        item_id, start, size, name,
    )  # fmt: skip


async def resize(item_id: UUID, size: int) -> None:
    """Of what was not received, but made here: once it is known."""
    await fetch("UPDATE received SET size = $2 WHERE id = $1", item_id, size)


async def end(item_id: UUID) -> None:
    await fetch("DELETE FROM upload WHERE item_id = $1", item_id)


async def parts(item_id: UUID) -> list[Row]:
    # sees all: behind the door of its item, which asked
    return await fetch("SELECT * FROM part WHERE item_id = $1 ORDER BY start", item_id)


async def overdue(at: datetime) -> list[UUID]:
    """What never wholly arrived in its time."""
    # sees all: the house’s own job, which shows nothing to anybody
    rows = await fetch(
        "SELECT u.item_id FROM upload u JOIN received r ON r.id = u.item_id"
        " WHERE u.expires_at < $1 AND NOT carnet_is_closed(r.carnet_id)",
        at,
    )
    return [row["item_id"] for row in rows]


async def lock_overdue(item_id: UUID, at: datetime) -> bool:
    """Looks again: somebody may have come back with bytes meanwhile."""
    # sees all: the house’s own job, which shows nothing to anybody
    row = await fetch_one(
        "SELECT 1 FROM upload u JOIN received r ON r.id = u.item_id WHERE u.item_id = $1 AND u.expires_at < $2"
        " AND NOT carnet_is_closed(r.carnet_id) FOR UPDATE OF u",
        item_id,
        at,
    )
    return row is not None


async def erase(item_id: UUID) -> None:
    """With the row of the room that took it."""
    await fetch("DELETE FROM received WHERE id = $1", item_id)


async def empty(item_id: UUID) -> None:
    await fetch("DELETE FROM part WHERE item_id = $1", item_id)
    await resize(item_id, 0)


async def known_parts(names: list[str]) -> set[str]:
    # sees all: names of objects, for the house that sweeps what nothing names
    return {row["object"] for row in await fetch("SELECT object FROM part WHERE object = ANY($1)", names)}
