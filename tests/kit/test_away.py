"""What goes away while CS3 serves, and what a process that died has left."""

import os
import socket
from pathlib import Path

import httpx
from litestar import Litestar, get

from backend.app import open_runtime
from backend.kit import database
from backend.rooms.uploads.service import work_folder
from backend.settings import Settings
from tests.conftest import browser


async def test_a_database_that_went_away_is_said_as_such(
    app: Litestar, client: httpx.AsyncClient, monkeypatch, tmp_path: Path
) -> None:
    assert (await client.get("/api/me")).status_code == 401
    await database.disconnect()
    # A pool whose server is no longer at its address: what a stopped server leaves.
    pool = await database.asyncpg.create_pool(f"postgresql://postgres@/postgres?host={tmp_path}", min_size=0)
    monkeypatch.setattr(database.DB, "pool", pool)
    for path in ("/api/me", "/api/carnets"):
        answer = await client.get(path)
        assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
        assert answer.headers["retry-after"] == "10"
    assert (
        await client.post("/api/auth/password", json={"email": "a@b.fr", "password": "x"})
    ).status_code == 503
    assert (await client.get("/health/ready")).json()["database"] == "away"


async def test_when_every_connection_is_busy_nobody_waits_for_ever(
    app: Litestar, client: httpx.AsyncClient, monkeypatch
) -> None:
    monkeypatch.setattr(database, "ACQUIRE_SECONDS", 0.2)
    pool = database.DB.pool
    held = [await pool.acquire() for _ in range(pool.get_max_size())]
    assert (await client.get("/api/me")).status_code == 503
    for connection in held:
        await pool.release(connection)
    assert (await client.get("/api/me")).status_code == 401


def test_half_decoded_files_of_dead_processes_are_swept(settings: Settings) -> None:
    host = socket.gethostname()
    dead, other = settings.work.parent / f"{host}-999999999", settings.work.parent / "elsewhere-1"
    alive = settings.work.parent / f"{host}-{os.getppid()}"
    for folder in (
        dead,
        other,
        alive,
        settings.work,
    ):  # the last: a container's process has the same number each time
        folder.mkdir(parents=True)
        (folder / "half.jpg").touch()
    open_runtime(settings)
    assert not dead.exists()
    assert list(settings.work.iterdir()) == []
    assert other.exists()
    assert alive.exists()


def test_two_at_the_same_work_do_not_take_each_other_s_files(settings: Settings) -> None:
    open_runtime(settings)
    with work_folder("cut-1") as (first, _):
        first.write_bytes(b"half a film")
        with work_folder("cut-1") as (second, made):
            assert not second.exists()
            assert made.is_dir()
        assert first.read_bytes() == b"half a film"
    assert list(settings.work.iterdir()) == []


async def test_a_full_disk_is_said_as_such(app: Litestar) -> None:
    @get("/api/probe/full")
    async def full() -> None:
        await database.fetch("DO $$ BEGIN RAISE EXCEPTION 'no space left' USING ERRCODE = '53100'; END $$")

    app.register(full)
    async with browser(app) as client:
        answer = await client.get("/api/probe/full")
    assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
