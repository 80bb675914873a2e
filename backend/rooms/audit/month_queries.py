"""The SQL of the trace's partitions, a month each (UTC)."""

from datetime import date

import asyncpg  # pyright: ignore[reportMissingTypeStubs]

from backend.kit.database import fetch, fetch_one


class Busy(Exception):
    """Somebody holds the trace: again a little later."""


class TooLarge(Exception):
    """Moving this month's lines would hold everybody up."""


PATIENCE_MILLISECONDS = 400
"""Making a month waits for whoever is writing a trace, and those who come next wait behind it. Less than PostgreSQL takes to look for
a deadlock: of two that wait for each other, this one gives up."""


HOLDS_MILLISECONDS = 2000
"""Moving a month out of the default partition holds every writer: one that takes longer stays there, where it is read and sealed as well."""


async def homeless() -> list[date]:
    """Months of which the default partition holds lines."""
    rows = await fetch(
        "SELECT DISTINCT date_trunc('month', at AT TIME ZONE 'UTC')::date AS month FROM trace_default ORDER BY 1"
    )
    return [row["month"] for row in rows]


async def make_month(month: date) -> bool:
    """Whether it was not there. Raises Busy rather than hold others up for long."""
    await fetch(f"SET LOCAL lock_timeout = {PATIENCE_MILLISECONDS}")
    await fetch(f"SET LOCAL statement_timeout = {HOLDS_MILLISECONDS}")
    try:
        row = await fetch_one("SELECT trace_make_month($1) AS made", month)
    except asyncpg.LockNotAvailableError:
        raise Busy from None
    except asyncpg.QueryCanceledError:
        raise TooLarge from None
    return bool(row and row["made"])


async def months() -> list[tuple[str, date]]:
    """The partitions that there are but the default one: name, first day."""
    rows = await fetch(
        "SELECT relname::text AS name, to_date(right(relname, 7), 'YYYY_MM') AS month FROM pg_inherits"
        " JOIN pg_class c ON c.oid = inhrelid WHERE inhparent = 'trace'::regclass AND relname ~ '^trace_\\d{4}_\\d\\d$'"
    )
    return [(row["name"], row["month"]) for row in rows]


async def drop_if_empty(name: str) -> None:
    """`name`: one of `months`. Raises Busy."""
    await fetch(f"SET LOCAL lock_timeout = {PATIENCE_MILLISECONDS}")
    try:
        await fetch("LOCK TABLE trace IN ACCESS EXCLUSIVE MODE")
        if not await fetch(f'SELECT FROM "{name}" LIMIT 1'):
            await fetch(f'DROP TABLE "{name}"')
    except asyncpg.LockNotAvailableError:
        raise Busy from None
