"""The database goes forward: from the first state there ever was, with rows in it, and never twice.

states/first.sql is what PostgreSQL's own dump says of a database after each room's first migration: a family, its circle,
its photos (one shown, one binned, one refused, one half sent), an urgent sheet and its code. first.json holds what a phone
of that day still has: its session, and the addresses that were given out.
"""

import asyncio
import json
import re
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pyotp
import pytest
from litestar import Litestar

from backend.kit.migrate import is_current, migrate
from backend.rooms.access import matrix
from backend.rooms.access.categories import Profile
from backend.settings import Settings
from tests.conftest import BEGINNING, MovingClock, _run, browser, database_named
from tests.rooms.identity import people

ROOT = Path(__file__).resolve().parent.parent.parent
STATES = Path(__file__).parent / "states"
KNOWN: dict[str, Any] = json.loads((STATES / "first.json").read_text())
RENAMED = {"capture_part": "part"}
SCHEMA = """
    SELECT 'column', table_name, column_name || ' ' || data_type || ' ' || is_nullable || ' ' || coalesce(column_default, '')
        FROM information_schema.columns WHERE table_schema = 'public'
    UNION ALL SELECT 'index', tablename, indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT 'constraint', conrelid::regclass::text, conname || ' ' || pg_get_constraintdef(oid)
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    UNION ALL SELECT 'trigger', tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT 'function', proname, pg_get_functiondef(oid) FROM pg_proc
        WHERE pronamespace = 'public'::regnamespace AND prolang = (SELECT oid FROM pg_language WHERE lanname = 'plpgsql')
"""


