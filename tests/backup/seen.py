"""What a house is made of, in a form that compares: every row of every table, every sequence, every object's digest."""

import hashlib
from dataclasses import dataclass

import asyncpg

from media.storage import Storage
from media.storage.checked import look_at
from tests.kit.test_migrations import SCHEMA


@dataclass(frozen=True)
class House:
    rows: dict[str, list[str]]
    """By table: each row as PostgreSQL writes it, sorted."""
    sequences: dict[str, tuple[int, bool]]
    schema: list[tuple[str, ...]]
    objects: dict[str, tuple[int, str]]


async def look(dsn: str, files: Storage) -> House:
    connection = await asyncpg.connect(dsn, server_settings={"timezone": "UTC"})
    try:
        tables = await connection.fetch(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition"
        )
        rows: dict[str, list[str]] = {}
        for (table,) in tables:
            found = await connection.fetch(f'SELECT t::text FROM "{table}" t')
            rows[table] = sorted(row[0] for row in found)
        sequences = {}
        for (name,) in await connection.fetch(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'S'"
        ):
            at = await connection.fetchrow(f'SELECT last_value, is_called FROM "{name}"')
            sequences[name] = (at[0], at[1])
        schema = sorted(
            tuple(map(str, row))
            for row in await connection.fetch(SCHEMA)
            # PostgreSQL 18 lists as constraints what the columns say already; 15 does not.
            if not (row[0] == "constraint" and " NOT NULL " in row[2])
        )
    finally:
        await connection.close()
    objects = {}
    async for name in files.names(""):
        seen = await look_at(files, name)
        objects[name] = (seen.size, seen.sha256)
    return House(rows, sequences, schema, objects)


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
