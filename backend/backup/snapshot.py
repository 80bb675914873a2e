"""The database at one moment: one REPEATABLE READ transaction, every table as COPY's text, which any server version reads."""

import asyncio
import contextlib
import zlib
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, cast
from uuid import UUID

import asyncpg  # pyright: ignore[reportMissingTypeStubs]

from backend.backup.errors import BackupError
from backend.backup.manifest import Sequence
from backend.kit.erasing import LOCK

ONE_AT_A_TIME = 0x6373_3303
WAIT_MILLISECONDS = 600_000
"""How long a backup waits for files being erased."""
GZIP = 31
_PATIENT = {
    "timezone": "UTC",
    "statement_timeout": "0",
    "idle_in_transaction_session_timeout": "0",
    "idle_session_timeout": "0",
}

_TABLES = """
    SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relpersistence <> 't'
      AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    GROUP BY 1 ORDER BY 1
"""


@dataclass
class Snapshot:
    connection: Any
    house: UUID
    postgres: str
    migrations: list[tuple[str, str]]
    queue: list[str]
    tables: dict[str, list[str]]
    copied: dict[str, int] = field(default_factory=dict[str, int])
    """Rows of each table whose `rows` were read to their end."""

    async def rows(self, table: str) -> AsyncIterator[bytes]:
        """Compressed (gzip)."""
        said = ", ".join(quoted(column) for column in self.tables[table])
        packed = zlib.compressobj(3, wbits=GZIP)
        query = f"SELECT {said} FROM {quoted(table)}"  # noqa: S608  # names come from the catalogue, quoted
        async with contextlib.aclosing(self._copy(table, query)) as chunks:
            async for chunk in chunks:
                if done := await asyncio.to_thread(packed.compress, chunk):
                    yield done
        yield packed.flush()

    async def _copy(self, table: str, query: str) -> AsyncGenerator[bytes]:
        """What the server pushes, pulled: it waits when we do."""
        pipe: asyncio.Queue[bytes | None] = asyncio.Queue(4)

        async def push() -> None:
            try:
                status = await self.connection.copy_from_query(query, output=pipe.put, format="text")
                self.copied[table] = int(status.split()[-1])
            except Exception:
                await pipe.put(None)  # the reader must not wait for ever for what broke
                raise
            await pipe.put(None)

        pushing = asyncio.create_task(push())
        try:
            while (chunk := await pipe.get()) is not None:
                yield chunk
            await pushing
        finally:
            pushing.cancel()
            with contextlib.suppress(asyncio.CancelledError, Exception):
                await pushing

    async def sequences(self) -> list[Sequence]:
        """Read last: they stand outside transactions, and must be ahead of every row."""
        names = await self.connection.fetch(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'S' ORDER BY 1"
        )
        found: list[Sequence] = []
        for row in names:
            query = f"SELECT last_value, is_called FROM {quoted(row[0])}"  # noqa: S608  # the same
            at = await self.connection.fetchrow(query)
            found.append(Sequence(name=row[0], last=at["last_value"], called=at["is_called"]))
        return found

    async def objects(self, columns: list[tuple[str, str]]) -> AsyncIterator[list[str]]:
        """The names in those columns, some at a time, perhaps twice."""
        for table, column in columns:
            query = f"SELECT {quoted(column)} FROM {quoted(table)} WHERE {quoted(column)} IS NOT NULL"  # noqa: S608
            cursor = await self.connection.cursor(query)
            while some := await cursor.fetch(1000):
                yield [row[0] for row in some]


@asynccontextmanager
async def held(dsn: str) -> AsyncGenerator[Any]:
    """A connection during whose life no file of the house is erased. Raises BackupError when another backup runs."""
    connection = await cast(Any, asyncpg).connect(dsn, server_settings=_PATIENT)
    try:
        if not await connection.fetchval("SELECT pg_try_advisory_lock($1)", ONE_AT_A_TIME):
            raise BackupError("une autre sauvegarde de cette base est en cours : attendez qu’elle finisse.")
        await connection.execute(f"SET lock_timeout = {WAIT_MILLISECONDS}")
        try:
            await connection.execute("SELECT pg_advisory_lock($1)", LOCK)
        except asyncpg.LockNotAvailableError:
            raise BackupError(
                "des fichiers sont effacés depuis dix minutes : relancez la sauvegarde plus tard."
            ) from None
        yield connection
    finally:
        await connection.close(timeout=10)


@asynccontextmanager
async def snapshot(connection: Any) -> AsyncGenerator[Snapshot]:
    async with connection.transaction(isolation="repeatable_read", readonly=True):
        tables = {row["name"]: row["columns"] for row in await connection.fetch(_TABLES)}
        if not {"house", "migration", "queue_schema"} <= set(tables):
            raise BackupError("cette base n’est pas celle d’un CS3 à jour : lancez d’abord cs3 migrate.")
        yield Snapshot(
            connection=connection,
            house=await connection.fetchval("SELECT id FROM house"),
            postgres=await connection.fetchval("SHOW server_version"),
            migrations=[
                (row["app_name"], row["name"])
                for row in await connection.fetch("SELECT app_name, name FROM migration ORDER BY id")
            ],
            queue=[row["name"] for row in await connection.fetch("SELECT name FROM queue_schema ORDER BY 1")],
            tables=tables,
        )


async def still_held(connection: Any) -> None:
    """Raises BackupError when the lock went with its connection: files may have been erased since."""
    try:
        mine = await connection.fetchval(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid() AND granted"
        )
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
        mine = 0
    if mine < 2:
        raise BackupError("la base s’est arrêtée pendant la sauvegarde : relancez la même commande.")


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
