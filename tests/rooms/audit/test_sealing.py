"""Sealing: everything once, whatever is slow, killed, or tampered with."""

import asyncio
import signal
import sys
from asyncio.subprocess import PIPE
from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest

from backend.kit import runtime
from backend.kit.transaction import transaction
from backend.rooms.audit import copying, keys, months, proving, sealing
from backend.rooms.audit import proving_queries as queries
from backend.rooms.audit import service as audit
from backend.rooms.audit.proofs import Copied, History, lines_of, read_file
from backend.rooms.audit.sealed_lines import Line
from backend.rooms.audit.service import Who
from backend.rooms.audit.tags import Tag
from backend.rooms.audit.verify import Altered, Held, check, goes_on
from backend.settings import Settings
from backend.worker.app import working
from media.storage import Unreachable
from tests.conftest import BEGINNING, MovingClock

ONE, TWO = UUID("01a1fd55-7a80-7471-a2e4-8e9ec1e147f5"), UUID("01a1fd55-7a80-7471-a2e4-8e9ec1e147f6")


async def write(clock: MovingClock, *carnets: UUID, name: str = "Rosé", device: str = "") -> list[UUID]:
    made: list[UUID] = []
    for carnet in carnets:
        clock.advance(seconds=1)
        async with transaction():
            who = Who(person_id=uuid4(), person_name=name, session_id=uuid4(), device=device)
            made.append(
                await audit.record(who, Tag.PHOTO_ADD, carnet_id=carnet, category="photos", at=clock.at)
            )
    return made


async def seal(clock: MovingClock) -> int:
    return await sealing.seal_house(at=clock.at)


async def taken(carnet: UUID) -> bytes:
    return b"".join([chunk async for chunk in await proving.history(carnet)])


async def held(carnet: UUID) -> tuple[History, Held]:
    """As it is on another machine: from bytes, with the public key."""
    file = read_file(await taken(carnet))
    assert isinstance(file, History)
    return file, check(file, keys.of_house().public)


async def test_each_line_is_sealed_once_in_its_notebook_s_tree(
    app: Any, clock: MovingClock, query: Any
) -> None:
    made = await write(clock, ONE, TWO, ONE, ONE)
    assert await seal(clock) == 4
    assert await seal(clock) == 0
    made += await write(clock, ONE, TWO)
    assert await seal(clock) == 2
    file, found = await held(ONE)
    assert (found.lines, found.ended, file.root.number) == (4, 0, 2)
    assert [one.line.id for one in lines_of(file) if one.line] == [str(made[n]) for n in (0, 2, 3, 4)]
    assert (await held(TWO))[1].lines == 2
    assert await query("SELECT 1 FROM trace_unsealed") == []
    for id in made:
        carnet = TWO if id in (made[1], made[5]) else ONE
        assert check(await proving.one_line(carnet, id), keys.of_house().public).lines == 1


