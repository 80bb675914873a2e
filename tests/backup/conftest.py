"""A house with a family in it, two places to keep its backups, and an empty place to give them back to."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import asyncpg
import pytest
from litestar import Litestar

from backend.app import open_runtime
from backend.backup.choosing import choose
from backend.backup.making import Made, make
from backend.backup.manifest import PUSH_KEY, SEAL_KEY, SERVER_KEY, read_keys
from backend.backup.places import Place, place_at
from backend.backup.restoring import Restored, restore
from backend.backup.target import Target
from backend.kit import database as pool
from backend.rooms.audit.service import seal
from backend.rooms.carnet import vaults
from backend.settings import Settings
from tests.backup.seen import House, look
from tests.conftest import (
    Beginning,
    MovingClock,
    _run,
    copied,
    database_named,
    run_jobs_of,
    settings_in,
    started,
)
from tests.family import Family, KeptFamily, mailbox_of
from tests.rooms.captures.conftest import add, jpeg
from tests.rooms.identity import people

DAYS = 35


def secrets_of(folder: Path) -> dict[str, Path]:
    return {
        SERVER_KEY: folder / "server-key",
        PUSH_KEY: folder / "push-key",
        SEAL_KEY: folder / "seal-key",
    }


@dataclass
class Site:
    """The house, and what runs its backups as the command does, between two moments of its application."""

    family: Family
    settings: Settings
    database: str
    clock: MovingClock
    data: Place
    keys: Place
    binned: str
    code_secret: str

    @property
    def carnet(self) -> str:
        return f"/api/carnets/{self.family.carnet_id}"

    @property
    def files(self) -> Place:
        return place_at(self.settings.storage_url or str(self.settings.data / "files"), "CS3_STORAGE_URL")

    async def backup(self, **more: Any) -> Made:
        given = {
            "files": self.files,
            "data": self.data,
            "keys": self.keys,
            "days": DAYS,
            "now": self.clock.now(),
        }
        return await make(dsn=self.database, secrets=secrets_of(self.settings.data), **(given | more))

    async def look(self) -> House:
        return await look(self.database, self.files)


@dataclass(frozen=True)
class KeptSite:
    """The house as every test here begins with it. files: where its objects are, when not in the data folder."""

    beginning: Beginning
    family: KeptFamily
    files: str
    binned: str
    code_secret: str


@pytest.fixture(scope="session")
async def kept_site(
    postgres: str,
    kept_family: KeptFamily,
    new_storage: Callable[[], str],
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[KeptSite]:
    """A photo that is ready, one in the bin, one that waits to be prepared, a portrait, a code to sign in."""
    folder, clock = tmp_path_factory.mktemp("site"), MovingClock()
    settings = settings_in(folder, new_storage())
    assert kept_family.beginning.data
    shutil.copytree(kept_family.beginning.data, settings.data)
    async with copied(postgres, kept_family.beginning.template) as name:
        database = database_named(postgres, name)
        async with (
            started(settings, database, clock) as app,
            kept_family.again(app, mailbox_of(settings, database)) as family,
        ):
            mother, carnet = family.mother.client, f"/api/carnets/{family.carnet_id}"
            await add(mother, family.carnet_id, jpeg("#112233"))
            binned = await add(mother, family.carnet_id, jpeg("#445566"))
            await run_jobs_of(database)
            assert (await mother.delete(f"{carnet}/captures/{binned}")).status_code == 204
            await add(mother, family.carnet_id, jpeg("#778899"))  # its preparing waits in the queue
            image = {"Content-Type": "image/jpeg"}
            portrait = await mother.put(f"{carnet}/portrait", content=jpeg(), headers=image)
            assert portrait.status_code == 200, portrait.text
            secret, _ = await people.set_code_way(mother, clock.at)
            await family.add({"section": "allergies", "substance": "Latex"})
            await seal.run()
        beginning = Beginning(name, settings.data)
        yield KeptSite(beginning, KeptFamily(beginning, family), settings.storage_url, binned, secret)


@pytest.fixture
async def site(
    kept_site: KeptSite,
    app: Litestar,
    settings: Settings,
    database: str,
    clock: MovingClock,
    new_storage: Callable[[], str],
    tmp_path: Path,
) -> AsyncIterator[Site]:
    async with kept_site.family.again(app, mailbox_of(settings, database)) as family:
        made = Site(
            family=family,
            settings=settings,
            database=database,
            clock=clock,
            data=place_at(new_storage() or str(tmp_path / "to"), "--to"),
            keys=place_at(new_storage() or str(tmp_path / "keys"), "--keys-to"),
            binned=kept_site.binned,
            code_secret=kept_site.code_secret,
        )
        if kept_site.files:
            kept = place_at(kept_site.files, "CS3_STORAGE_URL")
            async for name in kept.names(""):
                await made.files.put(name, kept.open(name))
        yield made


@dataclass
class Elsewhere:
    """Where backups are given back: a folder with a PostgreSQL of its own, or an empty database and an empty store."""

    target: Target
    site: Site

    async def restore(
        self, at: Any = None, *, data: Place | None = None, keys: Place | None = None, **more: Any
    ) -> Restored:
        data, keys = data or self.site.data, keys or self.site.keys
        kept = await read_keys(keys, await choose(data, keys, at))
        return await self.quietly(restore(data, kept, self.target, keys_at=keys, **more))

    async def quietly(self, work: Any) -> Any:
        """The application lets its database go meanwhile: a command has a process of its own."""
        await pool.disconnect()
        try:
            return await work
        finally:
            open_runtime(self.site.settings, clock=self.site.clock)
            vaults._kept.clear()
            await pool.connect(self.site.database)

    @property
    def files(self) -> Place:
        return place_at(self.target.storage_url or str(self.target.folder / "files"), "elsewhere")

    @property
    def settings(self) -> Settings:
        return replace(
            self.site.settings,
            data=self.target.folder,
            key_file=self.target.secrets[SERVER_KEY],
            push_key_file=self.target.secrets[PUSH_KEY],
            seal_key_file=self.target.secrets[SEAL_KEY],
            storage_url=self.target.storage_url,
        )

    @asynccontextmanager
    async def database(self) -> AsyncIterator[str]:
        if self.target.database_url:
            yield self.target.database_url
            return
        from backend.kit import embedded

        server = await asyncio.to_thread(embedded.start, self.target.folder / "postgres")
        try:
            yield server.dsn
        finally:
            await asyncio.to_thread(server.stop)

    async def is_untouched(self) -> bool:
        """Nothing in the folder, no table in the database, no object in the store."""
        folder = self.target.folder
        if folder.exists() and any(folder.iterdir()):
            return False
        if self.target.storage_url and [name async for name in self.files.names("")]:
            return False
        if self.target.database_url:
            connection = await asyncpg.connect(self.target.database_url)
            try:
                left = "SELECT (SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace)"
                left += " + (SELECT count(*) FROM pg_type t WHERE typnamespace = 'public'::regnamespace)"
                return not await connection.fetchval(left)
            finally:
                await connection.close()
        return True


@pytest.fixture
async def empty_database(postgres: str) -> AsyncIterator[str]:
    name = f"cs3_back_{uuid4().hex[:12]}"
    await _run(postgres, f"CREATE DATABASE {name}")
    yield database_named(postgres, name)
    await _run(postgres, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
async def elsewhere(
    site: Site, empty_database: str, new_storage: Callable[[], str], tmp_path: Path
) -> Elsewhere:
    """A database of its own on the server of the tests, which may be a stock one; files in a folder, or a bucket."""
    folder = tmp_path / "elsewhere"
    return Elsewhere(
        Target(folder, secrets_of(folder), database_url=empty_database, storage_url=new_storage()), site
    )


@pytest.fixture
def alone(site: Site, tmp_path: Path) -> Elsewhere:
    """All in one folder, with the embedded PostgreSQL, as `cs3 restore --data DIR`."""
    folder = tmp_path / "alone"
    return Elsewhere(Target(folder, secrets_of(folder)), site)
