"""What the tests share: a real PostgreSQL, real storage, the application in process, and a clock that they move.

CS3_TEST_DATABASE_URL: a stock PostgreSQL (a superuser's address); otherwise the embedded one is started.
CS3_TEST_STORAGE=s3: the real S3 server of tests/servers/swift.py; otherwise a folder.
"""

import asyncio
import gc
import os
import shutil
import subprocess
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import asyncpg
import httpx
import hypothesis
import pytest
from litestar import Litestar

from backend.kit import embedded
from backend.kit.migrate import migrate
from backend.settings import Settings, read_settings
from tests.databases import Databases

hypothesis.settings.register_profile("cs3", deadline=None)
hypothesis.settings.load_profile("cs3")
"""What a busy machine takes for one example says nothing of the code: what must be quick is measured by the bench."""
ORIGIN = "http://localhost:8000"
BEGINNING = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Again, on a real S3 server: what touches neither a database nor a store has said all it can say."""
    if os.environ.get("CS3_TEST_STORAGE") != "s3":
        return
    touches = {"postgres", "new_storage"}
    idle = [one for one in items if touches.isdisjoint(getattr(one, "fixturenames", ()))]
    config.hook.pytest_deselected(items=idle)
    items[:] = [one for one in items if one not in idle]


def pytest_collection_finish() -> None:
    """What is loaded by now stays to the end: whoever looks for what may be thrown away need not look at it again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


class MovingClock:
    def __init__(self) -> None:
        self.at = BEGINNING

    def now(self) -> datetime:
        return self.at

    def advance(self, **parts: float) -> None:
        self.at += timedelta(**parts)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a server on which databases can be made."""
    given = os.environ.get("CS3_TEST_DATABASE_URL")
    if given:
        yield given
        return
    with tempfile.TemporaryDirectory(prefix="cs3-tests-", dir=in_memory()) as folder:
        server = embedded.start(Path(folder) / "postgres")
        try:
            asyncio.run(_forgetful(server.dsn))
            yield server.dsn
        finally:
            server.stop()


def in_memory() -> str | None:
    """A folder in memory for what every test makes and throws away: on a disk, copying a database costs five times more."""
    shared = "/dev/shm"
    roomy = os.access(shared, os.W_OK) and shutil.disk_usage(shared).free > 1_000_000_000
    return shared if roomy else None


async def _forgetful(dsn: str) -> None:
    """Nothing here outlives the run: nothing need reach a disk. What must is tried in tests/kit/test_embedded.py, on a server as it ships."""
    for setting in (
        "fsync = off",
        "full_page_writes = off",
        "synchronous_commit = off",
        "max_wal_size = '64MB'",
        "file_copy_method = 'clone'",
        "autovacuum = off",
    ):
        await _run(dsn, f"ALTER SYSTEM SET {setting}")
    await _run(dsn, "SELECT pg_reload_conf()")


def database_named(dsn: str, name: str) -> str:
    parts = urlsplit(dsn)
    return urlunsplit((parts.scheme, parts.netloc, f"/{name}", parts.query, ""))


async def _run(dsn: str, sql: str) -> None:
    connection = await asyncpg.connect(dsn)
    try:
        await connection.execute(sql)
    finally:
        await connection.close()


@pytest.fixture(scope="session")
def template(postgres: str) -> Iterator[str]:
    """A database brought forward once; each test gets a copy."""
    name = f"cs3_template_{uuid4().hex[:12]}"
    asyncio.run(_run(postgres, f"CREATE DATABASE {name}"))
    asyncio.run(migrate(database_named(postgres, name)))
    yield name
    asyncio.run(_run(postgres, f"DROP DATABASE {name} WITH (FORCE)"))


@asynccontextmanager
async def copied(postgres: str, template: str) -> AsyncIterator[str]:
    """The name of a database made from another."""
    name = f"cs3_test_{uuid4().hex[:12]}"
    await _run(postgres, f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
    yield name
    await _run(postgres, f"DROP DATABASE {name} WITH (FORCE)")


@dataclass(frozen=True)
class Beginning:
    """What a test finds: a database to copy, and the data folder that goes with it."""

    template: str
    data: Path | None = None


@pytest.fixture
def beginning(request: pytest.FixtureRequest, template: str) -> Beginning:
    """Nothing; or what was made once for all the tests that begin with it: a family (tests/family.py), more of one (tests/backup, tests/rooms/portability)."""
    for kept in ("kept_site", "kept_full", "kept_family"):
        if kept in request.fixturenames:
            return request.getfixturevalue(kept).beginning
    return Beginning(template)


@pytest.fixture(scope="session")
def databases(postgres: str) -> Iterator[Databases]:
    held = Databases(partial(database_named, postgres))
    yield held
    held.close()


@pytest.fixture
def database(postgres: str, databases: Databases, beginning: Beginning) -> str:
    """The address of an up-to-date database, this test's own while it lasts."""
    return database_named(postgres, databases.fresh(beginning.template))


