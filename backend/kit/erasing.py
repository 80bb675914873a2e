"""Files are not erased while a backup copies what its snapshot of the database names.

A backup holds an advisory lock alone, from before its snapshot until its last file is copied; whoever erases files holds it
shared. It is the database's: it ends with the process that held it, and holds for every server of the house.
"""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any, cast

from backend.kit.database import DB, acquire

LOCK = 0x6373_3302
AGAIN = timedelta(minutes=10)
"""When to ask again, for whoever was told no."""


@asynccontextmanager
async def erasing() -> AsyncGenerator[bool]:
    """Whether files may be erased while the block runs. Takes a connection of the pool for as long."""
    connection = await acquire()
    try:
        yield bool(await connection.fetchval("SELECT pg_try_advisory_lock_shared($1)", LOCK))
    finally:
        try:
            # Also where it was stopped before it heard that it had the lock: the pool takes connections back as they are.
            await connection.execute("SELECT pg_advisory_unlock_all()")
        except BaseException:
            connection.terminate()
            raise
        finally:
            await cast(Any, DB.pool).release(connection)