async def test_since_any_root_and_of_any_line_it_holds_and_since_a_recent_one_little_is_read(
    app: Any, clock: MovingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[UUID] = []
    for _ in range(19):
        made += await write(clock, ONE, TWO, ONE)
        await seal(clock)
    asked, read, key = queries.leaves, list[int](), keys.of_house().public

    async def counted(*of: Any, **which: Any) -> list[bytes]:
        leaves = await asked(*of, **which)
        read.append(len(leaves))
        return leaves

    monkeypatch.setattr(queries, "leaves", counted)
    for since in range(19, 0, -1):
        state = await proving.state(ONE, since=since, with_head=True)
        assert state
        assert check(state, key).since == (state.growth and state.growth.older)
        if since == 17:
            assert sum(read) <= 6, "of 38"
    for number, id in enumerate(made):
        proof = await proving.one_line(TWO if number % 3 == 1 else ONE, id)
        assert check(proof, key).lines == 1


async def test_every_column_is_sealed(query: Any) -> None:
    """A column that the trace gains is another form of line: what is sealed says nothing of it."""
    rows = await query(
        "SELECT attname FROM pg_attribute WHERE attrelid = 'trace'::regclass AND attnum > 0 AND NOT attisdropped"
    )
    columns = {"session" if row["attname"] == "session_id" else row["attname"] for row in rows}
    assert columns == set(Line.__struct_fields__)


async def test_a_transaction_that_stays_open_is_not_skipped(
    app: Any, clock: MovingClock, database: str
) -> None:
    """What it wrote has an older time and an older number than much that was sealed meanwhile."""
    connection = await asyncpg.connect(database)
    insert = "INSERT INTO trace (id, at, carnet_id, tag, category) VALUES ($1, $2, $3, 'captures:photo:add', 'photos')"
    late, undone = uuid4(), uuid4()
    try:
        opened = connection.transaction()
        await opened.start()
        await connection.execute(insert, late, clock.at, ONE)
        for _ in range(30):
            await write(clock, ONE)
            assert await seal(clock) == 1
        async with asyncio.timeout(10):
            await opened.commit()
        assert await seal(clock) == 1
        gone = connection.transaction()
        await gone.start()
        await connection.execute(insert, undone, clock.at, ONE)
        await gone.rollback()
        assert await seal(clock) == 0
    finally:
        await connection.close()
    file, found = await held(ONE)
    assert found.lines == 31
    last = list(lines_of(file))[-1].line
    assert last
    assert last.id == str(late)


async def test_several_servers_seal_each_line_once(app: Any, clock: MovingClock, query: Any) -> None:
    async def writing() -> None:
        for _ in range(10):
            await write(clock, ONE, TWO)

    tasks = [asyncio.create_task(writing()) for _ in range(3)]
    while not all(task.done() for task in tasks):
        await asyncio.gather(*(seal(clock) for _ in range(3)))
    await asyncio.gather(*tasks)
    await seal(clock)
    assert (await held(ONE))[1].lines == (await held(TWO))[1].lines == 30
    rows = await query("SELECT count(*) AS n, count(DISTINCT trace_id) AS lines FROM seal_leaf")
    assert (rows[0]["n"], rows[0]["lines"]) == (60, 60)


async def test_the_worker_seals_within_two_seconds(
    app: Any, clock: MovingClock, query: Any, database: str
) -> None:
    async with working(database):
        await asyncio.sleep(0.5)
        await write(clock, ONE)
        async with asyncio.timeout(2):
            while await query("SELECT 1 FROM trace_unsealed"):  # noqa: ASYNC110 - another process would not set an event
                await asyncio.sleep(0.05)
    assert (await held(ONE))[1].lines == 1


async def test_months_that_are_made_later_change_nothing(app: Any, clock: MovingClock) -> None:
    await write(clock, ONE, ONE)
    await seal(clock)
    await write(clock, ONE)
    await months.make(BEGINNING.date())
    assert await seal(clock) == 1
    assert (await held(ONE))[1].lines == 3


async def test_a_clock_set_back_makes_no_root_of_before(app: Any, clock: MovingClock) -> None:
    await write(clock, ONE)
    await seal(clock)
    first = (await held(ONE))[0].root
    clock.advance(days=-3)
    await write(clock, ONE)
    await seal(clock)
    assert (await held(ONE))[0].root.at == first.at


@pytest.mark.parametrize(
    "tampered",
    [
        "UPDATE seal_root SET at = at + interval '1 second'",
        "UPDATE seal_root SET hash = sha256('x')",
        "UPDATE seal_node SET hash = sha256('x')",
        "DELETE FROM seal_node WHERE level = 1",
        "UPDATE seal_tree SET edge = sha256('x')",
        "UPDATE seal_tree SET size = size + 1",
        "DELETE FROM seal_head",
        "UPDATE seal_head SET hash = sha256('x')",
    ],
)
async def test_nothing_is_sealed_over_what_is_not_as_it_was_signed(
    app: Any, clock: MovingClock, query: Any, tampered: str
) -> None:
    await write(clock, ONE)
    await seal(clock)
    await write(clock, ONE)
    await seal(clock)
    await query(tampered)
    await write(clock, ONE)
    with pytest.raises(sealing.BrokenSeal):
        await seal(clock)
    assert len(await query("SELECT 1 FROM trace_unsealed")) == 1  # it waits


async def test_another_s_key_signs_nothing_over_ours(app: Any, clock: MovingClock, tmp_path: Path) -> None:
    await write(clock, ONE, ONE)
    await seal(clock)
    await write(clock, ONE)
    keys.make(tmp_path / "other")
    with pytest.raises(sealing.BrokenSeal):
        await sealing.seal(keys.SealKeys(tmp_path / "other"), at=clock.at)
    public = keys.of_house().public
    keys.of_house().renew()
    assert await seal(clock) == 1
    file, _ = await held(ONE)
    assert file.root.key == keys.of_house().public != public
    assert check(file, public).lines == 3  # the old key vouches for the new one


async def test_killed_at_any_step_nothing_is_lost_and_nothing_sealed_twice(
    app: Any, clock: MovingClock, database: str, settings: Settings, query: Any, run_jobs: Callable[[], Any]
) -> None:
    await write(clock, ONE, TWO, ONE)
    await seal(clock)
    expected = 2

    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.rooms.audit.killed", database, str(settings.data), settings.storage_url,
        cwd=Path(__file__).parents[3], stdin=PIPE, stdout=PIPE,
    )  # fmt: skip

    async def run(step: int) -> int:
        assert process.stdin
        assert process.stdout
        process.stdin.write(f"{clock.at.isoformat()} {step}\n".encode())
        return int(await process.stdout.readline())

    step, kills = 1, 0
    while True:
        await write(clock, ONE, TWO)
        expected += 1
        clock.at += timedelta(minutes=2)
        code = await run(step)
        rows = await query(
            "SELECT (SELECT count(*) FROM trace_unsealed) AS waits, (SELECT count(*) FROM seal_leaf) AS sealed"
        )
        assert rows[0]["waits"] + rows[0]["sealed"] == 2 * expected + (-1)
        if code == 0:
            break
        assert code == -signal.SIGKILL
        kills += 1
        step += 1
        assert step < 60
    process.kill()
    await process.wait()
    assert kills >= 15, "between each statement, and around the copy"
    assert (await held(ONE))[1].lines == expected
    assert (await held(TWO))[1].lines == expected - 1
    newest, _ = await held(ONE)
    copies = await copied()
    assert copies[-1].root == newest.root
    assert [check(one, keys.of_house().public).root for one in copies]


