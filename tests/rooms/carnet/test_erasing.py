"""After thirty days: nothing of a closed notebook is left, whatever interrupts, and the others are untouched."""

import asyncio
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from backend.kit import runtime
from backend.kit.erasing import LOCK
from backend.kit.transaction import transaction
from backend.rooms.audit.service import drop_viewings
from backend.rooms.carnet.erasing import erase_due
from backend.settings import Settings
from media.storage import Unreachable
from tests.conftest import MovingClock
from tests.family import Family
from tests.rooms.captures.conftest import add, jpeg
from tests.rooms.carnet.full import fill, fill_by_hand
from tests.rooms.carnet.test_closing import ALL, again, close, closings, nightly, reopen
from tests.rooms.identity.people import text
from tests.soak.counts import times

LASTS = {"closing", "trace", "trace_unsealed", "seal_leaf", "seal_tree", "seal_head"}
"""The line, and the history, whose lines end in their own time, with the seal that outlives them: hashes."""
HOUR = timedelta(hours=1)


class Database:
    """All of it, table by table, found by introspection: a new table is looked at too."""

    def __init__(self, query: Any) -> None:
        self.query = query

    async def tables(self) -> list[str]:
        rows = await self.query(
            "SELECT relname AS tablename FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"
            " AND NOT relispartition AND relname NOT LIKE 'procrastinate%' ORDER BY 1"
        )
        return [str(row["tablename"]) for row in rows]

    async def with_carnet(self) -> list[str]:
        rows = await self.query(
            "SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'carnet_id'"
        )
        tables = await self.tables()
        return [str(row["table_name"]) for row in rows if row["table_name"] in tables] + ["carnet"]

    async def saying(self, words: str) -> set[str]:
        """Tables with a row in which these words are read anywhere, as text."""
        found: set[str] = set()
        for table in await self.tables():
            if await self.query(f'SELECT 1 FROM "{table}" t WHERE t::text ILIKE $1 LIMIT 1', f"%{words}%"):
                found.add(table)
        return found

    async def counts(self) -> dict[str, int]:
        return {
            table: int(str((await self.query(f'SELECT count(*) AS n FROM "{table}"'))[0]["n"]))
            for table in await self.tables()
        }


@pytest.fixture
def tables(query: Any) -> Database:
    return Database(query)


async def objects(carnet_id: str) -> list[str]:
    return [name async for name in runtime.get().storage.names(f"{carnet_id}/")]


async def another(family: Family) -> str:
    """A notebook of the same mother's, with a file in it."""
    opened = await family.mother.client.post(
        "/api/carnets", json={"given_name": "Léa", "family_name": "Moreau", "birth_date": "2023-01-01"}
    )
    other = opened.json()["id"]
    await add(family.mother.client, other, jpeg("#335577"))
    await family.mailbox.run_jobs()
    return other


async def test_nothing_is_left_but_the_line_and_the_history(
    family: Family, clock: MovingClock, tables: Database, query: Any
) -> None:
    other = await another(family)
    theirs = await objects(other)
    made = await fill(family)
    await fill_by_hand(family, query)
    assert (await family.doctor.get(made["code"])).status_code == 200
    await family.mailbox.new()
    holds = await tables.with_carnet()
    assert len(holds) > 15
    filled = await tables.saying(family.carnet_id)
    assert set(holds) - {"closing"} <= filled, "full.py fills every table, so that a new one is tried too"
    assert len(await objects(family.carnet_id)) > 8
    await close(family)
    clock.at += ALL
    await nightly()
    clock.at += HOUR
    await nightly()
    await family.mailbox.run_jobs()
    assert await tables.saying(family.carnet_id) <= LASTS
    assert await tables.saying("Théo") == set()
    for item in ("capture", "upload", "document", "item", "line"):
        assert await tables.saying(made[item]) <= {"trace"}, item
    assert await objects(family.carnet_id) == []
    # The other notebook is as it was.
    assert await objects(other) == theirs
    await again(family.mother, family.father)
    seen = (await family.mother.client.get(f"/api/carnets/{other}/captures")).json()["captures"]
    assert (
        await family.mother.client.get(f"/api/carnets/{other}/captures/{seen[0]['id']}/files/original")
    ).status_code == 200
    # What is said of it afterwards.
    (line,) = await closings(family.father)
    assert (line["state"], line["given_name"], line["closed_by"]) == ("erased", None, "Anne Moreau")
    assert (line["key_destroyed_at"], line["gone_on"]) == ("2026-12-21T10:00:00Z", "2027-01-25")
    assert (await family.doctor.get(made["code"])).status_code == 404
    assert (await reopen(family.father, line["id"])).status_code == 410
    told = [m for m in await family.mailbox.new() if "effacé" in m["Subject"]]
    assert sorted(m["To"] for m in told) == ["anne@example.org", "marc@example.org"]
    assert "25 janv. 2027" in text(told[0])
    assert "Théo" not in text(told[0])
    # The line stays on their screens until that day has passed, and in the database for good.
    clock.at += timedelta(days=36)
    await nightly()
    await again(family.father)
    assert await closings(family.father) == []
    assert len(await query("SELECT 1 FROM closing")) == 1
    assert await query("SELECT 1 FROM closing_person") == []


