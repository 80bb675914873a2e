"""Lines whose time is over: they go, nothing else does, and the seal outlives them."""

from datetime import timedelta
from typing import Any

import pytest

from backend.kit.transaction import transaction
from backend.rooms.audit import checking, ending, keys, months, proving
from backend.rooms.audit.service import end_lines
from backend.rooms.audit.verify import Altered, follows
from tests.conftest import MovingClock
from tests.rooms.audit.test_sealing import ONE, TWO, held, seal, write


async def _lines(query: Any) -> int:
    return len(await query("SELECT 1 FROM trace"))


async def test_after_a_year_lines_end_and_their_seal_stays(app: Any, clock: MovingClock, query: Any) -> None:
    await write(clock, ONE, ONE, TWO)
    await seal(clock)
    await months.make(clock.at.date())
    older, _ = await held(ONE)
    clock.advance(days=200)
    await write(clock, ONE)
    await seal(clock)
    await end_lines.run(timestamp=0)
    assert await _lines(query) == 4
    clock.advance(days=166)
    await end_lines.run(timestamp=0)
    assert await _lines(query) == 1
    file, found = await held(ONE)
    assert (found.lines, found.ended) == (3, 2)
    follows(older, file)
    assert (await held(TWO))[1].ended == 1
    await write(clock, ONE)
    await seal(clock)
    assert (await held(ONE))[1].lines == 4
    async with transaction():
        assert (await checking.check(keys.of_house())).wrong == []
    await end_lines.run(timestamp=0)  # again: nothing more
    assert await _lines(query) == 2
    clock.advance(days=20)
    await end_lines.run(timestamp=0)
    places = {
        row["relname"]
        for row in await query("SELECT relname FROM pg_class WHERE relispartition AND relkind = 'r'")
    }
    assert "trace_2026_11" not in places  # empty, and over
    assert "trace_2026_12" in places or "trace_default" in places


async def test_a_line_sealed_late_ends_late(app: Any, clock: MovingClock, query: Any) -> None:
    """Its own time is a year old; nobody had sealed it then. It waits until its seal is as old."""
    await write(clock, ONE)
    clock.advance(days=370)
    await seal(clock)
    await end_lines.run(timestamp=0)
    assert await _lines(query) == 1
    assert (await held(ONE))[1].ended == 0
    clock.advance(days=370)
    await end_lines.run(timestamp=0)
    assert (await held(ONE))[1].ended == 1


async def test_kept_longer_then_shorter_then_longer_again(app: Any, clock: MovingClock, query: Any) -> None:
    await write(clock, ONE)
    await seal(clock)
    clock.advance(days=400)
    await write(clock, ONE)
    await seal(clock)
    house = keys.of_house()
    assert await ending.end(lambda: house, at=clock.at, months=36) == 0
    assert await ending.end(lambda: house, at=clock.at, months=12) == 1
    assert await ending.end(lambda: house, at=clock.at + timedelta(days=1), months=36) == 0
    clock.advance(days=2)
    await write(clock, ONE)
    await seal(clock)
    assert (await held(ONE))[1].ended == 1


async def test_a_history_is_cut_rather_than_false_when_lines_end_meanwhile(
    app: Any, clock: MovingClock
) -> None:
    await write(clock, ONE, ONE)
    await seal(clock)
    clock.advance(days=366)
    await write(clock, ONE)
    await seal(clock)
    begun = await proving.history(ONE)
    await anext(begun)
    await end_lines.run(timestamp=0)
    with pytest.raises(proving.EndedMeanwhile):
        await anext(begun)
    assert (await held(ONE))[1].ended == 2


async def test_a_line_taken_before_its_time_is_missed(app: Any, clock: MovingClock, query: Any) -> None:
    """Even by somebody who says that it ended, and after others truly have."""
    await write(clock, ONE)
    await seal(clock)
    clock.advance(days=200)
    young = (await write(clock, ONE))[0]
    await write(clock, ONE)
    await seal(clock)
    clock.advance(days=170)
    await end_lines.run(timestamp=0)
    assert (await held(ONE))[1].ended == 1
    await query("ALTER TABLE trace DISABLE TRIGGER USER")
    for table in [
        r["t"]
        for r in await query(
            "SELECT inhrelid::regclass::text AS t FROM pg_inherits WHERE inhparent = 'trace'::regclass"
        )
    ]:
        await query(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    await query("DELETE FROM trace WHERE id = $1", young)
    await query("UPDATE seal_leaf SET trace_id = NULL WHERE trace_id = $1", young)
    with pytest.raises(Altered, match="missing 1"):
        await held(ONE)
