"""The one PostgreSQL, through piccolo and its connection pool."""

import logging
from collections.abc import Mapping
from typing import Any, cast
from uuid import UUID

import asyncpg  # pyright: ignore[reportMissingTypeStubs]
from piccolo.engine.postgres import PostgresEngine

from backend.kit.errors import Unavailable

logger = logging.getLogger("cs3.database")

ACQUIRE_SECONDS = 15
STATEMENT_SECONDS = 30


class _Engine(PostgresEngine):
    """piccolo's engine asks the server's version when it is made: ours is made before there is a server."""

    async def check_version(self) -> None:
        return


# Configured by `connect`, once the settings are known; tables are bound to it when they are imported.
DB = _Engine(config={}, extensions=())


async def connect(dsn: str, *, pool_size: int = 12, patience: float | None = STATEMENT_SECONDS) -> None:
    """Starts the pool. `pool_size` is the number of requests that can be inside a transaction at once. patience: seconds that one
    statement may take; None for a command that reads everything there is, while nobody waits for it."""
    DB.config = {"dsn": dsn}
    DB.pool = await cast(Any, asyncpg).create_pool(
        dsn,
        min_size=2,
        max_size=pool_size,
        command_timeout=patience,
        max_inactive_connection_lifetime=300,
        server_settings={"timezone": "UTC"},  # `::date` must not depend on where the server stands
        reset=_as_it_is,
    )


async def _as_it_is(_: object) -> None:
    """What asyncpg says to the server each time a connection comes back to the pool, a round trip, takes away what only a session keeps. Ours keep
    nothing: settings are set for one transaction, and `kit/erasing.py`, which takes a lock, gives it back. A transaction left open is
    undone all the same."""


async def acquire() -> Any:
    """A connection of the pool, to be released. Raises Unavailable when the database is away, or all are busy for long."""
    try:
        return await cast(Any, DB.pool).acquire(timeout=ACQUIRE_SECONDS)
    except (OSError, TimeoutError, asyncpg.PostgresConnectionError, asyncpg.CannotConnectNowError) as cause:
        logger.error("no database connection", extra={"reason": type(cause).__name__})
        raise Unavailable from None


async def disconnect() -> None:
    if DB.pool is not None:
        await cast(Any, DB.pool).close()
        DB.pool = None


async def fetch(sql: str, *values: object) -> list[dict[str, Any]]:
    """Rows of one statement, on the open transaction's connection when there is one. Parameters are $1, $2 …"""
    current = DB.current_transaction.get()
    if current is not None:
        rows = await (await connection_of(current)).fetch(sql, *values)
    else:
        connection = await acquire()
        try:
            rows = await connection.fetch(sql, *values)
        finally:
            await cast(Any, DB.pool).release(connection)
    return [dict(row) for row in rows]


async def fetch_one(sql: str, *values: object) -> dict[str, Any] | None:
    rows = await fetch(sql, *values)
    return rows[0] if rows else None


async def insert_row(table: str, values: Mapping[str, object], *, unless: str = "") -> bool:
    """One row, by the names of its columns: the code's own words, never those of a request. unless: what must not be there already, as
    ON CONFLICT says it; nothing is written then. Whether it was written."""
    marks = ", ".join(f"${n}" for n in range(1, len(values) + 1))
    conflict = f" ON CONFLICT {unless} DO NOTHING" if unless else ""
    row = await fetch_one(
        f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks}){conflict} RETURNING true AS written",  # noqa: S608 - our names
        *values.values(),
    )
    return row is not None


async def update_row(table: str, id: UUID, values: Mapping[str, object]) -> None:
    """The names of the table and its columns are ours, never somebody's input."""
    sets = ", ".join(f"{name} = ${n}" for n, name in enumerate(values, start=2))
    await fetch(f"UPDATE {table} SET {sets} WHERE id = $1", id, *values.values())  # noqa: S608 - our names


async def connection_of(transaction: Any) -> Any:
    return transaction.connection