@pytest.fixture(scope="session")
def new_storage() -> Iterator[Callable[[], str]]:
    """Makes an empty bucket and answers its address; "" where a folder of the test's own is meant."""
    if os.environ.get("CS3_TEST_STORAGE") != "s3":
        yield lambda: ""
        return
    from tests.servers.swift import swift_server

    with swift_server() as swift:

        def make() -> str:
            bucket = f"cs3-{uuid4().hex[:12]}"
            swift.make_bucket(bucket)
            return swift.url_for(bucket)

        yield make


@pytest.fixture
def storage_url(new_storage: Callable[[], str]) -> str:
    return new_storage()


@pytest.fixture
def clock() -> MovingClock:
    return MovingClock()


def settings_in(folder: Path, storage_url: str) -> Settings:
    # Tests keep clear of whatever the machine's own environment says.
    read = read_settings(
        {"CS3_PWA_DIR": str(folder / "no-pwa"), "CS3_TESSERACT": "off"},
        data=folder / "data",
        public_url=ORIGIN,
    )
    return replace(read, storage_url=storage_url)


@pytest.fixture(scope="session")
def tesseract() -> str:
    """The path of a real one, that reads French: fetched when the machine has none."""
    found = subprocess.run(["tools/tesseract.sh"], capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr
    return found.stdout.strip()


@pytest.fixture
def settings(tmp_path: Path, storage_url: str, beginning: Beginning) -> Settings:
    if beginning.data:
        shutil.copytree(beginning.data, tmp_path / "data")
    return settings_in(tmp_path, storage_url)


_houses: list[tuple[Litestar, dict[str, Any]]] = []


@contextmanager
def assembled() -> Iterator[tuple[Litestar, dict[str, Any]]]:
    """The routes of the whole house, put together once and used by one test after the other; what it runs is in the second.

    One to which a test has added routes of its own serves no other.
    """
    from backend.app import assemble

    if not _houses:
        runs: dict[str, Any] = {}
        _houses.append((assemble(Path("/no-pwa"), lambda _: runs["living"]()), runs))
    house = _houses.pop()
    routes = len(house[0].routes)
    try:
        yield house
    finally:
        if len(house[0].routes) == routes:
            _houses.append(house)


@asynccontextmanager
async def started(settings: Settings, database: str, clock: MovingClock) -> AsyncIterator[Litestar]:
    """The application, started, with no worker: `run_jobs` runs what waits."""
    from backend.app import living, open_runtime

    open_runtime(settings, clock=clock)
    up, over = asyncio.Event(), asyncio.Event()

    async def live(made: Litestar) -> None:
        # In one task from start to end: a fixture's two halves run in two, which the application's groups refuse.
        try:
            async with made.lifespan():
                up.set()
                await over.wait()
        finally:
            up.set()

    with assembled() as (made, runs):
        runs["living"] = partial(living, settings, database, work=False)
        task = asyncio.create_task(live(made))
        await up.wait()
        if task.done():
            task.result()
        yield made
        over.set()
        await task


@pytest.fixture
async def app(settings: Settings, database: str, clock: MovingClock) -> AsyncIterator[Litestar]:
    async with started(settings, database, clock) as made:
        yield made


@asynccontextmanager
async def browser(
    app: Litestar, address: str = "127.0.0.1", **headers: str
) -> AsyncIterator[httpx.AsyncClient]:
    """A client with a cookie jar of its own, that sends Origin as browsers do."""
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False, client=(address, 123))
    async with httpx.AsyncClient(
        transport=transport, base_url=ORIGIN, headers={"Origin": ORIGIN, "Accept-Language": "fr", **headers}
    ) as client:
        yield client


@pytest.fixture
async def client(app: Litestar) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody who is not signed in."""
    async with browser(app) as made:
        yield made


async def run_jobs_of(database: str) -> None:
    """Runs every job that waits, until none does; none because a minute of the real clock passed meanwhile."""
    from backend.worker.app import queue_app

    queue = queue_app(database, periodic=False)
    async with queue.open_async():
        await queue.run_worker_async(wait=False, install_signal_handlers=False, concurrency=4)


@pytest.fixture
def run_jobs(database: str, app: Litestar):
    return partial(run_jobs_of, database)


@pytest.fixture
def query(database: str, app: Litestar):
    """Looks into the database directly."""

    async def ask(sql: str, *values: object) -> list[dict[str, object]]:
        connection = await asyncpg.connect(database)
        try:
            return [dict(row) for row in await connection.fetch(sql, *values)]
        finally:
            await connection.close()

    return ask


@pytest.fixture
def statements(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the house asks the database from here on: clear it, do something, and count."""
    asked: list[str] = []
    fetch = asyncpg.Connection.fetch

    async def noted(self: Any, sql: str, *values: Any, **more: Any) -> Any:
        asked.append(sql)
        return await fetch(self, sql, *values, **more)

    monkeypatch.setattr(asyncpg.Connection, "fetch", noted)
    return asked


# Last: it is made of what is above. Every folder of tests may begin with the family.
from tests.family import family, kept_family  # noqa: E402

__all__ = ["family", "kept_family"]
