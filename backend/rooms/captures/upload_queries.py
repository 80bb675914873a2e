"""The uploads' SQL: what waits for bytes, who writes, and the parts that stand."""

from datetime import datetime
from typing import Any
from uuid import UUID

from backend.kit.database import fetch, fetch_one

Row = dict[str, Any]

_RECEIVED = """
    (SELECT COALESCE(sum(size), 0)::bigint FROM capture_part p WHERE p.capture_id = u.capture_id) AS received
"""


async def insert(
    capture_id: UUID, person_id: UUID, length: int, metadata: str, *, expires_at: datetime
) -> None:
    await fetch(
        "INSERT INTO upload (capture_id, person_id, length, metadata, expires_at) VALUES ($1, $2, $3, $4, $5)",
        capture_id, person_id, length, metadata, expires_at,
    )  # fmt: skip


async def upload(capture_id: UUID, *, lock: bool = False) -> Row | None:
    """With its notebook, kind and the bytes that stand (`received`)."""
    if lock:
        await fetch("SELECT 1 FROM upload WHERE capture_id = $1 FOR UPDATE", capture_id)
    return await fetch_one(
        f"SELECT u.*, c.carnet_id, c.kind, {_RECEIVED} FROM upload u JOIN capture c ON c.id = u.capture_id"  # noqa: S608 - constant
        " WHERE u.capture_id = $1",
        capture_id,
    )


async def owner(capture_id: UUID) -> Row | None:
    """Whose it is, where it goes, and until when it waits (null: it is whole)."""
    return await fetch_one(
        """
        SELECT c.author_id, c.carnet_id, c.category, c.size, u.expires_at, u.length
        FROM capture c LEFT JOIN upload u ON u.capture_id = c.id WHERE c.id = $1
        """,
        capture_id,
    )


async def size_when_whole(capture_id: UUID) -> int | None:
    row = await fetch_one("SELECT size FROM capture WHERE id = $1 AND state <> 'receiving'", capture_id)
    return row["size"] if row else None


async def waiting(person_id: UUID, at: datetime) -> list[Row]:
    return await fetch(
        f"""
        SELECT u.*, c.carnet_id, {_RECEIVED} FROM upload u JOIN capture c ON c.id = u.capture_id
        WHERE u.person_id = $1 AND u.expires_at > $2 ORDER BY c.added_at
        """,  # noqa: S608 - constant
        person_id, at,
    )  # fmt: skip


async def begin_one_by_one(person_id: UUID) -> None:
    """Until this transaction ends, another request of the same person waits: what it then counts is all there."""
    await fetch("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", f"uploads begun by {person_id}")


async def how_many_wait(person_id: UUID, at: datetime) -> int:
    row = await fetch_one(
        "SELECT count(*) AS n FROM upload WHERE person_id = $1 AND expires_at > $2", person_id, at
    )
    return int(row["n"]) if row else 0


async def begun_since(carnet_id: UUID, person_id: UUID, since: datetime) -> tuple[int, int]:
    """How many files, and of how many bytes in all, those in the bin too."""
    row = await fetch_one(
        "SELECT count(*) AS files, COALESCE(sum(size), 0)::bigint AS size FROM capture"
        " WHERE carnet_id = $1 AND author_id = $2 AND added_at >= $3",
        carnet_id, person_id, since,
    )  # fmt: skip
    assert row is not None
    return int(row["files"]), int(row["size"])


async def begin_writing(capture_id: UUID, *, expires_at: datetime) -> int:
    """The new generation: whoever wrote before does not count any more."""
    row = await fetch_one(
        """
        UPDATE upload SET generation = generation + 1, expires_at = $2, written_at = clock_timestamp(),
            asked_back = false
        WHERE capture_id = $1 RETURNING generation
        """,
        capture_id, expires_at,
    )  # fmt: skip
    assert row is not None
    return int(row["generation"])


async def end_writing(capture_id: UUID, generation: int) -> None:
    await fetch(
        "UPDATE upload SET written_at = NULL WHERE capture_id = $1 AND generation = $2",
        capture_id, generation,
    )  # fmt: skip


async def sign_of_life(writing: dict[UUID, int]) -> set[UUID]:
    """Of these (upload: generation), those that still count and are not asked to hand over."""
    rows = await fetch(
        """
        UPDATE upload u SET written_at = clock_timestamp() FROM unnest($1::uuid[], $2::int[]) AS mine (id, generation)
        WHERE u.capture_id = mine.id AND u.generation = mine.generation RETURNING u.capture_id, u.asked_back
        """,
        list(writing), list(writing.values()),
    )  # fmt: skip
    return {row["capture_id"] for row in rows if not row["asked_back"]}


async def ask_back(capture_id: UUID, seconds: float) -> bool:
    """Asks the writer to hand over; whether there is one that gave a sign of life within `seconds`."""
    row = await fetch_one(
        """
        UPDATE upload SET asked_back = true
        WHERE capture_id = $1 AND written_at > clock_timestamp() - make_interval(secs => $2) RETURNING 1
        """,
        capture_id, seconds,
    )  # fmt: skip
    return row is not None


async def wait_until(capture_id: UUID, expires_at: datetime) -> None:
    await fetch("UPDATE upload SET expires_at = $2 WHERE capture_id = $1", capture_id, expires_at)


async def add_part(capture_id: UUID, *, start: int, size: int, name: str) -> None:
    await fetch(
        "INSERT INTO capture_part (capture_id, start, size, object) VALUES ($1, $2, $3, $4)",
        capture_id, start, size, name,
    )  # fmt: skip


async def end(capture_id: UUID, at: datetime) -> None:
    """Whole: from here on it waits to be prepared."""
    await fetch("DELETE FROM upload WHERE capture_id = $1", capture_id)
    await fetch(
        "UPDATE capture SET state = 'preparing', progress = 0, settled_at = $2 WHERE id = $1", capture_id, at
    )
