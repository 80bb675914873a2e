"""The SQL of the sweep that reads files again."""

# sees all: the house’s own job; who runs the server is told numbers, never a name
from datetime import datetime
from typing import Any
from uuid import UUID

from backend.kit.database import fetch, fetch_one

Row = dict[str, Any]

_WHOLE = "NOT EXISTS (SELECT FROM upload u WHERE u.item_id = r.id) AND NOT carnet_is_closed(r.carnet_id)"


async def next_to_look(before: datetime) -> Row | None:
    """What was never looked at, or longest ago and before then."""
    return await fetch_one(
        f"""
        SELECT r.id, r.carnet_id, r.kind, r.size FROM received r
        WHERE (r.looked_at IS NULL OR r.looked_at < $1) AND {_WHOLE}
        ORDER BY r.looked_at NULLS FIRST, r.id LIMIT 1
        """,  # noqa: S608 - constant
        before,
    )


async def is_there(item_id: UUID) -> bool:
    return await fetch_one(f"SELECT 1 FROM received r WHERE r.id = $1 AND {_WHOLE}", item_id) is not None  # noqa: S608 - constant


async def looked(item_id: UUID, at: datetime, wrong: str | None) -> None:
    await fetch("UPDATE received SET looked_at = $2, found_wrong = $3 WHERE id = $1", item_id, at, wrong)


async def bytes_since(since: datetime) -> int:
    row = await fetch_one(
        "SELECT COALESCE(sum(size), 0)::bigint AS size FROM received r WHERE looked_at > $1", since
    )
    return int(row["size"]) if row else 0


async def summary() -> Row:
    """files and bytes that wholly arrived; `looked`: those read again at least once; `oldest`: the look that lies furthest back."""
    row = await fetch_one(
        f"""
        SELECT count(*) AS files, COALESCE(sum(r.size), 0)::bigint AS size, count(r.looked_at) AS looked,
            min(r.looked_at) AS oldest, count(r.found_wrong) AS wrong FROM received r WHERE {_WHOLE}
        """  # noqa: S608 - constant
    )
    assert row is not None
    return row


async def wrong(limit: int) -> list[Row]:
    return await fetch(
        "SELECT r.id, r.carnet_id, r.found_wrong, r.looked_at FROM received r"  # noqa: S608 - constant
        f" WHERE r.found_wrong IS NOT NULL AND {_WHOLE} ORDER BY r.id LIMIT $1",
        limit,
    )
