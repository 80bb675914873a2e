"""Who writes an upload, in SQL: whose turn it is, signs of life, asking back."""

from datetime import datetime
from typing import Any
from uuid import UUID

from backend.kit.database import fetch, fetch_one

Row = dict[str, Any]

# Whose turn it is to write need not be on the disk before the bytes are asked for: were it lost with the database's machine, two
# writers could have the same generation. Of two that count at once, each may still see the bytes that stood before the other: the last
# wall is then the primary key of `part`, an item and where the part begins (`receiving._keep`).
_IN_MEMORY = "(SELECT set_config('synchronous_commit', 'off', true)) AS in_memory"


async def lock(item_id: UUID) -> None:
    # sees all: behind the door of its upload, and shows nothing
    await fetch("SELECT 1 FROM upload WHERE item_id = $1 FOR UPDATE", item_id)


async def turn(item_id: UUID, *, offset: int, announced: int, expires_at: datetime) -> Row | None:
    """The upload with its new generation, in one statement; None unless nobody writes, `offset` bytes stand and there is room for those announced.

    Where it waited for another writer, the bytes that stand are of before: `receiving._keep` then refuses what it brings.
    """
    # sees all: behind the door of its upload, which only its sender passes
    return await fetch_one(
        f"""
        UPDATE upload u SET generation = u.generation + 1, expires_at = $4, written_at = clock_timestamp(), asked_back = false
        FROM received r, {_IN_MEMORY} WHERE r.id = u.item_id AND u.item_id = $1 AND u.written_at IS NULL
            AND u.length - $2::bigint >= $3::bigint
            AND $2 = (SELECT COALESCE(sum(size), 0)::bigint FROM part p WHERE p.item_id = u.item_id)
        RETURNING u.*, r.carnet_id, r.kind
        """,  # noqa: S608 - constant
        item_id, offset, announced, expires_at,
    )  # fmt: skip


async def begin_writing(item_id: UUID, *, expires_at: datetime) -> int:
    """The new generation: whoever wrote before does not count any more."""
    row = await fetch_one(
        f"""
        UPDATE upload SET generation = generation + 1, expires_at = $2, written_at = clock_timestamp(),
            asked_back = false
        FROM {_IN_MEMORY} WHERE item_id = $1 RETURNING generation
        """,  # noqa: S608 - constant
        item_id, expires_at,
    )  # fmt: skip
    assert row is not None
    return int(row["generation"])


async def end_writing(item_id: UUID, generation: int) -> None:
    await fetch(
        f"UPDATE upload SET written_at = NULL FROM {_IN_MEMORY} WHERE item_id = $1 AND generation = $2",  # noqa: S608 - constant
        item_id, generation,
    )  # fmt: skip


async def sign_of_life(writing: dict[UUID, int]) -> set[UUID]:
    """Of these (upload: generation), those that still count and are not asked to hand over."""
    rows = await fetch(
        """
        UPDATE upload u SET written_at = clock_timestamp() FROM unnest($1::uuid[], $2::int[]) AS mine (id, generation)
        WHERE u.item_id = mine.id AND u.generation = mine.generation AND u.written_at IS NOT NULL
        RETURNING u.item_id, u.asked_back
        """,
        list(writing), list(writing.values()),
    )  # fmt: skip
    return {row["item_id"] for row in rows if not row["asked_back"]}


async def ask_back(item_id: UUID, seconds: float) -> bool:
    """Asks the writer to hand over; whether there is one that gave a sign of life within `seconds`."""
    row = await fetch_one(
        """
        UPDATE upload SET asked_back = true
        WHERE item_id = $1 AND written_at > clock_timestamp() - make_interval(secs => $2) RETURNING 1
        """,
        item_id, seconds,
    )  # fmt: skip
    return row is not None
