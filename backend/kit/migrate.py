"""Brings the database forward: every room's migrations, and the queue's own, under one lock."""

import asyncio
import contextlib
import io
import re
from importlib import resources
from importlib.metadata import version
from typing import Any, cast

import asyncpg  # pyright: ignore[reportMissingTypeStubs]
from piccolo.apps.migrations.commands.base import BaseMigrationManager
from piccolo.apps.migrations.commands.forwards import run_forwards
from piccolo.conf.apps import Finder

from backend.kit.database import DB

_LOCK = 0x6373_3301  # one migration at a time, whoever starts it
UNFINISHED = "restoring"
"""The table that a database holds while a backup is being given back to it."""
_QUEUE_TABLE = "CREATE TABLE IF NOT EXISTS queue_schema (name text PRIMARY KEY, ran_at timestamptz NOT NULL DEFAULT now())"


async def migrate(dsn: str) -> None:
    """Applies what is missing. Running it twice, or in two processes at once, does nothing more."""
    connection = await cast(Any, asyncpg).connect(dsn)
    try:
        await connection.execute("SELECT pg_advisory_lock($1)", _LOCK)
        await _bring_queue_forward(connection)
        had = DB.pool
        DB.config = {"dsn": dsn}
        output = io.StringIO()
        with contextlib.redirect_stdout(output):
            results = await run_forwards(app_name="all")
        DB.pool = had
        del results
        for left in await _missing(connection):  # piccolo prints a failure and goes on: here it stops
            raise RuntimeError(f"migration {left} did not run: {output.getvalue()[-400:]}")
    finally:
        await connection.close()


async def is_current(connection: Any) -> bool:
    """Whether every migration of this version has run there."""
    tables = await connection.fetchval("SELECT to_regclass('migration') IS NOT NULL")
    return bool(tables) and not await _missing(connection)


async def is_unfinished(connection: Any) -> bool:
    """Whether a backup was being given back there, and was not given back whole."""
    return await connection.fetchval("SELECT to_regclass($1) IS NOT NULL", UNFINISHED)


async def rebuild(dsn: str, ran: list[tuple[str, str]], queue: list[str]) -> None:
    """Gives an empty database the tables that one had after these migrations, in that order, and these of the queue.

    Nothing is recorded: the rows of `migration` and `queue_schema` come from a backup. Raises LookupError when this
    version does not know one of them.
    """
    known = _known()
    if unknown := [id for id in ran if id not in known]:
        raise LookupError(" ".join(unknown[0]))
    if unknown_files := [name for name in queue if name.endswith(".sql") and name not in _queue_files()]:
        raise LookupError(unknown_files[0])
    connection = await cast(Any, asyncpg).connect(dsn)
    had = DB.pool
    try:
        await connection.execute(_QUEUE_TABLE)
        if set(_queue_files()) <= set(queue):
            await connection.execute(_queue_text("schema.sql"))
        else:  # as it was then: from the first one on
            for name in filter(queue.__contains__, _queue_files()):
                await connection.execute(_queue_text(f"migrations/{name}"))
        DB.config = {"dsn": dsn}
        DB.pool = None
        with contextlib.redirect_stdout(io.StringIO()):
            await BaseMigrationManager().create_migration_table()
            for id in ran:
                await (await known[id].forwards()).run()
    finally:
        DB.pool = had
        await connection.close()


def _known() -> dict[tuple[str, str], Any]:
    """The migrations of this version, by room and id."""
    manager = BaseMigrationManager()
    return {
        (app.app_name, id): module
        for app in Finder().get_app_registry().app_configs.values()
        for id, module in manager.get_migration_modules(app.resolved_migrations_folder_path).items()
    }


async def _missing(connection: Any) -> list[str]:
    ran = {
        (row["app_name"], row["name"])
        for row in await connection.fetch("SELECT app_name, name FROM migration")
    }
    return [" ".join(id) for id in _known() if id not in ran]


async def _bring_queue_forward(connection: Any) -> None:
    """procrastinate's schema, then its later migrations in order, each recorded."""
    await connection.execute(_QUEUE_TABLE)
    ours = {row["name"] for row in await connection.fetch("SELECT name FROM queue_schema")}
    files = _queue_files()
    async with connection.transaction():
        if not ours:
            await connection.execute(_queue_text("schema.sql"))
        else:
            for name in files:
                if name not in ours:
                    await connection.execute(_queue_text(f"migrations/{name}"))
        await connection.executemany(
            "INSERT INTO queue_schema (name) VALUES ($1) ON CONFLICT DO NOTHING",
            [(name,) for name in [*files, f"procrastinate {_plain(version('procrastinate'))}"]],
        )


def _queue_files() -> list[str]:
    """procrastinate's own migrations, in order."""
    folder = resources.files("procrastinate.sql") / "migrations"
    return sorted(file.name for file in folder.iterdir() if file.name.endswith(".sql"))


def _queue_text(path: str) -> str:
    return resources.files("procrastinate.sql").joinpath(*path.split("/")).read_text(encoding="utf-8")


def _plain(text: str) -> str:
    return re.sub(r"[^0-9.]", "", text)


def migrate_now(dsn: str) -> None:
    asyncio.run(migrate(dsn))
