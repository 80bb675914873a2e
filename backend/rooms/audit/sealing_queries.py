"""The SQL of sealing: what waits, and what is added to the trees. All in the caller's transaction."""
# sees all: what the house seals; shown to nobody

from datetime import datetime
from typing import Any
from uuid import UUID

from backend.kit.database import fetch, fetch_one

LOCK = 0x6373_3304
"""Whoever seals holds it: one at a time, whatever the number of servers."""


async def only_one() -> bool:
    row = await fetch_one("SELECT pg_try_advisory_xact_lock($1) AS mine", LOCK)
    return bool(row and row["mine"])


async def anything_waits() -> bool:
    row = await fetch_one("SELECT EXISTS (SELECT FROM trace_unsealed) AS some")
    return bool(row and row["some"])


async def take(limit: int) -> list[dict[str, Any]]:
    """Lines that waited, oldest first; `carnet_id` None for one that is no longer in the trace."""
    return await fetch(
        """
        WITH taken AS (
            DELETE FROM trace_unsealed WHERE ctid = ANY (ARRAY(SELECT ctid FROM trace_unsealed LIMIT $1)) RETURNING id, at
        )
        SELECT t.*, w.id AS waited FROM taken w LEFT JOIN trace t ON t.id = w.id AND t.at = w.at ORDER BY w.at, w.id
        """,
        limit,
    )


async def trees(carnets: list[UUID]) -> dict[UUID, dict[str, Any]]:
    """Of the notebooks that have one: `size`, `edge`; the last head that was signed of it, `head_size`, `hash`, and its `leaf`."""
    rows = await fetch(
        """
        SELECT t.carnet_id, t.size, t.edge, h.size AS head_size, h.hash, n.hash AS leaf FROM seal_tree t
        LEFT JOIN LATERAL (SELECT * FROM seal_head h WHERE h.carnet_id = t.carnet_id ORDER BY number DESC LIMIT 1) h ON true
        LEFT JOIN seal_node n ON n.level = 0 AND n.number = h.number
        WHERE t.carnet_id = ANY($1)
        """,
        carnets,
    )
    return {row["carnet_id"]: row for row in rows}


async def add_leaves(rows: list[tuple[UUID, int, UUID, int, bytes]]) -> None:
    """(notebook, number, line, form, hash)"""
    await fetch(
        "INSERT INTO seal_leaf (carnet_id, number, trace_id, form, hash)"
        " SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::uuid[], $4::smallint[], $5::bytea[])",
        *_columns(rows),
    )


async def put_trees(rows: list[tuple[UUID, int, bytes]]) -> None:
    """(notebook, size, edge)"""
    await fetch(
        "INSERT INTO seal_tree (carnet_id, size, edge) SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::bytea[])"
        " ON CONFLICT (carnet_id) DO UPDATE SET size = EXCLUDED.size, edge = EXCLUDED.edge",
        *_columns(rows),
    )


async def add_heads(rows: list[tuple[int, UUID, int, bytes, int]]) -> None:
    """(number, notebook, size, hash, root)"""
    await fetch(
        "INSERT INTO seal_head (number, carnet_id, size, hash, root)"
        " SELECT * FROM unnest($1::bigint[], $2::uuid[], $3::bigint[], $4::bytea[], $5::bigint[])",
        *_columns(rows),
    )


async def add_nodes(rows: list[tuple[int, int, bytes]]) -> None:
    """(level, number, hash)"""
    await fetch(
        "INSERT INTO seal_node (level, number, hash) SELECT * FROM unnest($1::smallint[], $2::bigint[], $3::bytea[])",
        *_columns(rows),
    )


async def nodes(wanted: list[tuple[int, int]]) -> dict[tuple[int, int], bytes]:
    if not wanted:
        return {}
    rows = await fetch(
        "SELECT level, number, hash FROM seal_node JOIN unnest($1::smallint[], $2::bigint[]) AS w (level, number)"
        " USING (level, number)",
        *_columns(wanted),
    )
    return {(row["level"], row["number"]): row["hash"] for row in rows}


async def newest_root() -> dict[str, Any] | None:
    return await fetch_one("SELECT * FROM seal_root ORDER BY number DESC LIMIT 1")


async def add_root(
    number: int,
    at: datetime,
    size: int,
    hash: bytes,
    previous: bytes,
    ended_before: datetime | None,
    key: str,
    renewals: int,
    signature: bytes,
) -> None:
    await fetch(
        "INSERT INTO seal_root (number, at, size, hash, previous, ended_before, key, renewals, signature)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        number, at, size, hash, previous, ended_before, key, renewals, signature,
    )  # fmt: skip


def _columns(rows: list[Any]) -> list[list[Any]]:
    return [list(column) for column in zip(*rows, strict=True)]