async def copied() -> list[Copied]:
    storage = runtime.get().storage
    found: list[Copied] = []
    for name in sorted([name async for name in storage.names("seal/")]):
        file = read_file(b"".join([chunk async for chunk in storage.open(name)]))
        assert isinstance(file, Copied)
        found.append(file)
    return found


async def test_one_root_a_minute_is_copied_out_of_every_notebook(app: Any, clock: MovingClock) -> None:
    assert not await copying.copy_newest(clock.at)
    numbers = []
    for _ in range(9):
        await write(clock, ONE)
        clock.advance(seconds=24)
        await seal(clock)
        if await copying.copy_newest(clock.at):
            numbers.append(len(numbers))
            assert not await copying.copy_newest(clock.at + timedelta(minutes=5))  # nothing new
    copies = await copied()
    assert [one.root.number for one in copies] == [1, 4, 7]
    assert [one.before for one in copies] == [0, 1, 4]
    for older, newer in pairwise(copies):
        goes_on(older, newer)
    with pytest.raises(Altered):
        goes_on(copies[0], copies[2])


async def test_a_storage_that_is_away_delays_the_copy_and_not_the_seal(
    app: Any, clock: MovingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: Any) -> int:
        raise Unreachable("the store")

    await write(clock, ONE)
    await seal(clock)
    with monkeypatch.context() as patched:
        patched.setattr(runtime.get().storage, "put", away)
        assert not await copying.copy_newest(clock.at)
    assert await copying.copy_newest(clock.at)
