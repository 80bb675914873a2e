"""Brings the database forward: every room's migrations, and the queue's own, under one lock."""

import asyncio
import contextlib
import io
import re
from importlib import resources
from importlib.metadata import version
from typing import Any, cast

import asyncpg  # pyright: ignore[reportMissingTypeStubs]
from piccolo.apps.migrations.commands.forwards import run_forwards

from backend.kit.database import DB

_LOCK = 0x6373_3301  # one migration at a time, whoever starts it


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


async def _missing(connection: Any) -> list[str]:
    from piccolo.apps.migrations.commands.base import BaseMigrationManager
    from piccolo.conf.apps import Finder

    ran = {
        (row["app_name"], row["name"])
        for row in await connection.fetch("SELECT app_name, name FROM migration")
    }
    manager = BaseMigrationManager()
    missing: list[str] = []
    for app in Finder().get_app_registry().app_configs.values():
        modules = manager.get_migration_modules(app.resolved_migrations_folder_path)
        for id in manager.get_migration_ids(modules):
            if (app.app_name, id) not in ran:
                missing.append(f"{app.app_name} {id}")
    return missing


async def _bring_queue_forward(connection: Any) -> None:
    """procrastinate's schema, then its later migrations in order, each recorded."""
    await connection.execute(
        "CREATE TABLE IF NOT EXISTS queue_schema (name text PRIMARY KEY, ran_at timestamptz NOT NULL DEFAULT now())"
    )
    ours = {row["name"] for row in await connection.fetch("SELECT name FROM queue_schema")}
    files = sorted(
        file.name
        for file in (resources.files("procrastinate.sql") / "migrations").iterdir()
        if file.name.endswith(".sql")
    )
    async with connection.transaction():
        if not ours:
            await connection.execute(
                (resources.files("procrastinate.sql") / "schema.sql").read_text(encoding="utf-8")
            )
        else:
            for name in files:
                if name not in ours:
                    await connection.execute(
                        (resources.files("procrastinate.sql") / "migrations" / name).read_text(
                            encoding="utf-8"
                        )
                    )
        await connection.executemany(
            "INSERT INTO queue_schema (name) VALUES ($1) ON CONFLICT DO NOTHING",
            [(name,) for name in [*files, f"procrastinate {_plain(version('procrastinate'))}"]],
        )


def _plain(text: str) -> str:
    return re.sub(r"[^0-9.]", "", text)


def migrate_now(dsn: str) -> None:
    asyncio.run(migrate(dsn))
