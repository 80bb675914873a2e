"""Migrations are SQL written by hand, run and recorded by piccolo, each in a transaction."""

from collections.abc import Awaitable, Callable
from typing import Any, cast

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from backend.kit.database import DB


def sql_migration(
    *, app: str, id: str, description: str, sql: str
) -> Callable[[], Awaitable[MigrationManager]]:
    """The `forwards` function of one migration file. `id` sorts by time: 2026-11-21T08:00:00:000000."""

    async def forwards() -> MigrationManager:
        manager = MigrationManager(migration_id=id, app_name=app, description=description)

        async def run() -> None:
            # Several statements at once: only the connection's `execute` takes them.
            current = DB.current_transaction.get()
            assert current is not None
            await cast(Any, current).connection.execute(sql)

        cast(Any, manager).add_raw(run)
        return manager

    return forwards
