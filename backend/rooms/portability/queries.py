"""The SQL of exports. What takes a carnet's id is called behind that notebook's door."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from backend.kit.database import fetch, fetch_one

Row = dict[str, Any]

COLUMNS = (
    "position",
    "path",
    "media_type",
    "size",
    "crc32",
    "sha256",
    "at",
    "object",
    "item_id",
    "problem",
    "cleaned",
)

_EMPTY = {"media_type": "", "cleaned": False}


async def as_of_one_moment() -> None:
    """For the whole transaction; its first statement."""
    await fetch("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")


async def begin(id: UUID, carnet_id: UUID, person_id: UUID, at: datetime) -> bool:
    """False when this person has one already, being prepared or ready."""
    row = await fetch_one(
        "INSERT INTO export (id, carnet_id, person_id, state, asked_at) VALUES ($1, $2, $3, 'preparing', $4)"
        " ON CONFLICT (carnet_id, person_id) WHERE state IN ('preparing', 'ready') DO NOTHING RETURNING id",
        id, carnet_id, person_id, at,
    )  # fmt: skip
    return row is not None


async def current(carnet_id: UUID, person_id: UUID) -> Row | None:
    return await fetch_one(
        "SELECT * FROM export WHERE carnet_id = $1 AND person_id = $2 AND state IN ('preparing', 'ready') FOR UPDATE",
        carnet_id, person_id,
    )  # fmt: skip


async def mine(carnet_id: UUID, person_id: UUID, *, limit: int = 20) -> list[Row]:
    return await fetch(
        "SELECT * FROM export WHERE carnet_id = $1 AND person_id = $2 ORDER BY asked_at DESC, id DESC LIMIT $3",
        carnet_id, person_id, limit,
    )  # fmt: skip


async def one(carnet_id: UUID, person_id: UUID, id: UUID, *, lock: bool = False) -> Row | None:
    return await fetch_one(
        "SELECT * FROM export WHERE carnet_id = $1 AND person_id = $2 AND id = $3" + (" FOR UPDATE" if lock else ""),  # noqa: S608 - constant
        carnet_id, person_id, id,
    )  # fmt: skip


async def anyone(id: UUID, *, lock: bool = False) -> Row | None:
    """For jobs."""
    return await fetch_one("SELECT * FROM export WHERE id = $1" + (" FOR UPDATE" if lock else ""), id)  # noqa: S608 - constant


async def settle(id: UUID, values: Row) -> None:
    sets = ", ".join(f"{name} = ${n}" for n, name in enumerate(values, start=2))
    await fetch(f"UPDATE export SET {sets} WHERE id = $1", id, *values.values())  # noqa: S608 - our names


async def progress(id: UUID, *, files: int, read: int) -> bool:
    """False when it is not being prepared any more."""
    row = await fetch_one(
        "UPDATE export SET files_done = $2, bytes_done = $3 WHERE id = $1 AND state = 'preparing' RETURNING 1",
        id, files, read,
    )  # fmt: skip
    return row is not None


async def add_entries(export_id: UUID, entries: Iterable[Row]) -> None:
    """As many at once as there are: a notebook of twenty years has thousands."""
    rows = [[entry.get(column, _EMPTY.get(column)) for column in COLUMNS] for entry in entries]
    await fetch(
        f"INSERT INTO export_entry (export_id, {', '.join(COLUMNS)})"  # noqa: S608 - constant
        " SELECT $1, * FROM unnest($2::int[], $3::text[], $4::text[], $5::bigint[], $6::bigint[], $7::bytea[],"
        " $8::timestamptz[], $9::text[], $10::uuid[], $11::text[], $12::boolean[])",
        export_id,
        *(list(column) for column in zip(*rows, strict=True)),
    )


async def entries(export_id: UUID) -> list[Row]:
    return await fetch("SELECT * FROM export_entry WHERE export_id = $1 ORDER BY position", export_id)


async def to_read(export_id: UUID) -> list[Row]:
    """Received files that were not read yet."""
    return await fetch(
        "SELECT * FROM export_entry WHERE export_id = $1 AND crc32 IS NULL AND problem IS NULL ORDER BY position",
        export_id,
    )


async def was_read(
    export_id: UUID, position: int, *, size: int, crc32: int | None, sha256: bytes | None, problem: str | None
) -> None:
    await fetch(
        "UPDATE export_entry SET size = $3, crc32 = $4, sha256 = $5, problem = $6 WHERE export_id = $1 AND position = $2",
        export_id, position, size, crc32, sha256, problem,
    )  # fmt: skip


async def settle_entry(export_id: UUID, position: int, values: Row) -> None:
    sets = ", ".join(f"{name} = ${n}" for n, name in enumerate(values, start=3))
    await fetch(
        f"UPDATE export_entry SET {sets} WHERE export_id = $1 AND position = $2",  # noqa: S608 - our names
        export_id,
        position,
        *values.values(),
    )


async def troubles(ids: list[UUID]) -> list[Row]:
    return await fetch(
        "SELECT export_id, path, problem FROM export_entry WHERE export_id = ANY($1) AND problem IS NOT NULL"
        " ORDER BY position",
        ids,
    )


async def drop_entries(export_id: UUID) -> list[str]:
    """The objects that were written for it."""
    rows = await fetch("DELETE FROM export_entry WHERE export_id = $1 RETURNING object", export_id)
    return [row["object"] for row in rows if row["object"]]


async def over(at: datetime) -> list[UUID]:
    """Ready, and past its time."""
    return [
        row["id"]
        for row in await fetch("SELECT id FROM export WHERE state = 'ready' AND expires_at <= $1", at)
    ]


async def open_ones() -> list[Row]:
    return await fetch("SELECT * FROM export WHERE state IN ('preparing', 'ready')")


async def open_of(carnet_id: UUID, people: list[UUID]) -> list[UUID]:
    rows = await fetch(
        "SELECT id FROM export WHERE carnet_id = $1 AND person_id = ANY($2) AND state IN ('preparing', 'ready')",
        carnet_id, people,
    )  # fmt: skip
    return [row["id"] for row in rows]


async def unprepared() -> list[UUID]:
    """Being prepared, with no job that would."""
    rows = await fetch(
        """
        SELECT id FROM export e WHERE state = 'preparing' AND NOT EXISTS (
            SELECT FROM procrastinate_jobs j WHERE j.task_name = 'portability.prepare' AND j.lock = e.id::text
                AND j.status IN ('todo', 'doing'))
        """
    )
    return [row["id"] for row in rows]


async def known(names: list[str]) -> set[str]:
    return {
        row["object"] for row in await fetch("SELECT object FROM export_entry WHERE object = ANY($1)", names)
    }


async def erase(carnet_id: UUID) -> None:
    """All of a notebook that closed, with their entries."""
    await fetch("DELETE FROM export WHERE carnet_id = $1", carnet_id)