@pytest.fixture
async def bare(postgres: str) -> AsyncIterator[str]:
    name = f"cs3_state_{uuid4().hex[:12]}"
    await _run(postgres, f"CREATE DATABASE {name}")
    yield database_named(postgres, name)
    await _run(postgres, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
async def first(bare: str) -> str:
    await _run(bare, (STATES / "first.sql").read_text())
    return bare


async def _ask(dsn: str, sql: str, *values: object) -> list[tuple[Any, ...]]:
    connection = await asyncpg.connect(dsn)
    try:
        return [tuple(row) for row in await connection.fetch(sql, *values)]
    finally:
        await connection.close()


async def _forward(dsn: str) -> None:
    """In a thread with a loop of its own, as the command does."""
    await asyncio.to_thread(asyncio.run, migrate(dsn))


def _in_the_tree() -> set[tuple[str, str]]:
    """(room, id) of every migration file, found without asking piccolo."""
    found: set[tuple[str, str]] = set()
    for path in (ROOT / "backend").rglob("migrations/*.py"):
        if path.name != "__init__.py":
            id = re.search(r'^ID = "([^"]+)"$', path.read_text(), re.M)
            assert id, path
            found.add((path.parent.parent.name, id[1]))
    return found


async def test_every_migration_of_the_tree_is_reached(database: str) -> None:
    ran = set(await _ask(database, "SELECT app_name, name FROM migration"))
    assert len(ran) >= 10
    assert ran == _in_the_tree()


def test_a_migration_never_shares_its_name_and_goes_after_what_was_there() -> None:
    for path in (ROOT / "backend").rglob("migrations/*.py"):
        if path.name != "__init__.py":
            text = path.read_text()
            room = path.parent.parent.name
            assert f'app="{room}"' in text, path
            id = re.search(r'^ID = "([^"]+)"$', text, re.M)
            assert id
            assert path.stem == f"{room}_{re.sub('[-:]', '_', id[1]).lower()}", path


async def test_running_it_again_changes_nothing(bare: str) -> None:
    await _forward(bare)
    schema = sorted(await _ask(bare, SCHEMA))
    ran = await _ask(bare, "SELECT id, app_name, name, ran_on FROM migration ORDER BY id")
    queue = await _ask(bare, "SELECT * FROM queue_schema ORDER BY name")
    await _forward(bare)
    assert sorted(await _ask(bare, SCHEMA)) == schema
    assert await _ask(bare, "SELECT id, app_name, name, ran_on FROM migration ORDER BY id") == ran
    assert await _ask(bare, "SELECT * FROM queue_schema ORDER BY name") == queue


async def test_two_at_once_run_each_migration_once(bare: str) -> None:
    program = "import sys; from backend.kit.migrate import migrate_now; migrate_now(sys.argv[1])"
    both = [await asyncio.create_subprocess_exec(sys.executable, "-c", program, bare) for _ in range(2)]
    assert await asyncio.gather(*(process.wait() for process in both)) == [0, 0]
    ran = await _ask(bare, "SELECT app_name, name FROM migration")
    assert len(ran) == len(set(ran))
    assert set(ran) == _in_the_tree()


async def test_the_first_state_goes_forward_to_the_same_schema_and_keeps_every_row(
    first: str, database: str
) -> None:
    tables = [
        row[0]
        for row in await _ask(
            first,
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migration' ORDER BY 1",
        )
    ]
    before = {table: await _ask(first, f"SELECT count(*) FROM {table}") for table in tables}
    assert sum(rows[0][0] for rows in before.values()) > 50
    connection = await asyncpg.connect(first)
    assert not await is_current(connection)
    visits = await connection.fetch("SELECT id, last_visit_at FROM habilitation")
    await connection.close()

    await _forward(first)

    now = {table: await _ask(first, f"SELECT count(*) FROM {RENAMED.get(table, table)}") for table in tables}
    # Its one line is of the sheets since.
    assert (before.pop("emergency_line"), now.pop("emergency_line")) == ([(1,)], [(0,)])
    assert await _ask(
        first, "SELECT content ->> 'substance' FROM sheet_version WHERE sheet = 'allergies'"
    ) == [("Pénicilline",)]
    assert now == before
    assert await _ask(first, "SELECT count(*) FROM received") == before["capture"]
    assert sorted(await _ask(first, SCHEMA)) == sorted(await _ask(database, SCHEMA))
    assert dict(await _ask(first, "SELECT id, here_at FROM habilitation")) == {r[0]: r[1] for r in visits}
    assert any(row[1] for row in visits)
    # What each kind of person had is written in their row; a representative has all of it by rule.
    for table in ("habilitation", "invitation"):
        found = await _ask(
            first, f"SELECT DISTINCT profile, rights::text, period, until IS NULL FROM {table}"
        )
        for profile, rights, period, endless in found:
            had = matrix.BEGINNING.get(Profile(profile), matrix.ALL)
            assert matrix.held(Profile(profile), rights) == had, (table, profile)
            assert (rights is None) is (profile == "representative")
            assert (period == "open") is endless
    settled = await _ask(first, "SELECT id FROM capture WHERE settled_at IS NOT NULL")
    assert (UUID(KNOWN["refused"]),) in settled
    assert (UUID(KNOWN["capture"]),) not in settled


@pytest.fixture
def settings(settings: Settings, tmp_path: Path) -> Settings:
    """That family's server key."""
    key = tmp_path / "their-key"
    key.write_text(json.dumps(KNOWN["server_key"]))
    key.chmod(0o600)
    return replace(settings, key_file=key)


@pytest.fixture
async def upgraded(first: str, settings: Settings, clock: MovingClock) -> AsyncIterator[Litestar]:
    from backend.app import create_app

    await _forward(first)
    clock.at = BEGINNING + timedelta(hours=2)
    made = create_app(settings, first, clock=clock, work=False)
    started, over = asyncio.Event(), asyncio.Event()

    async def live() -> None:
        async with made.lifespan():
            started.set()
            await over.wait()

    living = asyncio.create_task(live())
    await started.wait()
    yield made
    over.set()
    await living


async def test_the_family_goes_on_as_if_nothing_had_happened(upgraded: Litestar, clock: MovingClock) -> None:
    carnet = f"/api/carnets/{KNOWN['carnet']}"
    async with browser(upgraded) as mother:
        mother.cookies.set("cs3_session", KNOWN["session"])
        assert (await mother.get(carnet)).json()["given_name"] == "Théo"
        assert (await mother.get(f"{carnet}/home")).status_code == 200
        album = (await mother.get(f"{carnet}/captures")).json()["captures"]
        states = {c["id"]: c["state"] for c in album}
        assert states[KNOWN["capture"]] == "ready"
        assert states[KNOWN["refused"]] == "refused"
        assert [c["id"] for c in (await mother.get(f"{carnet}/bin")).json()] == [KNOWN["binned"]]
        waiting = (await mother.get("/api/uploads", params={"carnet_id": KNOWN["carnet"]})).json()
        assert [u["capture_id"] for u in waiting] == [KNOWN["waiting"]]
        sheet = (await mother.get(f"{carnet}/emergency")).json()
        assert "Pénicilline" in str(sheet)
        told = (await mother.get(f"{carnet}/traces")).json()["traces"]
        assert "Anne Moreau a ouvert ce carnet." in [t["sentence"] for t in told]
        changed = await mother.patch(carnet, json={"version": 1, "given_name": "Theo"})
        assert changed.status_code == 200, changed.text
    async with browser(upgraded) as doctor:
        page = await doctor.get(f"/u/{KNOWN['emergency']}", headers={"User-Agent": "Mozilla/5.0 Firefox/150"})
        assert (page.status_code, "Pénicilline" in page.text) == (200, True)
        opened = await doctor.post("/api/invitations/open", json={"token": KNOWN["invitation"]})
        assert (opened.status_code, opened.json()["carnet_given_name"]) == (200, "Theo")
        code = pyotp.TOTP(KNOWN["totp"]).at(clock.at)
        assert (await people.sign_in_by_code(doctor, KNOWN["email"], code)).status_code == 200
