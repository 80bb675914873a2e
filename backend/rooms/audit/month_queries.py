"""The SQL of the trace's partitions, a month each (UTC)."""

from datetime import date

import asyncpg  # pyright: ignore[reportMissingTypeStubs]

from backend.kit.database import fetch, fetch_one


class Busy(Exception):
    """Somebody holds the trace: again a little later."""


PATIENCE_MILLISECONDS = 400
"""Making a month waits for whoever is writing a trace, and those who come next wait behind it. Less than PostgreSQL takes to look for
a deadlock: of two that wait for each other, this one gives up."""


async def homeless() -> list[date]:
    """Months of which the default partition holds lines."""
    rows = await fetch(
        "SELECT DISTINCT date_trunc('month', at AT TIME ZONE 'UTC')::date AS month FROM trace_default ORDER BY 1"
    )
    return [row["month"] for row in rows]


async def make_month(month: date) -> bool:
    """Whether it was not there. Raises Busy rather than hold others up for long."""
    await fetch(f"SET LOCAL lock_timeout = {PATIENCE_MILLISECONDS}")
    try:
        row = await fetch_one("SELECT trace_make_month($1) AS made", month)
    except asyncpg.LockNotAvailableError:
        raise Busy from None
    return bool(row and row["made"])