async def test_one_look_or_a_clock_ahead_for_a_moment_erases_nothing(
    family: Family, clock: MovingClock, tables: Database
) -> None:
    await close(family)
    was = await tables.counts()
    clock.advance(days=40)
    await erase_due(clock.at)
    clock.advance(minutes=10)
    await erase_due(clock.at)
    clock.advance(days=-40)
    await erase_due(clock.at)
    clock.at += ALL - timedelta(minutes=1)  # due looks of before do not count
    await erase_due(clock.at)
    clock.advance(minutes=2)
    await erase_due(clock.at)
    assert await tables.counts() == was
    clock.at += HOUR
    await erase_due(clock.at)
    assert (await tables.counts())["carnet"] == 0


async def test_once_it_began_a_clock_set_back_brings_nothing_back(
    family: Family, clock: MovingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = await close(family)
    clock.at += ALL
    await erase_due(clock.at)
    clock.at += HOUR
    with monkeypatch.context() as away:
        away.setattr("backend.rooms.carnet.queries.erase", _never)
        await erase_due(clock.at)
    clock.advance(days=-10)
    await again(family.father)
    assert (await reopen(family.father, closed["id"])).status_code == 410
    await erase_due(clock.at)
    assert (await closings(family.father))[0]["state"] == "erased"


async def _never(*_: Any) -> None:
    raise Unreachable("the database")


@asynccontextmanager
async def backup_under_way(database: str):
    connection = await asyncpg.connect(database)
    await connection.execute("SELECT pg_advisory_lock($1)", LOCK)
    try:
        yield
    finally:
        await connection.close()


async def test_files_wait_for_the_backup_that_copies_them_the_key_does_not(
    family: Family, clock: MovingClock, database: str, tables: Database
) -> None:
    await fill(family)
    await close(family)
    clock.at += ALL
    await erase_due(clock.at)
    clock.at += HOUR
    async with backup_under_way(database):
        await erase_due(clock.at)
        assert (await tables.counts())["carnet_key"] == 0
        assert len(await objects(family.carnet_id)) > 8
        await again(family.mother)
        assert (await closings(family.mother))[0]["state"] == "erasing"
    clock.at += HOUR
    await erase_due(clock.at)
    assert await objects(family.carnet_id) == []
    (line,) = await closings(family.mother)
    assert (line["state"], line["key_destroyed_at"]) == ("erased", "2026-12-21T10:00:00Z")


async def test_a_storage_that_is_away_delays_one_and_not_the_others(
    family: Family, clock: MovingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = await another(family)
    await close(family)
    await family.mother.prove()
    assert (await family.mother.client.post(f"/api/carnets/{other}/closing")).status_code == 200
    clock.at += ALL
    await erase_due(clock.at)
    clock.at += HOUR
    storage = runtime.get().storage
    real = storage.names

    def names(prefix: str = ""):
        if prefix.startswith(family.carnet_id):
            raise Unreachable("the store")
        return real(prefix)

    with monkeypatch.context() as away:
        away.setattr(storage, "names", names)
        await erase_due(clock.at)
    assert await objects(other) == []
    await again(family.mother)
    assert sorted(c["state"] for c in await closings(family.mother)) == ["erased", "erasing"]
    await erase_due(clock.at)
    assert [c["state"] for c in await closings(family.mother)] == ["erased", "erased"]


@pytest.mark.slow
@pytest.mark.timeout(1200)
async def test_killed_at_any_step_it_is_finished_at_the_next(
    family: Family,
    clock: MovingClock,
    database: str,
    settings: Settings,
    tables: Database,
    run_jobs: Callable[[], Any],
) -> None:
    await fill(family)
    await close(family)
    await family.mailbox.new()
    clock.at += ALL
    await erase_due(clock.at)
    clock.at += HOUR

    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.rooms.carnet.killed", database, str(settings.data), settings.storage_url,
        clock.at.isoformat(), cwd=Path(__file__).parents[3], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    steps, ends = process.stdin, process.stdout
    assert steps
    assert ends

    async def run(step: int) -> int:
        steps.write(f"{step}\n".encode())
        ended = await ends.readline()
        assert ended, "who begins the processes has died itself"
        return int(ended)

    held = await tables.with_carnet()
    full, files = await tables.counts(), len(await objects(family.carnet_id))
    step, rows_gone = 1, False
    while (code := await run(step)) != 0:
        assert code == -signal.SIGKILL
        now = await tables.counts()
        if not rows_gone and now["carnet"] == 0:
            rows_gone = True
        if rows_gone:
            assert {t: now[t] for t in held if t not in LASTS} == dict.fromkeys(set(held) - LASTS, 0)
        else:
            assert {t: now[t] for t in held} == {t: full[t] for t in held}
            assert len(await objects(family.carnet_id)) == files
        step += times(11, 1)
        assert step < 130
    assert rows_gone, "some kill came between the rows and the end"
    assert await objects(family.carnet_id) == []
    async with transaction():
        await drop_viewings.run(timestamp=0)
    assert await tables.saying(family.carnet_id) <= LASTS
    mails = [m for m in await family.mailbox.new() if "effacé" in m["Subject"]]
    assert len(mails) == 2
    assert await run(0) == 0
    steps.close()
    assert await process.wait() == 0
    assert [m for m in await family.mailbox.new() if "effacé" in m["Subject"]] == []
