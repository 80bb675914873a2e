"""The door's sentences: what is undone goes with its jobs, what is refused leaves its trace, what streams holds nothing."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from litestar import Litestar, get, post
from litestar.response import Stream

from backend.kit.database import DB, fetch, fetch_one
from backend.kit.errors import Conflict
from backend.kit.queue import JOBS, Job
from backend.kit.transaction import after_refusal, in_transaction, transaction
from tests.conftest import browser

_PROBE = Job(name="probe", run=None, queue="care", retries=0, own_transactions=False, cron=None)  # type: ignore[arg-type]


async def _mark(word: str) -> None:
    await fetch("INSERT INTO door_mark (word) VALUES ($1)", word)


@post("/api/probe/kept", opt={"any_origin": True})
async def kept() -> dict[str, bool]:
    await _mark("kept")
    await _PROBE.defer(word="kept")
    return {"inside": in_transaction()}


@post("/api/probe/refused", opt={"any_origin": True})
async def refused() -> None:
    await _mark("undone")
    await _PROBE.defer(word="undone")
    await after_refusal(lambda: _mark("refusal traced"))
    raise Conflict


@post("/api/probe/broken", opt={"any_origin": True})
async def broken() -> None:
    await _mark("undone")
    await _PROBE.defer(word="undone")
    raise RuntimeError("a secret that must not be answered")


@post("/api/probe/commit-fails", opt={"any_origin": True})
async def commit_fails() -> dict[str, str]:
    # A constraint checked only when the transaction ends.
    await fetch("INSERT INTO door_child (parent) VALUES (404)")
    return {"said": "done"}


_held: list[int] = []


@get("/api/probe/stream")
async def stream() -> Stream:
    await fetch_one("SELECT 1")

    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(3):
            pool: Any = DB.pool
            _held.append(pool.get_size() - pool.get_idle_size())
            assert not in_transaction()
            yield b"x"
            await asyncio.sleep(0)

    return Stream(chunks())


@pytest.fixture
async def door(app: Litestar, query: Any) -> AsyncIterator[httpx.AsyncClient]:
    for handler in (kept, refused, broken, commit_fails, stream):
        app.register(handler)
    await query("CREATE TABLE door_mark (word text)")
    await query("CREATE TABLE door_parent (id integer PRIMARY KEY)")
    await query(
        "CREATE TABLE door_child (parent integer REFERENCES door_parent (id) DEFERRABLE INITIALLY DEFERRED)"
    )
    async with browser(app) as client:
        yield client


async def test_an_answered_request_stays_with_its_job(door: httpx.AsyncClient, query: Any) -> None:
    assert (await door.post("/api/probe/kept")).json() == {"inside": True}
    assert [row["word"] for row in await query("SELECT word FROM door_mark")] == ["kept"]
    jobs = await query("SELECT args->>'word' AS word FROM procrastinate_jobs WHERE task_name = 'probe'")
    assert [row["word"] for row in jobs] == ["kept"]


async def test_a_refused_request_is_undone_with_its_job_and_its_trace_stays(
    door: httpx.AsyncClient, query: Any
) -> None:
    assert (await door.post("/api/probe/refused")).status_code == 409
    assert [row["word"] for row in await query("SELECT word FROM door_mark")] == ["refusal traced"]
    assert await query("SELECT 1 FROM procrastinate_jobs WHERE task_name = 'probe'") == []


async def test_an_unexpected_error_is_undone_and_says_nothing_of_itself(
    door: httpx.AsyncClient, query: Any
) -> None:
    answer = await door.post("/api/probe/broken")
    assert answer.status_code == 500
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert "secret" not in answer.text
    assert await query("SELECT 1 FROM door_mark") == []
    assert await query("SELECT 1 FROM procrastinate_jobs WHERE task_name = 'probe'") == []


async def test_a_commit_that_fails_is_never_answered_as_done(door: httpx.AsyncClient, query: Any) -> None:
    answer = await door.post("/api/probe/commit-fails")
    assert answer.status_code == 500
    assert answer.json()["code"] == "error"
    assert await query("SELECT 1 FROM door_child") == []


async def test_a_stream_holds_no_connection(door: httpx.AsyncClient) -> None:
    _held.clear()
    assert (await door.get("/api/probe/stream")).text == "xxx"
    assert _held == [0, 0, 0]


async def test_refusals_at_once_do_not_exhaust_the_pool(door: httpx.AsyncClient, query: Any) -> None:
    answers = await asyncio.gather(*(door.post("/api/probe/refused") for _ in range(60)))
    assert {answer.status_code for answer in answers} == {409}
    assert len(await query("SELECT 1 FROM door_mark WHERE word = 'refusal traced'")) == 60


async def test_one_transaction_does_not_open_inside_another(app: Litestar) -> None:
    async with transaction():
        with pytest.raises(Exception, match="already active"):
            async with transaction():
                pass


async def test_a_job_runs_once_when_asked_once(app: Litestar, query: Any) -> None:
    async with transaction():
        await _PROBE.defer(once="same", word="a")
        await _PROBE.defer(once="same", word="b")
    jobs = await query("SELECT args->>'word' AS word FROM procrastinate_jobs WHERE task_name = 'probe'")
    assert [row["word"] for row in jobs] == ["a"]


def test_every_job_says_which_queue() -> None:
    import backend.house  # noqa: F401

    assert JOBS
    assert all(job.queue in {"mail", "media", "care"} for job in JOBS.values())
