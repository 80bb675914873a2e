"""Notebooks that were closed after the backup that is given back: closed again, and those that were erased, erased again.

The newest backup knows of them. Without this an older one would open to its whole circle what a family had closed.
"""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

import asyncpg  # pyright: ignore[reportMissingTypeStubs]

from backend.backup import manifest as m
from backend.backup import retention
from backend.backup.index import unpacked
from backend.backup.places import Place
from media.storage import Damaged, Missing, Vault

TABLES = ("closing", "closing_person")

# What was erased comes back with the backup, so it is to be erased anew: with new dates, that are true of it. `erasing_at` stays, so
# that nobody comes back to it.
_ANEW = "CASE WHEN EXISTS (SELECT FROM carnet k WHERE k.id = l.carnet_id) THEN NULL ELSE l.{0} END"
_DATES = ("key_destroyed_at", "gone_at", "erased_at")
_SAID = ("due_seen_at", "erasing_at", "reopened_at", "reopened_by", "reopened_name")


@dataclass(frozen=True)
class Closed:
    """closed, erased: how many notebooks of the backup are so again. known_until: closings after that moment nobody knows of.

    unread: newer backups that could not be asked.
    """

    closed: int
    erased: int
    known_until: datetime | None
    unread: list[str]


async def close_again(connection: Any, data: Place, keys: Place, id: str) -> Closed:
    """After the rows of backup `id` are there, in this version's tables. In one transaction of the connection's."""
    unread: list[str] = []
    async with connection.transaction():
        was = await _open(connection)
        asked = id
        for newer in reversed([one for one in await retention.complete(data, keys) if one > id]):
            try:
                async with connection.transaction():
                    await _bring(connection, data, await m.read_keys(keys, newer))
            except (Damaged, Missing, asyncpg.DataError, asyncpg.UndefinedColumnError):
                unread.append(newer)
                continue
            asked = newer
            break
        now = await _open(connection)
    closed = [carnet for carnet, erasing in now.items() if not erasing and carnet not in was]
    erased = [carnet for carnet, erasing in now.items() if erasing and not was.get(carnet)]
    return Closed(len(closed), len(erased), m.time_of(asked), unread)


async def _open(connection: Any) -> dict[object, bool]:
    """Closed notebooks that are there, and whether they are to be erased."""
    rows = await connection.fetch(
        "SELECT c.carnet_id, c.erasing_at IS NOT NULL AS erasing FROM closing c JOIN carnet k ON k.id = c.carnet_id"
        " WHERE c.reopened_at IS NULL AND c.erased_at IS NULL"
    )
    return {row["carnet_id"]: row["erasing"] for row in rows}


async def _bring(connection: Any, data: Place, keys: m.Keys) -> None:
    manifest = await m.read_manifest(data, keys.id, keys.key)
    kept = {table.name: table for table in manifest.tables if table.name in TABLES}
    if not kept:  # made by a version in which nothing could be closed
        return
    for name in TABLES:
        await connection.execute(
            f"CREATE TEMP TABLE later_{name} (LIKE {name} INCLUDING DEFAULTS) ON COMMIT DROP"
        )
        rows = Vault(data, keys.key).open(m.rows_name(keys.id, name))
        async with aclosing(cast(AsyncGenerator[bytes], unpacked(rows))) as chunks:
            await connection.copy_to_table(
                f"later_{name}", columns=kept[name].columns, source=chunks, format="text"
            )
    sets = [f"{name} = l.{name}" for name in _SAID] + [f"{name} = {_ANEW.format(name)}" for name in _DATES]
    await connection.execute(f"UPDATE closing c SET {', '.join(sets)} FROM later_closing l WHERE l.id = c.id")  # noqa: S608 - our names
    names = ("id", "carnet_id", "closed_at", "closed_by", "closed_name", "ends_at", *_SAID)
    values = [f"l.{name}" for name in names] + [_ANEW.format(name) for name in _DATES]
    await connection.execute(
        f"INSERT INTO closing ({', '.join((*names, *_DATES))}) SELECT {', '.join(values)} FROM later_closing l"  # noqa: S608 - our names
        " WHERE NOT EXISTS (SELECT FROM closing c WHERE c.id = l.id) ON CONFLICT DO NOTHING"
    )
    await connection.execute(
        "INSERT INTO closing_person SELECT l.* FROM later_closing_person l JOIN closing c ON c.id = l.closing_id"
        " ON CONFLICT DO NOTHING"
    )
