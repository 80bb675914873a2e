"""A statement has its time; a command that reads everything there is takes the time it needs."""

import pytest

from backend.kit import database as pool
from backend.kit.database import fetch


async def test_a_statement_has_its_time_unless_none_is_set(database: str) -> None:
    await pool.connect(database, pool_size=2, patience=0.05)
    try:
        with pytest.raises(TimeoutError):
            await fetch("SELECT pg_sleep(0.2)")
    finally:
        await pool.disconnect()
    await pool.connect(database, pool_size=2, patience=None)
    try:
        assert await fetch("SELECT pg_sleep(0.1), 1 AS one")
    finally:
        await pool.disconnect()
