"""The trace lies month by month: none is ever lost for want of a place, and none is changed in any of them."""

import asyncio
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest

from backend.kit.transaction import transaction
from backend.rooms.audit import months
from backend.rooms.audit import service as audit
from backend.rooms.audit.service import Who
from backend.rooms.audit.tags import Tag
from tests.conftest import BEGINNING, MovingClock

CARNET = UUID("01a1fd55-7a80-7471-a2e4-8e9ec1e147f5")


async def _write(*moments: datetime) -> None:
    for at in moments:
        async with transaction():
            await audit.record(
                Who(person_name="Rose"), Tag.PHOTO_ADD, carnet_id=CARNET, category="photos", at=at
            )


async def _where(query: Any) -> list[tuple[str, str]]:
    rows = await query("SELECT tableoid::regclass::text AS place, at FROM trace ORDER BY at")
    return [(row["place"], row["at"].strftime("%Y-%m-%d")) for row in rows]


def test_ahead_goes_over_the_end_of_a_year() -> None:
    assert months.ahead(date(2026, 11, 30)) == [date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1)]


async def test_lines_go_to_their_month_whether_it_was_there_or_not(app: Any, query: Any) -> None:
    old = datetime(2025, 2, 28, 23, 59, 59, tzinfo=UTC)
    await _write(old, old + timedelta(seconds=1), BEGINNING)
    assert {place for place, _ in await _where(query)} == {"trace_default"}
    before = await query("SELECT * FROM trace ORDER BY at")
    assert await months.make(BEGINNING.date()) == 5
    assert await query("SELECT * FROM trace ORDER BY at") == before
    await _write(BEGINNING + timedelta(days=60), BEGINNING + timedelta(days=400))
    assert await _where(query) == [
        ("trace_2025_02", "2025-02-28"),
        ("trace_2025_03", "2025-03-01"),
        ("trace_2026_11", "2026-11-21"),
        ("trace_2027_01", "2027-01-20"),
        ("trace_default", "2027-12-26"),
    ]
    assert await months.make(BEGINNING.date()) == 1
    assert await months.make(BEGINNING.date()) == 0


@pytest.mark.parametrize("table", ["trace", "trace_2026_11", "trace_default"])
@pytest.mark.parametrize("sql", ["UPDATE {} SET tag = 'x'", "DELETE FROM {}", "TRUNCATE {}"])
async def test_what_is_written_stands_in_every_partition(app: Any, query: Any, table: str, sql: str) -> None:
    await _write(BEGINNING)
    await months.make(BEGINNING.date())
    await _write(BEGINNING + timedelta(days=400))
    before = await query("SELECT * FROM trace ORDER BY at")
    assert len(before) == 2
    with pytest.raises(asyncpg.RaiseError, match="a trace is never changed"):
        await query(sql.format(table))
    assert await query("SELECT * FROM trace ORDER BY at") == before


async def test_whoever_ends_traces_ends_none_of_after_the_moment_they_say(
    app: Any, query: Any, database: str
) -> None:
    await _write(BEGINNING - timedelta(days=400), BEGINNING)
    connection = await asyncpg.connect(database)
    try:
        await connection.execute("SELECT set_config('cs3.traces_before', '2026-01-01', false)")
        with pytest.raises(asyncpg.RaiseError, match="a trace is never changed"):
            await connection.execute("DELETE FROM trace")
        with pytest.raises(asyncpg.RaiseError, match="a trace is never changed"):
            await connection.execute("UPDATE trace SET tag = 'x' WHERE at < '2026-01-01'")
        await connection.execute("DELETE FROM trace WHERE at < '2026-01-01'")
    finally:
        await connection.close()
    assert await _where(query) == [("trace_default", "2026-11-21")]


async def test_months_are_made_while_others_write(app: Any, query: Any, clock: MovingClock) -> None:
    async def writing(number: int) -> None:
        for step in range(6):
            await _write(BEGINNING + timedelta(days=31 * ((number + step) % 6)))
            await asyncio.sleep(0.01)

    tasks = [asyncio.create_task(writing(number)) for number in range(4)]
    await asyncio.sleep(0.02)
    for _ in range(3):
        await months.make(BEGINNING.date())
        await asyncio.sleep(0.02)
    await asyncio.gather(*tasks)
    await months.make(BEGINNING.date())
    rows = await query("SELECT count(*) AS n, count(DISTINCT id) AS ids FROM trace")
    assert (rows[0]["n"], rows[0]["ids"]) == (24, 24)
    assert await query("SELECT 1 FROM trace_default") == []


async def test_who_has_read_and_then_writes_is_never_sent_away(app: Any, query: Any, database: str) -> None:
    connection = await asyncpg.connect(database)
    try:
        async with connection.transaction():
            await connection.fetch("SELECT count(*) FROM trace")
            making = asyncio.create_task(months.make(BEGINNING.date()))
            await asyncio.sleep(0.3)  # it waits for this reading to end
            await connection.execute(
                "INSERT INTO trace (id, at, carnet_id, tag, category) VALUES ($1, $2, $1, 'x', 'x')",
                CARNET,
                BEGINNING,
            )
            await asyncio.sleep(0.6)
        assert await making == 3
    finally:
        await connection.close()
    assert await _where(query) == [("trace_2026_11", "2026-11-21")]


async def test_a_number_is_one_line_in_its_month(app: Any, query: Any) -> None:
    id = uuid4()
    insert = "INSERT INTO trace (id, at, carnet_id, tag, category) VALUES ($1, $2, $1, 'x', 'x')"
    await query(insert, id, BEGINNING)
    with pytest.raises(asyncpg.UniqueViolationError):
        await query(insert, id, BEGINNING)
