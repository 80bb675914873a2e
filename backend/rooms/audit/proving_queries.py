"""The SQL of proofs: what was sealed of one notebook, and what the server's tree was."""

from datetime import datetime
from typing import Any
from uuid import UUID

from backend.kit.database import fetch, fetch_one
from backend.kit.masked import Viewer, unmasked

_ANYONE = (None, None)
"""In the place of a viewer: the house itself, from which nothing is hidden."""


async def root(number: int) -> dict[str, Any] | None:
    return await fetch_one("SELECT * FROM seal_root WHERE number = $1", number)


async def root_before(moment: datetime) -> dict[str, Any] | None:
    """The last root that was signed before that moment."""
    return await fetch_one(
        "SELECT * FROM seal_root WHERE at < $1 ORDER BY at DESC, number DESC LIMIT 1", moment
    )


async def head(carnet_id: UUID, *, below: int) -> dict[str, Any] | None:
    """The notebook's newest tree in the server's tree of `below` leaves."""
    return await fetch_one(
        "SELECT * FROM seal_head WHERE carnet_id = $1 AND number < $2 ORDER BY number DESC LIMIT 1", carnet_id, below
    )  # fmt: skip


async def place(carnet_id: UUID, trace_id: UUID) -> int | None:
    row = await fetch_one(
        "SELECT number FROM seal_leaf WHERE carnet_id = $1 AND trace_id = $2", carnet_id, trace_id
    )
    return row["number"] if row else None


async def tree(carnet_id: UUID) -> dict[str, Any] | None:
    """`size`, and `edge`: the hashes of its complete subtrees, one after the other."""
    return await fetch_one("SELECT size, edge FROM seal_tree WHERE carnet_id = $1", carnet_id)


async def leaves(carnet_id: UUID, *, start: int, end: int) -> list[bytes]:
    rows = await fetch(
        "SELECT hash FROM seal_leaf WHERE carnet_id = $1 AND number >= $2 AND number < $3 ORDER BY number",
        carnet_id, start, end,
    )  # fmt: skip
    return [row["hash"] for row in rows]


async def sealed(carnet_id: UUID, viewer: Viewer | None, *, start: int, end: int) -> list[dict[str, Any]]:
    """Leaves of these numbers, with their lines: `id` None where there is none. `withheld`: of what is hidden from who looks."""
    return await fetch(
        f"""
        SELECT l.number, l.hash, l.trace_id, t.*, NOT {unmasked("t.item_id", 4)} AS withheld FROM seal_leaf l
        LEFT JOIN trace t ON t.id = l.trace_id AND t.carnet_id = l.carnet_id
        WHERE l.carnet_id = $1 AND l.number >= $2 AND l.number < $3 ORDER BY l.number
        """,  # noqa: S608 - constant
        carnet_id,
        start,
        end,
        *(viewer or _ANYONE),
    )


async def line(carnet_id: UUID, viewer: Viewer | None, trace_id: UUID) -> dict[str, Any] | None:
    return await fetch_one(
        f"SELECT * FROM trace WHERE carnet_id = $1 AND id = $2 AND {unmasked('trace.item_id', 3)}",  # noqa: S608 - constant
        carnet_id,
        trace_id,
        *(viewer or _ANYONE),
    )
